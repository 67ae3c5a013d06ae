import type { Numbers } from './numbers';

/** For every pair of columns, how many rows are NaN in neither of the two: k × k counts row by row. O(k² · n). */
export function commonRows(columns: readonly Numbers[]): Uint32Array {
  const k = columns.length;
  const counts = new Uint32Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = i; j < k; j++) {
      const count = presentRows(columns[i] as Numbers, columns[j] as Numbers);
      counts[i * k + j] = counts[j * k + i] = count;
    }
  }
  return counts;
}

function presentRows(first: Numbers, second: Numbers): number {
  let count = 0;
  for (let row = 0; row < first.length; row++) {
    if (!Number.isNaN(first[row]) && !Number.isNaN(second[row])) count++;
  }
  return count;
}
