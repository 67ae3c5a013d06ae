import { minimised } from './minimised';
import type { Numbers } from './numbers';
import { everyRow } from './numbers';
import { sortedRows } from './sortedRows';

/** Rows in the order of their scores. */
export interface RankedRows {
  /** The best first; of equal ones the first row. Without those whose score is NaN. */
  readonly rows: Uint32Array;
  /** One per entry of `rows`, from 1; equal scores share the best of their ranks: 1, 2, 2, 4. */
  readonly ranks: Uint32Array;
}

/** Ranks rows by a score each, of which the largest is best. O(n), with {@link sortedRows}. */
export function rankedRows(scores: Numbers): RankedRows {
  const order = sortedRows(minimised(scores, 'maximize'), everyRow(scores.length));
  const rows = order.filter(row => !Number.isNaN(scores[row]));
  const ranks = new Uint32Array(rows.length);
  for (let at = 0; at < ranks.length; at++) {
    const isEqual = at > 0 && scores[rows[at] as number] === scores[rows[at - 1] as number];
    ranks[at] = isEqual ? (ranks[at - 1] as number) : at + 1;
  }
  return { rows, ranks };
}
