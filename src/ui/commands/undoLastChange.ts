import * as vscode from 'vscode';
import { followRename } from '../documents/registerDocuments';
import { undoReportInWords } from '../undoText';
import { counted } from '../wording';
import type { CommandContext } from './commandContext';

/** Takes back the last change that removed, replaced or renamed results: in any window, also before a restart. */
export async function undoLastChange(context: CommandContext): Promise<void> {
  const last = await context.manager.changes.last();
  if (last === undefined) {
    void vscode.window.showInformationMessage('There is nothing to undo.');
    return;
  }
  if (last.isInterrupted) await confirmInterrupted(last.items.length);
  await takeBack(context, last.id);
}

/** Takes a change back and says what that did. */
export async function takeBack({ manager }: CommandContext, id: string): Promise<void> {
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Taking the change back' },
    () => manager.changes.undo(id),
  );
  if (report === undefined) {
    void vscode.window.showInformationMessage(
      'There is nothing left to undo: it was undone before, or the trash was emptied.',
    );
    return;
  }
  for (const { backend, from, to } of report.renamed) await followRename(backend, from, to);
  const message = undoReportInWords(report);
  if (report.skipped.length > 0) void vscode.window.showWarningMessage(message);
  else void vscode.window.showInformationMessage(message);
}

async function confirmInterrupted(count: number): Promise<void> {
  const restore = `Restore ${counted(count, 'Result')}`;
  const chosen = await vscode.window.showWarningMessage(
    'Undo a change that was interrupted?',
    {
      modal: true,
      detail:
        'The program ended, or another window is still at it. What was removed goes back where its key is free.',
    },
    restore,
  );
  if (chosen === undefined) throw new vscode.CancellationError();
}
