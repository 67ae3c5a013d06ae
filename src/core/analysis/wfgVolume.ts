import { distinctRanks } from './distinctRanks';
import { picked } from './points';
import { sortedRows } from './sortedRows';
import { everyRow } from './numbers';
import { Staircase } from './staircase';

/** Points of one depth of the recursion, one after another. */
interface Level {
  readonly points: Uint32Array;
  readonly keys: Float64Array;
}

/**
 * The hypervolume of a front of four or more finite objectives by the WFG algorithm (While, Bradstreet & Barone 2012): the
 * sum of what each point adds to those that are better in the last objective. What a point adds is its box without the
 * volume of the others limited to that box, which has one objective less; three are left to a sweep.
 *
 * Coordinates are ranks: limiting a point makes no new coordinate, only a new combination.
 */
export class WfgVolume {
  private readonly distinct: readonly Float64Array[];
  private readonly levels: readonly Level[];
  private readonly count: number;
  private readonly stairs: Staircase;
  private work = 0;
  private maxWork = 0;

  /** `front` are indices into the columns; all points are better than the reference in every objective. */
  constructor(
    columns: readonly Float64Array[],
    front: Uint32Array,
    private readonly reference: readonly number[],
  ) {
    this.count = front.length;
    const ranked = columns.map(column => {
      const values = picked(column, front);
      return distinctRanks(values, sortedRows(values, everyRow(values.length)));
    });
    this.distinct = ranked.map(({ distinct }) => distinct);
    this.levels = columns.map((_, index) => ({
      points: new Uint32Array(this.count * (index + 1)),
      keys: new Float64Array(this.count),
    }));
    const { points } = this.levels[columns.length - 1] as Level;
    ranked.forEach(({ ranks }, objective) => {
      ranks.forEach((rank, index) => (points[index * columns.length + objective] = rank));
    });
    this.stairs = new Staircase(this.distinct[0] as Float64Array, {
      x: reference[0] as number,
      y: reference[1] as number,
    });
  }

  /** `undefined` when it takes more than `maxWork` comparisons. */
  within(maxWork: number): number | undefined {
    const { count } = this;
    const k = this.distinct.length;
    // Limiting all others to the box of each takes at least this: no need to try.
    if (((count * (count - 1)) / 2) * k > maxWork) return undefined;
    this.maxWork = maxWork;
    this.work = 0;
    const volume = this.volume(count, k);
    return this.work > maxWork ? undefined : volume;
  }

  private valueOf(rank: number, objective: number): number {
    return (this.distinct[objective] as Float64Array)[rank] as number;
  }

  /** Of the first `count` points of the level with `k` objectives. */
  private volume(count: number, k: number): number {
    if (k === 3) return this.sweep(count);
    const { points } = this.levels[k - 1] as Level;
    const order = this.orderByLast(count, k);
    let sum = 0;
    for (let at = count - 1; at >= 0 && this.work <= this.maxWork; at--) {
      const start = (order[at] as number) * k;
      const depth = this.depth(points[start + k - 1] as number, k - 1);
      let box = 1;
      for (let objective = 0; objective < k - 1; objective++) {
        box *= this.depth(points[start + objective] as number, objective);
      }
      const limited = this.limit(order.subarray(0, at), start, k);
      sum += depth * (box - this.volume(limited, k - 1));
    }
    return sum;
  }

  /** How far a coordinate is from the reference. */
  private depth(rank: number, objective: number): number {
    return (this.reference[objective] as number) - this.valueOf(rank, objective);
  }

  /** Indices of points, the best in the last objective first. */
  private orderByLast(count: number, k: number): Float64Array {
    const { points, keys } = this.levels[k - 1] as Level;
    for (let index = 0; index < count; index++) {
      keys[index] = (points[index * k + k - 1] as number) * this.count + index;
    }
    const order = keys.subarray(0, count).sort();
    for (let at = 0; at < count; at++) order[at] = (order[at] as number) % this.count;
    this.work += count;
    return order;
  }

  /** Fills the level below with the others limited to the box of the point at `start`, as far as they are a front. */
  private limit(others: Float64Array, start: number, k: number): number {
    const { points } = this.levels[k - 1] as Level;
    const below = (this.levels[k - 2] as Level).points;
    let kept = 0;
    for (const index of others) {
      const other = index * k;
      const place = kept * (k - 1);
      for (let objective = 0; objective < k - 1; objective++) {
        const [a, b] = [points[start + objective] as number, points[other + objective] as number];
        below[place + objective] = a > b ? a : b;
      }
      kept = k - 1 === 3 ? kept + 1 : this.keepFront(below, kept, k - 1);
    }
    this.work += others.length * k;
    return kept;
  }

  /** Adds the point after the first `kept` to them, unless one of them dominates it; drops those that it dominates. */
  private keepFront(points: Uint32Array, kept: number, k: number): number {
    const added = kept * k;
    for (let member = 0; member < added; member += k) {
      let objective = 0;
      while (
        objective < k &&
        (points[member + objective] as number) <= (points[added + objective] as number)
      ) {
        objective++;
      }
      this.work += objective + 1;
      if (objective === k) return kept;
    }
    let count = 0;
    for (let member = 0; member < added; member += k) {
      let objective = 0;
      while (
        objective < k &&
        (points[added + objective] as number) <= (points[member + objective] as number)
      ) {
        objective++;
      }
      this.work += objective + 1;
      if (objective < k) points.copyWithin(count++ * k, member, member + k);
    }
    points.copyWithin(count * k, added, added + k);
    return count + 1;
  }

  private sweep(count: number): number {
    const { points } = this.levels[2] as Level;
    const order = this.orderByLast(count, 3);
    let [sum, covered] = [0, 0];
    for (let at = 0; at < count; at++) {
      const start = (order[at] as number) * 3;
      covered += this.stairs.add(
        points[start] as number,
        this.valueOf(points[start + 1] as number, 1),
      );
      const far =
        at + 1 < count
          ? this.valueOf(points[(order[at + 1] as number) * 3 + 2] as number, 2)
          : (this.reference[2] as number);
      sum += covered * (far - this.valueOf(points[start + 2] as number, 2));
    }
    this.stairs.clear();
    this.work += 8 * count;
    return sum;
  }
}
