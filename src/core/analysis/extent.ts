import type { Numbers, Rows } from './numbers';
import { everyRow } from './numbers';

/** Smallest and largest finite value. */
export type Extent = readonly [min: number, max: number];

/** The extent of the finite values in these rows (default: all); `undefined` when there is none. O(n). */
export function extent(values: Numbers, rows: Rows = everyRow(values.length)): Extent | undefined {
  let [min, max] = [Infinity, -Infinity];
  for (let at = 0; at < rows.length; at++) {
    const value = values[rows[at] as number] as number;
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? [min, max] : undefined;
}
