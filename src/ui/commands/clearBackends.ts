import * as vscode from 'vscode';
import type { Address, BackendName } from '../../storage/address';
import { backendTitles, counted } from '../wording';
import type { CommandContext } from './commandContext';
import { confirmRemoval } from './confirmRemoval';
import { UndoableRemoval } from './undoableRemoval';

/** Forgets the cached copies. Nothing is lost by it, so nothing is asked. */
export async function clearCache({ manager }: CommandContext): Promise<void> {
  const count = await manager.clearCache();
  void vscode.window.showInformationMessage(`${counted(count, 'copy')} dropped from the cache.`);
}

/** Removes every result, of the primary or of all backends, after naming what goes; offers Undo afterwards. */
export async function clearAllResults({ manager, reporter }: CommandContext): Promise<void> {
  const contents = await Promise.all(
    manager.backends
      .filter(({ name }) => name !== 'cache')
      .map(async ({ name, location }) => {
        const keys = await manager.listResults({ fromBackend: name });
        return { name, location, keys };
      }),
  );
  const total = contents.reduce((sum, { keys }) => sum + keys.length, 0);
  if (total === 0) {
    void vscode.window.showInformationMessage('There are no results to clear.');
    return;
  }
  const doomed = contents.flatMap(({ name, keys }) =>
    keys.map((key): Address => ({ backend: name, key })),
  );
  const removal = await UndoableRemoval.prepare(manager, doomed);
  const places = contents.map(
    ({ name, location, keys }) =>
      `${backendTitles[name]}: ${counted(keys.length, 'result')} at ${location}`,
  );
  const primaryOnly = 'Clear Primary Only';
  const button = await confirmRemoval({
    message: 'Clear all results?',
    detail: [...places, removal.obstacle ?? ''].join('\n').trim(),
    buttons: contents.length > 1 ? ['Clear Everything', primaryOnly] : ['Clear Everything'],
    name: String(total),
  });
  const fromAll = button !== primaryOnly;
  const cleared = await manager.clearAllResults({ fromAll });
  const message = `Cleared ${(Object.entries(cleared) as [BackendName, number][])
    .map(([name, count]) => `${backendTitles[name]} (${counted(count, 'result')})`)
    .join(', ')}.`;
  // Not awaited: the command is done, the offer stands until it is dismissed.
  void reporter.run('Undo', () => removal.offer(message));
}
