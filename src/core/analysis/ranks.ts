import type { Numbers, Rows } from './numbers';
import { everyRow } from './numbers';
import { sortedRows } from './sortedRows';

/**
 * The rank of each value among those in these rows (default: all), from 1 for the smallest; equal values share the mean of
 * their ranks. ±Infinity are ranked as values; NaN and other rows get NaN. One entry per row of `values`. O(n).
 */
export function ranks(values: Numbers, rows: Rows = everyRow(values.length)): Float64Array {
  const ranked = new Float64Array(values.length).fill(NaN);
  const order = sortedRows(values, rows);
  for (let start = 0; start < order.length;) {
    const value = values[order[start] as number] as number;
    if (Number.isNaN(value)) break;
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === value) end++;
    for (let at = start; at < end; at++) ranked[order[at] as number] = (start + 1 + end) / 2;
    start = end;
  }
  return ranked;
}
