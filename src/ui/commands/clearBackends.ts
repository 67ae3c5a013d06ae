import * as vscode from 'vscode';
import type { BackendName } from '../../storage/address';
import type { ClearedCounts } from '../../storage/clearAllResults';
import { StorageError } from '../../storage/errors';
import type { StorageManager } from '../../storage/manager';
import { undoObstacle } from '../undoText';
import { backendTitles, counted } from '../wording';
import type { CommandContext } from './commandContext';
import { confirmRemoval } from './confirmRemoval';
import { undoably } from './undoable';

/** Forgets the cached copies. Nothing is lost by it, so nothing is asked. */
export async function clearCache({ manager }: CommandContext): Promise<void> {
  const count = await manager.clearCache();
  void vscode.window.showInformationMessage(`${counted(count, 'copy')} dropped from the cache.`);
}

/** Removes every result, of the primary or of all backends, after naming what goes; offers Undo afterwards. */
export async function clearAllResults(context: CommandContext): Promise<void> {
  const { manager } = context;
  const contents = await contentsOf(manager);
  const total = contents.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) {
    void vscode.window.showInformationMessage('There are no results to clear.');
    return;
  }
  const places = contents.map(
    ({ name, location, count }) =>
      `${backendTitles[name]}: ${counted(count, 'result')} at ${location}`,
  );
  const bytes = contents.reduce((sum, content) => sum + content.bytes, 0);
  const primaryOnly = 'Clear Primary Only';
  const button = await confirmRemoval({
    message: 'Clear all results?',
    detail: [...places, undoObstacle(manager.changes.limit, bytes) ?? ''].join('\n').trim(),
    buttons: contents.length > 1 ? ['Clear Everything', primaryOnly] : ['Clear Everything'],
    name: String(total),
  });
  const texts = {
    title: 'Clear all results',
    done: clearedInWords,
    half: 'Not everything was cleared.',
  };
  await undoably(context, texts, change =>
    manager.clearAllResults({ fromAll: button !== primaryOnly, change }),
  );
}

interface Content {
  readonly name: 'primary' | 'secondary';
  readonly location: string;
  readonly count: number;
  readonly bytes: number;
}

/** What the backends hold, by their own figures: nothing is listed or read for it. */
async function contentsOf(manager: StorageManager): Promise<readonly Content[]> {
  const info = await manager.getStorageInfo();
  return (['primary', 'secondary'] as const).flatMap(name => {
    const report = info[name];
    if (report === undefined) return [];
    if (report.code !== undefined) throw new StorageError(report.code, report.health);
    const { location, count = 0, bytes = 0 } = report;
    return [{ name, location, count, bytes }];
  });
}

function clearedInWords(cleared: ClearedCounts): string {
  return `Cleared ${(Object.entries(cleared) as [BackendName, number][])
    .map(([name, count]) => `${backendTitles[name]} (${counted(count, 'result')})`)
    .join(', ')}.`;
}
