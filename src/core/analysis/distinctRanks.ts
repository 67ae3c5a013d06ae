import type { Numbers } from './numbers';

/** Numbers as whole numbers of the same order. */
export interface DistinctRanks {
  /** The different values, ascending. */
  readonly distinct: Float64Array;
  /** For each value its index in `distinct`. */
  readonly ranks: Uint32Array;
}

/** `order` holds the indices of all values, ascending by value; none is NaN. O(n). */
export function distinctRanks(values: Numbers, order: Uint32Array): DistinctRanks {
  const distinct = new Float64Array(order.length);
  const ranks = new Uint32Array(order.length);
  let count = 0;
  for (let at = 0; at < order.length; at++) {
    const index = order[at] as number;
    const value = values[index] as number;
    if (count === 0 || value !== distinct[count - 1]) distinct[count++] = value;
    ranks[index] = count - 1;
  }
  return { distinct: distinct.slice(0, count), ranks };
}
