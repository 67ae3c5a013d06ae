import * as vscode from 'vscode';
import type { SourceTreeNode } from '../sources/sourceNodes';
import type { CommandContext } from './commandContext';

/** The row of the sources view that a command was called on. */
export function sourceNodeIn([first]: readonly unknown[]): SourceTreeNode | undefined {
  const isNode =
    typeof first === 'object' && first !== null && 'kind' in first && 'source' in first;
  return isNode ? (first as SourceTreeNode) : undefined;
}

/** The row that a command was called on, else the one that is selected in the view. */
export function sourceNodeOf(
  { sourceView }: CommandContext,
  args: readonly unknown[],
): SourceTreeNode | undefined {
  return sourceNodeIn(args) ?? sourceView.selected;
}

/**
 * The name of the source that a command was called on, else of what is selected in the view, else the one that the user
 * picks.
 * @throws {vscode.CancellationError}
 */
export async function chooseSource(
  context: CommandContext,
  args: readonly unknown[],
  title: string,
): Promise<string> {
  return sourceNodeOf(context, args)?.source ?? pickSource(context, title);
}

/**
 * The name of the source that the user picks among all.
 * @throws {vscode.CancellationError}
 */
export async function pickSource({ sources }: CommandContext, title: string): Promise<string> {
  const picks = sources.states.map(({ config }) => ({
    label: config.name,
    description: config.location,
  }));
  if (picks.length === 0) {
    void vscode.window.showInformationMessage('There are no sources yet. Add one first.');
    throw new vscode.CancellationError();
  }
  const picked = await vscode.window.showQuickPick(picks, {
    title,
    placeHolder: 'Which source',
    matchOnDescription: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.label;
}
