import * as vscode from 'vscode';
import type { SourceTreeNode } from '../sources/sourceNodes';
import type { CommandContext } from './commandContext';

/** The row of the sources view that a command was called on. */
export function sourceNodeIn([first]: readonly unknown[]): SourceTreeNode | undefined {
  const isNode =
    typeof first === 'object' && first !== null && 'kind' in first && 'source' in first;
  return isNode ? (first as SourceTreeNode) : undefined;
}

/**
 * The name of the source that a command was called on, or that the user picks.
 * @throws {vscode.CancellationError}
 */
export async function chooseSource(
  { sources }: CommandContext,
  args: readonly unknown[],
  title: string,
): Promise<string> {
  const node = sourceNodeIn(args);
  if (node !== undefined) return node.source;
  const picks = sources.states.map(({ config }) => ({
    label: config.name,
    description: config.location,
  }));
  if (picks.length === 0) {
    void vscode.window.showInformationMessage('There are no sources yet. Add one first.');
    throw new vscode.CancellationError();
  }
  const picked = await vscode.window.showQuickPick(picks, { title, matchOnDescription: true });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.label;
}
