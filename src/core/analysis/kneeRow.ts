import { cornersOf } from './frontPoints';
import { hyperplaneThrough } from './hyperplaneThrough';
import { nondominatedRows } from './nondominatedRows';
import { completePoints } from './points';
import type { Points } from './points';

/** Nearer to the hyperplane than this, in normalised objectives, a point is on it. */
const smallestDistance = 1e-9;

/**
 * The row of the knee of the front: the point that lies furthest from the hyperplane through the front's extreme points, on
 * the side of the ideal, in objectives normalised to 0 (ideal) … 1 (nadir) (Das 1999). The first row of several.
 *
 * The extreme point of an objective is the one that is best in all others (the achievement function of Deb & Jain 2014). Do
 * they not span a hyperplane that meets every axis, the one through the normalised axes at 1 takes its place. Objectives
 * that are constant on the front do not count. `undefined` when fewer than two objectives vary, or no point lies on the side
 * of the ideal, as on a concave front. Rows that are infinite or NaN in an objective are left out.
 */
export function kneeRow(points: Points): number | undefined {
  const { rows, columns } = completePoints(points, Number.isFinite);
  const front = nondominatedRows({ objectives: columns });
  if (front.length === 0) return undefined;
  const corners = cornersOf(columns, front);
  const normalised = columns.flatMap((column, objective) => {
    const [best, worst] = [corners.ideal[objective] as number, corners.nadir[objective] as number];
    if (best === worst) return [];
    // Halved, as the range between two large numbers is infinite.
    const range = worst / 2 - best / 2;
    return [Float64Array.from(front, index => ((column[index] as number) / 2 - best / 2) / range)];
  });
  if (normalised.length < 2) return undefined;
  const index = furthest(normalised, normalOf(normalised));
  return index === undefined ? undefined : rows[front[index] as number];
}

/** Normal n of the hyperplane n · f = 1. */
function normalOf(columns: readonly Float64Array[]): readonly number[] {
  const extremes = columns.map((_, axis) => {
    const index = extremeOf(columns, axis);
    return columns.map(column => column[index] as number);
  });
  const normal = hyperplaneThrough(extremes);
  return normal?.every(part => part > 0) ? normal : columns.map(() => 1);
}

function extremeOf(columns: readonly Float64Array[], axis: number): number {
  const own = columns[axis] as Float64Array;
  const others = columns.filter(column => column !== own);
  let [extreme, least] = [0, Infinity];
  for (let index = 0; index < own.length; index++) {
    let worst = -Infinity;
    for (const column of others) worst = Math.max(worst, column[index] as number);
    const isTied = worst === least && (own[index] as number) < (own[extreme] as number);
    if (worst < least || isTied) [extreme, least] = [index, worst];
  }
  return extreme;
}

function furthest(columns: readonly Float64Array[], normal: readonly number[]): number | undefined {
  const size = Math.hypot(...normal);
  let [found, furthest]: [number | undefined, number] = [undefined, smallestDistance];
  const length = columns[0]?.length ?? 0;
  for (let index = 0; index < length; index++) {
    let product = 0;
    for (let axis = 0; axis < columns.length; axis++) {
      product += (normal[axis] as number) * ((columns[axis] as Float64Array)[index] as number);
    }
    const distance = (1 - product) / size;
    if (distance > furthest) [found, furthest] = [index, distance];
  }
  return found;
}
