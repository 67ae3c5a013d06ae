import { alternativesOf, scoresOf } from './criteria';
import type { Criterion } from './criteria';
import { extent } from './extent';
import type { Rows } from './numbers';

/**
 * TOPSIS (Hwang & Yoon 1981): how close each row comes to the best of all criteria, away from the worst: 0 … 1, larger is
 * better. Values are divided by the Euclidean length of their column and weighted; closeness is the distance to the worst
 * over the sum of the distances to worst and best. 1 for all when they are all the same.
 *
 * One score per row; NaN for rows not among `rows` (default: all) and for those that are infinite or NaN in a criterion.
 * Depends on which rows are compared. O(n · criteria).
 * @throws {RangeError} when a weight is negative, infinite or NaN, or none is above 0.
 */
export function topsis(criteria: readonly Criterion[], rows?: Rows): Float64Array {
  const alternatives = alternativesOf(criteria, rows);
  const toBest = new Float64Array(alternatives.rows.length);
  const toWorst = new Float64Array(alternatives.rows.length);
  criteria.forEach(({ direction = 'minimize' }, index) => {
    const column = alternatives.columns[index] as Float64Array;
    const [min, max] = extent(column) ?? [0, 0];
    // Divided by the largest first, as the square of a large number is infinite.
    const size = Math.max(Math.abs(min), Math.abs(max));
    if (size === 0) return;
    const length = Math.sqrt(column.reduce((sum, value) => sum + (value / size) ** 2, 0));
    const scale = (alternatives.weights[index] as number) / length;
    const [best, worst] = direction === 'minimize' ? [min, max] : [max, min];
    for (let at = 0; at < column.length; at++) {
      const value = (column[at] as number) / size;
      toBest[at] = (toBest[at] as number) + (scale * (value - best / size)) ** 2;
      toWorst[at] = (toWorst[at] as number) + (scale * (value - worst / size)) ** 2;
    }
  });
  const closeness = toBest.map((squared, at) => {
    const [near, far] = [Math.sqrt(squared), Math.sqrt(toWorst[at] as number)];
    return near === 0 ? 1 : far / (near + far);
  });
  return scoresOf(criteria, alternatives, closeness);
}
