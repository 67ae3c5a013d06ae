import { everyRow } from './numbers';
import { sortedRows } from './sortedRows';

/**
 * One flag per point: 1 where no other point dominates it. For any number of objectives; none of the values is NaN.
 *
 * Sort-filter-skyline (Chomicki, Godfrey, Gryz & Liang 2003): in lexicographic order a point is only ever dominated by one
 * before it, so each is compared with the front so far. A member that dominates moves halfway to the start, as in the
 * self-organising list of Börzsönyi, Kossmann & Stocker (2001). O(n · front · k), the front being small in most runs.
 */
export function unbeatenOfMany(columns: readonly Float64Array[]): Uint8Array {
  const length = columns[0]?.length ?? 0;
  const unbeaten = new Uint8Array(length);
  let order = everyRow(length);
  for (const column of [...columns].reverse()) order = sortedRows(column, order);
  const front = new Front(columns.length);
  const [point, previous] = [new Float64Array(columns.length), new Float64Array(columns.length)];
  let verdict = 0;
  order.forEach((index, at) => {
    columns.forEach((column, objective) => (point[objective] = column[index] as number));
    if (at === 0 || !isSame(point, previous)) {
      verdict = front.dominates(point) ? 0 : 1;
      if (verdict === 1) front.add(point);
      previous.set(point);
    }
    unbeaten[index] = verdict;
  });
  return unbeaten;
}

function isSame(one: Float64Array, other: Float64Array): boolean {
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}

/** Points one after another in one array. */
class Front {
  private coordinates: Float64Array;
  private count = 0;

  constructor(private readonly dimensions: number) {
    this.coordinates = new Float64Array(64 * dimensions);
  }

  add(point: Float64Array): void {
    const end = this.count * this.dimensions;
    if (end === this.coordinates.length) {
      const larger = new Float64Array(2 * end);
      larger.set(this.coordinates);
      this.coordinates = larger;
    }
    this.coordinates.set(point, end);
    this.count++;
  }

  /** Whether a member is at least as good in every objective. */
  dominates(point: Float64Array): boolean {
    const { coordinates, dimensions } = this;
    const end = this.count * dimensions;
    for (let start = 0; start < end; start += dimensions) {
      let objective = 0;
      while (
        objective < dimensions &&
        (coordinates[start + objective] as number) <= (point[objective] as number)
      ) {
        objective++;
      }
      if (objective === dimensions) {
        this.promote(start / dimensions);
        return true;
      }
    }
    return false;
  }

  private promote(member: number): void {
    const { coordinates, dimensions } = this;
    const [low, high] = [(member >>> 1) * dimensions, member * dimensions];
    for (let objective = 0; objective < dimensions; objective++) {
      const value = coordinates[low + objective] as number;
      coordinates[low + objective] = coordinates[high + objective] as number;
      coordinates[high + objective] = value;
    }
  }
}
