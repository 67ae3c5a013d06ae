import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OptiScopeApi } from '../../../src/ui/api';

/** What another extension gets from ours. */
export async function extensionApi(): Promise<OptiScopeApi> {
  const extension = vscode.extensions.getExtension<OptiScopeApi>('optiscope.optiscope');
  assert.ok(extension, 'the extension optiscope.optiscope is not installed');
  return extension.activate();
}

/** The folder that is open. */
export function workspaceFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return folder.uri;
}

/** Writes a file into the workspace and returns where. */
export async function aFile(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(uri, bytes);
  return uri;
}

/** Resolves with the first event for which `isMeant` holds; subscribe before causing it. */
export function nextEvent<T>(
  event: (listener: (value: T) => unknown) => { dispose(): void },
  isMeant: (value: T) => boolean = () => true,
): Promise<T> {
  return new Promise(resolve => {
    const subscription = event(value => {
      if (!isMeant(value)) return;
      subscription.dispose();
      resolve(value);
    });
  });
}

/** Resolves once `condition` holds; mocha's time-out ends a wait in vain. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(resolve => setTimeout(resolve, 20));
}
