import { everyRow } from './numbers';
import { PointSet } from './pointSet';
import { sortedRows } from './sortedRows';
import { unbeatenByHalves } from './unbeatenByHalves';

/**
 * How many members of the front a point may be compared with, on average. Where it takes more, dividing is faster: the
 * first part of the work costs little beside the rest then.
 */
const usualComparisons = 128;

/**
 * One flag per point: 1 where no other point dominates it. For four or more objectives; none of the values is NaN.
 *
 * While the front is small, sort-filter-skyline (Chomicki, Godfrey, Gryz & Liang 2003): in lexicographic order a point is
 * only ever dominated by one before it, so each is compared with the front so far, O(n · front · k). When that takes long,
 * what is left and the front so far go to `unbeatenByHalves`, O(n (log n)^(k - 2)).
 */
export function unbeatenOfMany(columns: readonly Float64Array[]): Uint8Array {
  const length = columns[0]?.length ?? 0;
  let order = everyRow(length);
  for (const column of [...columns].reverse()) order = sortedRows(column, order);
  const unbeaten = new Uint8Array(length);
  const done = compareWithFront(columns, order, unbeaten);
  if (done < length) {
    const left = order.filter((index, at) => at >= done || unbeaten[index] === 1);
    const flags = unbeatenByHalves(columns, left);
    for (let at = 0; at < left.length; at++) unbeaten[left[at] as number] = flags[at] as number;
  }
  return unbeaten;
}

/** Flags points in this order as long as the work is usual; how many it did. */
function compareWithFront(
  columns: readonly Float64Array[],
  order: Uint32Array,
  unbeaten: Uint8Array,
): number {
  const front = new PointSet(columns.length);
  const mostWork = usualComparisons * order.length;
  const [point, previous] = [new Float64Array(columns.length), new Float64Array(columns.length)];
  let verdict = 0;
  for (let at = 0; at < order.length; at++) {
    const index = order[at] as number;
    columns.forEach((column, objective) => (point[objective] = column[index] as number));
    if (at === 0 || !isSame(point, previous)) {
      if (front.work > mostWork) return at;
      verdict = front.beats(point) ? 0 : 1;
      if (verdict === 1) front.add(point);
      previous.set(point);
    }
    unbeaten[index] = verdict;
  }
  return order.length;
}

function isSame(one: Float64Array, other: Float64Array): boolean {
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
