import type { Numbers, Rows } from './numbers';
import { everyRow } from './numbers';
import { ranks } from './ranks';

/**
 * Spearman's rank correlation of two columns (Spearman 1904): the linear correlation of their ranks, ties sharing the mean
 * rank. -1 … 1, from the rows (default: all) that are NaN in neither; ±Infinity are values. `undefined` with fewer than two
 * such rows, or when one of the columns is constant in them. O(n).
 */
export function spearman(
  first: Numbers,
  second: Numbers,
  rows: Rows = everyRow(first.length),
): number | undefined {
  const present = presentIn(first, second, rows);
  return correlation(ranks(first, present), ranks(second, present), present);
}

/**
 * {@link spearman} of every pair of columns, each pair over the rows that are NaN in neither of the two: k × k values row
 * by row, NaN where there is no correlation. O(k² · n), each column being ranked once where no value is missing.
 */
export function correlationMatrix(columns: readonly Numbers[], rows?: Rows): Float64Array {
  const k = columns.length;
  const given = rows ?? everyRow(columns[0]?.length ?? 0);
  const matrix = new Float64Array(k * k);
  const ranked = columns.map(column => (hasNan(column, given) ? undefined : ranks(column, given)));
  for (let i = 0; i < k; i++) {
    for (let j = i; j < k; j++) {
      const [one, other] = [ranked[i], ranked[j]];
      const found =
        one !== undefined && other !== undefined
          ? correlation(one, other, given)
          : spearman(columns[i] as Numbers, columns[j] as Numbers, given);
      matrix[i * k + j] = matrix[j * k + i] = found ?? NaN;
    }
  }
  return matrix;
}

function hasNan(values: Numbers, rows: Rows): boolean {
  for (let at = 0; at < rows.length; at++) {
    if (Number.isNaN(values[rows[at] as number])) return true;
  }
  return false;
}

function presentIn(first: Numbers, second: Numbers, rows: Rows): Uint32Array {
  const present = new Uint32Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    if (!Number.isNaN(first[row]) && !Number.isNaN(second[row])) present[count++] = row;
  }
  return present.subarray(0, count);
}

/** Pearson's, of ranks: their mean is known. */
function correlation(first: Numbers, second: Numbers, rows: Rows): number | undefined {
  const mean = (rows.length + 1) / 2;
  let [together, alone, otherAlone] = [0, 0, 0];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const [a, b] = [(first[row] as number) - mean, (second[row] as number) - mean];
    together += a * b;
    alone += a * a;
    otherAlone += b * b;
  }
  if (alone === 0 || otherAlone === 0) return undefined;
  return Math.max(-1, Math.min(1, together / Math.sqrt(alone * otherAlone)));
}
