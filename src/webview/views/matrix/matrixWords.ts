import type { KnownRows } from '../../model/rowKinds';
import { rowsText } from '../../plots/placement';
import { kindCounts } from '../rowLooks';

/** Which rows count; `undefined` where there are no different ones. */
export function countedWords(rows: KnownRows): string | undefined {
  const total = rows.kinds.length;
  if (rows.numbers.feasible === total) return undefined;
  return `Distributions and correlations count all ${rowsText(total)}: ${kindCounts(rows)}.`;
}

/** Why there is nothing to see, and what to do; `undefined` when there is. */
export function whyNoPicture(rows: number, columns: number): string | undefined {
  if (rows === 0) return 'This result has no rows.';
  if (rows === 1) return 'This result has one row: distributions and correlations need more.';
  if (columns < 2) return 'A scatter matrix needs two columns: choose some under Columns.';
  return undefined;
}
