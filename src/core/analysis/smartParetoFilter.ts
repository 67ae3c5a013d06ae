import { nondominatedRows } from './nondominatedRows';
import { everyRow } from './numbers';
import { completePoints } from './points';
import type { Points } from './points';
import { extent } from './extent';
import { sortedRows } from './sortedRows';

/** The region around a point in which trade-offs do not matter, in shares (0 … 1) of each objective's range on the front. */
export interface InsignificantRegion {
  /** Δt: a change of an objective up to this is insignificant. */
  readonly change: number;
  /** Δr: how far the others may differ so that the point is still one of the same region. At least `change`. */
  readonly reach: number;
}

/**
 * Thins a front to a smart Pareto set (Mattson, Mullur & Messac 2004): of points between which there is no significant
 * trade-off one is kept, so flat parts of the front lose more points than bends. A point is in the insignificant region of
 * another when some objective differs by at most Δt and all others by at most Δr, in normalised objectives: a cross around
 * the other point.
 *
 * The regions are those that later work ascribes to the paper: Δt is the least change that matters, Δr thins the flat parts.
 * In which order points are compared is left open there: the best points of each objective are kept first, then those in
 * ascending order of the first objective. No two rows that are kept are in each other's region; each row of the front is in
 * that of one. Rows, ascending; without dominated ones and those that are infinite or NaN in an objective.
 * O(front · kept · k).
 * @throws {RangeError} unless 0 ≤ `change` ≤ `reach`.
 */
export function smartParetoFilter(points: Points, region: InsignificantRegion): Uint32Array {
  const { change, reach } = region;
  if (!(change >= 0 && change <= reach)) {
    throw new RangeError(
      `An insignificant change (${change}) is a number from 0 up to the reach (${reach})`,
    );
  }
  const finite = completePoints(points, Number.isFinite);
  const front = completePoints({
    objectives: finite.columns,
    rows: nondominatedRows({ objectives: finite.columns }),
  });
  const kept = keptOf(front.columns.map(normalised), region);
  return Uint32Array.from(kept, index => finite.rows[front.rows[index] as number] as number).sort();
}

function keptOf(columns: readonly Float64Array[], region: InsignificantRegion): readonly number[] {
  const all = everyRow(columns[0]?.length ?? 0);
  const points = new NormalisedPoints(columns, region);
  const orders = columns.map(column => sortedRows(column, all));
  const ends: number[] = [];
  for (const [index] of orders) {
    if (index === undefined) continue;
    if (!ends.some(other => points.areInOneRegion(index, other))) ends.push(index);
  }
  const [first = new Float64Array()] = columns;
  const kept: number[] = [];
  for (const index of orders[0] ?? []) {
    if (ends.some(other => points.areInOneRegion(index, other))) continue;
    // Those kept ascend in the first objective: beyond the reach, none is near.
    const nearest = (first[index] as number) - region.reach;
    let at = kept.length - 1;
    while (at >= 0 && (first[kept[at] as number] as number) >= nearest) {
      if (points.areInOneRegion(index, kept[at] as number)) break;
      at--;
    }
    if (at < 0 || (first[kept[at] as number] as number) < nearest) kept.push(index);
  }
  return [...ends, ...kept];
}

function normalised(column: Float64Array): Float64Array {
  const [min, max] = extent(column) ?? [0, 0];
  // Halved, as the range between two large numbers is infinite.
  return column.map(value => (min === max ? 0 : (value / 2 - min / 2) / (max / 2 - min / 2)));
}

/** The coordinates of one point after another: they are compared often. */
class NormalisedPoints {
  private readonly coordinates: Float64Array;
  private readonly dimensions: number;

  constructor(
    columns: readonly Float64Array[],
    private readonly region: InsignificantRegion,
  ) {
    const { length } = columns;
    this.dimensions = length;
    this.coordinates = new Float64Array(length * (columns[0]?.length ?? 0));
    columns.forEach((column, objective) => {
      for (let index = 0; index < column.length; index++) {
        this.coordinates[index * length + objective] = column[index] as number;
      }
    });
  }

  areInOneRegion(one: number, other: number): boolean {
    const { coordinates, dimensions, region } = this;
    const { change, reach } = region;
    const [a, b] = [one * dimensions, other * dimensions];
    let least = Infinity;
    // From the last: that they are near in the first is often known.
    for (let objective = dimensions - 1; objective >= 0; objective--) {
      const difference = Math.abs(
        (coordinates[a + objective] as number) - (coordinates[b + objective] as number),
      );
      if (difference > reach) return false;
      if (difference < least) least = difference;
    }
    return least <= change;
  }
}
