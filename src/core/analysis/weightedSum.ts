import { alternativesOf, scoresOf } from './criteria';
import type { Criterion } from './criteria';
import { extent } from './extent';
import type { Rows } from './numbers';

/**
 * The weighted sum of the criteria, each normalised to 0 (worst of the rows) … 1 (best), the weights adding up to 1 (simple
 * additive weighting; Fishburn 1967): larger is better, 1 is best in everything. A constant criterion counts as best.
 *
 * One score per row; NaN for rows not among `rows` (default: all) and for those that are infinite or NaN in a criterion.
 * Depends on which rows are compared, and never prefers a point in a dent of the front. O(n · criteria).
 * @throws {RangeError} when a weight is negative, infinite or NaN, or none is above 0.
 */
export function weightedSum(criteria: readonly Criterion[], rows?: Rows): Float64Array {
  const alternatives = alternativesOf(criteria, rows);
  const gains = new Float64Array(alternatives.rows.length);
  criteria.forEach(({ direction = 'minimize' }, index) => {
    const column = alternatives.columns[index] as Float64Array;
    const weight = alternatives.weights[index] as number;
    const [min, max] = extent(column) ?? [0, 0];
    const [best, worst] = direction === 'minimize' ? [min, max] : [max, min];
    for (let at = 0; at < column.length; at++) {
      // Halved, as the range between two large numbers is infinite.
      const gain = ((column[at] as number) / 2 - worst / 2) / (best / 2 - worst / 2);
      gains[at] = (gains[at] as number) + weight * (min === max ? 1 : gain);
    }
  });
  // Added up as the gains are, so that the best of everything is 1 and not nearly.
  const most = alternatives.weights.reduce((sum, weight) => sum + weight, 0);
  return scoresOf(
    criteria,
    alternatives,
    gains.map(gain => gain / most),
  );
}
