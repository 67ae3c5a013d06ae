import { nondominatedRows } from './nondominatedRows';
import { completePoints } from './points';
import type { Points } from './points';
import { sortedRows } from './sortedRows';

/**
 * Thins a front by ε-dominance (Laumanns, Thiele, Deb & Zitzler 2002): space is cut into boxes of the edges `epsilon`, only
 * boxes that no other box dominates keep a point, and each keeps one: of those that no other in the box dominates the
 * nearest to the best corner (Deb, Mohan & Mishra 2005), the first row of several. Every point is at most one edge better
 * than a row that is kept.
 *
 * Rows, ascending; without those that are infinite or NaN in an objective. O(n) and one `nondominatedRows` of the boxes.
 * @throws {RangeError} when `epsilon` has not one finite number above 0 per objective.
 */
export function epsilonFilter(points: Points, epsilon: readonly number[]): Uint32Array {
  const k = points.objectives.length;
  if (epsilon.length !== k || !epsilon.every(edge => edge > 0 && edge < Infinity)) {
    throw new RangeError(
      `ε has one number above 0 for each of the ${k} objectives, but was (${epsilon.join(', ')})`,
    );
  }
  // What another point dominates is never kept: its box is dominated, or the other is in it too.
  const finite = completePoints(points, Number.isFinite);
  const front = completePoints({
    objectives: finite.columns,
    rows: nondominatedRows({ objectives: finite.columns }),
  });
  const scaled = front.columns.map((column, objective) =>
    column.map(value => value / (epsilon[objective] as number)),
  );
  const boxes = scaled.map(column => column.map(Math.floor));
  const kept = onePerBox(boxes, scaled, nondominatedRows({ objectives: boxes }));
  return kept.map(index => finite.rows[front.rows[index] as number] as number).sort();
}

function onePerBox(
  boxes: readonly Float64Array[],
  scaled: readonly Float64Array[],
  candidates: Uint32Array,
): Uint32Array {
  const distances = new Float64Array(boxes[0]?.length ?? 0);
  scaled.forEach((column, objective) => {
    const box = boxes[objective] as Float64Array;
    for (const index of candidates) {
      const inBox = (column[index] as number) - (box[index] as number);
      distances[index] = (distances[index] as number) + inBox ** 2;
    }
  });
  // Box by box, the nearest to the corner first.
  const order = [...boxes, distances].reduceRight(
    (sorted, column) => sortedRows(column, sorted),
    candidates,
  );
  return order.filter((index, at) => {
    const before = order[at - 1];
    return before === undefined || boxes.some(column => column[index] !== column[before]);
  });
}
