import * as vscode from 'vscode';
import { backendTitles, counted, resultsInBytes } from '../wording';
import type { CommandContext } from './commandContext';
import { confirmRemoval } from './confirmRemoval';

/** Deletes for good what Undo could bring back, after naming it. */
export async function emptyTrash({ manager }: CommandContext): Promise<void> {
  const [info, changes] = await Promise.all([manager.getStorageInfo(), manager.changes.list()]);
  const backends = (['primary', 'secondary'] as const).flatMap(name => {
    const report = info[name];
    return report === undefined ? [] : [{ title: backendTitles[name], ...report }];
  });
  if (changes.length === 0) {
    void vscode.window.showInformationMessage('The trash is empty.');
    return;
  }
  const kept = backends.flatMap(({ title, trash }) =>
    trash === undefined || trash.count === 0 ? [] : [`${title}: ${resultsInBytes(trash)}`],
  );
  const stays = backends.flatMap(({ title, quarantine }) =>
    quarantine === undefined
      ? []
      : [`Set aside as damaged in ${title}, and left there: ${resultsInBytes(quarantine)}`],
  );
  const end = `${counted(changes.length, 'change')} cannot be undone afterwards.`;
  await confirmRemoval({
    message: 'Empty the trash?',
    detail: [...kept, end, ...stays].join('\n'),
    buttons: ['Empty Trash'],
    name: 'trash',
  });
  const emptied = await manager.changes.emptyTrash();
  void vscode.window.showInformationMessage(`Emptied the trash: ${resultsInBytes(emptied)}.`);
}
