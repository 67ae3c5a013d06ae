import { distinctRanks } from './distinctRanks';
import { nondominatedRows } from './nondominatedRows';
import { everyRow } from './numbers';
import { completePoints } from './points';
import type { Points } from './points';
import { sortedRows } from './sortedRows';
import { Staircase } from './staircase';
import { WfgVolume } from './wfgVolume';

/** A few seconds. */
export const usualWork = 1.5e8;

/**
 * The exact volume of what the points dominate within the reference point (Zitzler & Thiele 1999): larger is better.
 * Points that are not better than the reference in every objective, or NaN in one, add nothing; with an infinitely good
 * point or reference it is Infinity. 0 without points or objectives.
 *
 * Two objectives by a sweep, three by a sweep of areas (Beume, Fonseca et al. 2009), both O(n log n); more by the WFG
 * algorithm (While, Bradstreet & Barone 2012), which in the worst case is exponential in the number of objectives:
 * `undefined` when that takes more than `maxWork` comparisons of coordinates.
 * @throws {RangeError} when the reference has not one number per objective.
 */
export function hypervolume(
  points: Points,
  reference: readonly number[],
  maxWork: number = usualWork,
): number | undefined {
  checkReference(points, reference);
  const { rows, columns } = completePoints(
    points,
    (value, objective) => value < (reference[objective] as number),
  );
  const [x, y, z] = columns;
  if (rows.length === 0 || x === undefined) return 0;
  if (reference.includes(Infinity) || columns.some(column => column.includes(-Infinity))) {
    return Infinity;
  }
  if (y === undefined) return (reference[0] as number) - x.reduce((a, b) => Math.min(a, b));
  if (z === undefined) return area(x, y, reference);
  if (columns.length === 3) return volume(x, { y, z }, reference);
  const front = nondominatedRows({ objectives: columns });
  return new WfgVolume(columns, front, reference).within(maxWork);
}

/** @throws {RangeError} when the reference has not one number per objective. */
export function checkReference({ objectives }: Points, reference: readonly number[]): void {
  if (reference.length !== objectives.length || reference.some(Number.isNaN)) {
    throw new RangeError(
      `A reference point has one number for each of the ${objectives.length} objectives, but was (${reference.join(', ')})`,
    );
  }
}

function area(x: Float64Array, y: Float64Array, [right = 0, top = 0]: readonly number[]): number {
  let [sum, ceiling] = [0, top];
  for (const index of sortedRows(x, everyRow(x.length))) {
    const height = y[index] as number;
    if (height >= ceiling) continue;
    sum += (right - (x[index] as number)) * (ceiling - height);
    ceiling = height;
  }
  return sum;
}

function volume(
  x: Float64Array,
  { y, z }: { readonly y: Float64Array; readonly z: Float64Array },
  [right = 0, top = 0, far = 0]: readonly number[],
): number {
  const { distinct, ranks } = distinctRanks(x, sortedRows(x, everyRow(x.length)));
  const stairs = new Staircase(distinct, { x: right, y: top });
  const order = sortedRows(z, everyRow(z.length));
  let [sum, covered] = [0, 0];
  for (let at = 0; at < order.length; at++) {
    const index = order[at] as number;
    covered += stairs.add(ranks[index] as number, y[index] as number);
    const next = at + 1 < order.length ? (z[order[at + 1] as number] as number) : far;
    sum += covered * (next - (z[index] as number));
  }
  return sum;
}
