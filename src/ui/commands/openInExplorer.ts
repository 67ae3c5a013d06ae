import * as vscode from 'vscode';
import { addressOf } from '../addressUri';
import { chooseResult } from './chooseResults';
import type { CommandContext } from './commandContext';

/** Shows the table and the plots of a result: the one that the command was called on, or whose document is in the editor. */
export async function openInExplorer(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const [first] = args;
  const shown = first instanceof vscode.Uri ? addressOf(first) : undefined;
  context.explorers.show(
    shown ?? (await chooseResult(context, args, { title: 'Open in Explorer' })),
  );
}
