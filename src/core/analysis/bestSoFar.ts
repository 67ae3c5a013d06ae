import type { Direction } from '../variables';
import type { Numbers, Rows } from './numbers';

export interface BestSoFarOptions {
  /** Default: minimize. */
  readonly direction?: Direction;
  /** One flag per row; those at 0 (infeasible, failed) do not count. Default: all count. */
  readonly counts?: Rows;
}

/**
 * The best value among the rows up to each row, itself included; NaN until there is one. NaN never is the best, ±Infinity
 * may be. O(n).
 */
export function bestSoFar(values: Numbers, options: BestSoFarOptions = {}): Float64Array {
  const { direction = 'minimize', counts } = options;
  const best = new Float64Array(values.length);
  let current = NaN;
  for (let row = 0; row < best.length; row++) {
    const value = values[row] as number;
    const isBetter = direction === 'minimize' ? value < current : value > current;
    const takesPart = counts === undefined || counts[row] !== 0;
    if (takesPart && (isBetter || Number.isNaN(current))) current = value;
    best[row] = current;
  }
  return best;
}
