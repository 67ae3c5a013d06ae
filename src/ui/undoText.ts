import { countText } from '../core/countText';
import type { PendingChange } from '../storage/pendingChange';
import type { UndoReport, UndoSkip } from '../storage/undoChange';
import { backendTitles, counted, inBytes } from './wording';

/** What taking a change back would do, e.g. `Undo brings back 3 results.` */
export function undoInWords({ items, renames }: PendingChange): string {
  const keys = new Set(items.map(({ key }) => key));
  const parts = [
    ...(keys.size > 0 ? [`brings back ${counted(keys.size, 'result')}`] : []),
    ...(renames > 0 ? [`renames ${counted(renames, 'result')} back`] : []),
  ];
  return `Undo ${parts.join(' and ')}.`;
}

/** e.g. `Undone: Delete 3 results. 3 results restored.`; what could not be restored with its reason. */
export function undoReportInWords({ title, restored, renamed, skipped }: UndoReport): string {
  const keys = new Set(restored.map(({ key }) => key));
  const names = new Set(renamed.map(({ to }) => to));
  const parts = [
    ...(keys.size > 0 ? [`${counted(keys.size, 'result')} restored`] : []),
    ...(names.size > 0 ? [`${counted(names.size, 'result')} renamed back`] : []),
  ];
  const [first, ...others] = skipped;
  const done = parts.length === 0 ? 'Nothing was changed' : parts.join(', ');
  const left = first === undefined ? '' : ` ${skipInWords(first, others.length)}`;
  return `${skipped.length === 0 ? 'Undone' : 'Undone in part'}: ${title}. ${done}.${left}`;
}

function skipInWords({ backend, key, reason }: UndoSkip, others: number): string {
  const what = key === undefined ? 'What was cleared' : `"${key}"`;
  const more = others === 0 ? '' : ` The same goes for ${countText(others)} more.`;
  return `${what} in ${backendTitles[backend]} was not restored: ${reason}${more}`;
}

/** Why what is to be removed could not be had back, to be said before the question; `undefined` when it can. */
export function undoObstacle(limit: number, bytes: number): string | undefined {
  if (limit === 0) return 'This cannot be undone: the settings keep nothing for Undo.';
  return bytes > limit
    ? `This cannot be undone: it has ${inBytes(bytes)}, and at most ${inBytes(limit)} are kept for Undo.`
    : undefined;
}
