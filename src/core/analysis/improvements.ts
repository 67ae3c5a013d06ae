import { bestSoFar } from './bestSoFar';
import type { BestSoFarOptions } from './bestSoFar';
import type { Numbers, Rows } from './numbers';
import { picked } from './points';

export interface ImprovementOptions extends BestSoFarOptions {
  /** The order in which the rows came. Default: as they are. */
  readonly order?: Rows;
}

/** The rows that were better than all before them, in their order: where the line of the best so far has its steps. O(n). */
export function improvements(values: Numbers, options: ImprovementOptions = {}): Uint32Array {
  const { order, direction, counts } = options;
  const best = bestSoFar(order === undefined ? values : picked(values, order), {
    ...(direction && { direction }),
    ...(counts && { counts: order === undefined ? counts : picked(counts, order) }),
  });
  const found = new Uint32Array(best.length);
  let count = 0;
  for (let at = 0; at < best.length; at++) {
    // Until there is a best, NaN differs from itself.
    if (best[at] === best[at - 1] || Number.isNaN(best[at])) continue;
    found[count++] = order === undefined ? at : (order[at] as number);
  }
  return found.slice(0, count);
}
