import type { List, ListStack } from './listStack';
import { everyRow } from './numbers';
import { PointSet } from './pointSet';
import { Staircase } from './staircase';

/** Two lists are compared pair by pair when each point then meets at most about this many: measured. */
const fewPairs = 32;

/** Which points of one list are beaten by those of another, in ranks: whole numbers from 0, smaller is better. */
export class CrossDominance {
  /** One flag per point: 1 where it was found to be beaten. */
  readonly beaten: Uint8Array;
  private readonly stairs: Staircase;
  private readonly few: PointSet;
  private readonly point: Float64Array;

  /** @param columns the first is not looked at; there are at least three others, with ranks below their length. */
  constructor(
    private readonly columns: readonly Uint32Array[],
    private readonly lists: ListStack,
  ) {
    const length = columns[0]?.length ?? 0;
    this.beaten = new Uint8Array(length);
    this.stairs = new Staircase(Float64Array.from(everyRow(length)), { x: Infinity, y: Infinity });
    this.few = new PointSet(columns.length - 1);
    this.point = new Float64Array(columns.length - 1);
  }

  /**
   * Flags the points of `others` for which one of `points` is at least as good in all columns from 1 to `last`. Both lists
   * are in ascending order of column 1.
   *
   * Halves the ranks of the last column (Kung, Luccio & Preparata 1975): between the better half of the points and the
   * worse half of the others that column is decided, so one less is left. Equal ranks are on the same side, so need nothing
   * special. Three columns by a sweep over a staircase, O(n log n); d columns O(n (log n)^(d - 2)).
   */
  flag(points: List, others: List, last: number): void {
    const [count, otherCount] = [points.to - points.from, others.to - others.from];
    if (count * otherCount <= fewPairs * (count + otherCount)) this.compare(points, others);
    else if (last === 3) this.sweep(points, others);
    else this.halve(points, others, last);
  }

  private halve(points: List, others: List, last: number): void {
    const { lists } = this;
    const column = this.columns[last] as Uint32Array;
    const [low, least] = [this.smallest(points, column), this.smallest(others, column)];
    const [most, high] = [this.largest(points, column), this.largest(others, column)];
    if (low > high) return;
    if (most <= least) {
      this.flag(points, others, last - 1);
      return;
    }
    const { top } = lists;
    const middle = Math.floor((low + high) / 2);
    const [lower, upper] = [
      { low, high: middle },
      { low: middle + 1, high },
    ];
    const [better, worse] = [
      lists.within(points, column, lower),
      lists.within(points, column, upper),
    ];
    const [betterOthers, worseOthers] = [
      lists.within(others, column, lower),
      lists.within(others, column, upper),
    ];
    this.flag(better, betterOthers, last);
    this.flag(better, worseOthers, last - 1);
    this.flag(worse, lists.without(worseOthers, this.beaten), last);
    lists.giveBack(top);
  }

  private smallest({ from, to }: List, column: Uint32Array): number {
    const { items } = this.lists;
    let found = Infinity;
    for (let at = from; at < to; at++) {
      const rank = column[items[at] as number] as number;
      if (rank < found) found = rank;
    }
    return found;
  }

  private largest({ from, to }: List, column: Uint32Array): number {
    const { items } = this.lists;
    let found = -1;
    for (let at = from; at < to; at++) {
      const rank = column[items[at] as number] as number;
      if (rank > found) found = rank;
    }
    return found;
  }

  private sweep(points: List, others: List): void {
    const { beaten, stairs } = this;
    const { items } = this.lists;
    const [, x, y, z] = this.columns as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    let next = points.from;
    for (let at = others.from; at < others.to; at++) {
      const other = items[at] as number;
      for (; next < points.to; next++) {
        const index = items[next] as number;
        if ((x[index] as number) > (x[other] as number)) break;
        stairs.add(y[index] as number, z[index] as number);
      }
      if (stairs.covers(y[other] as number, z[other] as number)) beaten[other] = 1;
    }
    stairs.clear();
  }

  /** Looks at all columns: those after the last one are decided. */
  private compare(points: List, others: List): void {
    const { beaten, few } = this;
    const { items } = this.lists;
    few.clear();
    for (let at = points.from; at < points.to; at++) few.add(this.pointOf(items[at] as number));
    for (let at = others.from; at < others.to; at++) {
      const other = items[at] as number;
      if (few.beats(this.pointOf(other))) beaten[other] = 1;
    }
  }

  private pointOf(index: number): Float64Array {
    const { columns, point } = this;
    for (let column = 1; column < columns.length; column++) {
      point[column - 1] = (columns[column] as Uint32Array)[index] as number;
    }
    return point;
  }
}
