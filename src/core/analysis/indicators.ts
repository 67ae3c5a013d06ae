import { nondominatedRows } from './nondominatedRows';
import { completePoints } from './points';
import type { Points } from './points';

type Columns = readonly Float64Array[];

/**
 * IGD+ (Ishibuchi, Masuda, Tanigaki & Nojima 2015): how far the points are, on average, from dominating each point of a
 * reference front; the distance counts only objectives in which they are worse. 0 is best. In the units of the objectives,
 * so normalise them first where they differ. `undefined` when either set is empty; rows that are infinite or NaN in an
 * objective are left out. O(front of the points · reference · k).
 * @throws {RangeError} when the two have not the same number of objectives.
 */
export function igdPlus(points: Points, referenceFront: Points): number | undefined {
  const distances = leastAmounts(points, referenceFront, {
    start: 0,
    fold: (sum, excess) => (excess > 0 ? sum + excess * excess : sum),
  });
  if (distances === undefined) return undefined;
  return distances.reduce((sum, squared) => sum + Math.sqrt(squared), 0) / distances.length;
}

/**
 * Additive ε-indicator (Zitzler et al. 2003): the least amount by which all values of `points` must become better to
 * weakly dominate every point of `others`; negative when they are better by more. In the units of the objectives.
 * `undefined` when either set is empty; rows that are infinite or NaN in an objective are left out.
 * O(front of the points · others · k).
 * @throws {RangeError} when the two have not the same number of objectives.
 */
export function additiveEpsilon(points: Points, others: Points): number | undefined {
  const amounts = leastAmounts(points, others, { start: -Infinity, fold: Math.max });
  return amounts?.reduce((a, b) => Math.max(a, b));
}

/**
 * Coverage, the C-metric (Zitzler & Thiele 1999): the share of `others` that a point of `points` weakly dominates, 0 … 1.
 * C(a, b) and C(b, a) do not add up to 1; look at both. `undefined` when `others` is empty; rows that are NaN in an
 * objective are left out, ±Infinity are values. O(front of the points · others · k).
 * @throws {RangeError} when the two have not the same number of objectives.
 */
export function coverage(points: Points, others: Points): number | undefined {
  checkObjectives(points, others);
  const { columns: front } = frontOf(completePoints(points).columns);
  const { rows, columns } = completePoints(others);
  if (rows.length === 0) return undefined;
  const size = front[0]?.length ?? 0;
  let covered = 0;
  for (let other = 0; other < rows.length; other++) {
    for (let point = 0; point < size; point++) {
      if (!isAtLeastAsGood(front, point, { columns, index: other })) continue;
      covered++;
      break;
    }
  }
  return covered / rows.length;
}

function isAtLeastAsGood(
  front: Columns,
  point: number,
  other: { readonly columns: Columns; readonly index: number },
): boolean {
  for (let objective = 0; objective < front.length; objective++) {
    const value = (front[objective] as Float64Array)[point] as number;
    if (!(value <= ((other.columns[objective] as Float64Array)[other.index] as number)))
      return false;
  }
  return true;
}

/** How the excesses of a point over another are put together; adding one never makes the amount smaller. */
interface Amount {
  readonly start: number;
  readonly fold: (amount: number, excess: number) => number;
}

/** For each of the others the least amount among the points. */
function leastAmounts(
  points: Points,
  others: Points,
  { start, fold }: Amount,
): Float64Array | undefined {
  checkObjectives(points, others);
  const { columns: front } = frontOf(completePoints(points, Number.isFinite).columns);
  const { rows, columns } = completePoints(others, Number.isFinite);
  const size = front[0]?.length ?? 0;
  if (size === 0 || rows.length === 0) return undefined;
  const amounts = new Float64Array(rows.length).fill(Infinity);
  for (let other = 0; other < rows.length; other++) {
    let least = Infinity;
    for (let point = 0; point < size; point++) {
      let amount = start;
      for (let objective = 0; objective < front.length && amount < least; objective++) {
        const value = (front[objective] as Float64Array)[point] as number;
        amount = fold(amount, value - ((columns[objective] as Float64Array)[other] as number));
      }
      least = Math.min(least, amount);
    }
    amounts[other] = least;
  }
  return amounts;
}

function frontOf(columns: Columns): { readonly columns: Columns } {
  return completePoints({ objectives: columns, rows: nondominatedRows({ objectives: columns }) });
}

function checkObjectives(points: Points, others: Points): void {
  const [one, other] = [points.objectives.length, others.objectives.length];
  if (one === other) return;
  throw new RangeError(
    `Two sets are compared in the same objectives, but one has ${one} and the other ${other}`,
  );
}
