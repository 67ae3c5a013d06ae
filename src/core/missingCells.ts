import type { Column } from './column';

/** Rows of a column without a value: null, or NaN. O(n). */
export function missingCells({ type, values, valid }: Column): number {
  if (type !== 'float64' && valid === undefined) return 0;
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    if (valid?.[row] === 0 || Number.isNaN(values[row])) count++;
  }
  return count;
}
