import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { OptiScopeApi } from '../src/ui/api';
import { figureFile } from './figureFile';
import type { HostFigures } from './figureFile';

/** Called by VS Code in place of tests: notes how long it takes until the extension is active and a tree has its keys. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<OptiScopeApi>('optiscope.optiscope');
  if (extension === undefined) throw new Error('The extension optiscope.optiscope is not there.');
  // Something else that happened to activate it would make it look as if it took no time.
  if (extension.isActive) throw new Error('The extension was active before it was measured.');
  const start = performance.now();
  const { manager } = await extension.activate();
  const activeMs = performance.now() - start;
  await manager.listResults();
  const figures: HostFigures = { activeMs, answeredMs: performance.now() - start };
  await writeFile(process.env[figureFile] ?? '', JSON.stringify(figures));
}
