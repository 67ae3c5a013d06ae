import { CrossDominance } from './crossDominance';
import { distinctRanks } from './distinctRanks';
import { ListStack } from './listStack';
import type { List } from './listStack';
import { everyRow } from './numbers';
import { picked } from './points';
import { sortedRows } from './sortedRows';

/** Below this many, comparing each point with each is as quick as halving: measured. */
const fewPoints = 32;

/**
 * One flag per entry of `order`: 1 where no other of these points dominates it. `order` is lexicographic; there are at
 * least four columns, and none of the values is NaN.
 *
 * Divide and conquer (Kung, Luccio & Preparata 1975; Jensen 2003): the first half of the points in lexicographic order is
 * never dominated by the second. What its front dominates is taken from the second half, which is then solved the same way
 * (with equal coordinates as Fortin, Grenier & Parizeau 2013 do it: equal points are one, and between the halves
 * being at least as good in all other objectives is enough). O(n (log n)^(k - 2)), in memory O(n · k).
 */
export function unbeatenByHalves(columns: readonly Float64Array[], order: Uint32Array): Uint8Array {
  const { first, places } = differentPoints(columns, order);
  const every = everyRow(first.length);
  let ascending = every;
  const ranks = columns.map((column, objective) => {
    if (objective === 0) return every;
    const values = picked(column, first);
    const sorted = sortedRows(values, every);
    if (objective === 1) ascending = sorted;
    return distinctRanks(values, sorted).ranks;
  });
  const beaten = new Halves(ranks, ascending).beaten();
  return Uint8Array.from(places, place => 1 - (beaten[place] as number));
}

interface DifferentPoints {
  /** One row of each point. */
  readonly first: Uint32Array;
  /** For each entry of the order, which of the points it is. */
  readonly places: Uint32Array;
}

function differentPoints(columns: readonly Float64Array[], order: Uint32Array): DifferentPoints {
  const [first, places] = [new Uint32Array(order.length), new Uint32Array(order.length)];
  let count = 0;
  for (let at = 0; at < order.length; at++) {
    const [row, before] = [order[at] as number, order[at - 1] ?? -1];
    let objective = 0;
    while (objective < columns.length && isSame(columns[objective] as Float64Array, row, before)) {
      objective++;
    }
    if (objective < columns.length) first[count++] = row;
    places[at] = count - 1;
  }
  return { first: first.slice(0, count), places };
}

function isSame(column: Float64Array, one: number, other: number): boolean {
  return column[one] === column[other];
}

/** Points are named by their places in lexicographic order, which so stand for their ranks in the first objective. */
class Halves {
  private readonly lists: ListStack;
  private readonly cross: CrossDominance;

  /** @param ascending all points in the order of the second objective, equal ones in lexicographic order. */
  constructor(
    private readonly ranks: readonly Uint32Array[],
    private readonly ascending: Uint32Array,
  ) {
    this.lists = new ListStack(ascending);
    this.cross = new CrossDominance(ranks, this.lists);
  }

  /** One flag per point. */
  beaten(): Uint8Array {
    const { length } = this.ascending;
    this.solve({ from: 0, to: length }, { low: 0, high: length - 1 });
    return this.cross.beaten;
  }

  /** Flags those in the list that others in it beat; their places are from `low` to `high`. */
  private solve(list: List, { low, high }: { readonly low: number; readonly high: number }): void {
    if (list.to - list.from <= fewPoints) {
      this.compareAll(list);
      return;
    }
    const { lists, cross, ranks } = this;
    const { top } = lists;
    const [places] = ranks as [Uint32Array];
    const middle = Math.floor((low + high) / 2);
    const [early, late] = [
      { low, high: middle },
      { low: middle + 1, high },
    ];
    const [first, second] = [lists.within(list, places, early), lists.within(list, places, late)];
    this.solve(first, early);
    cross.flag(lists.without(first, cross.beaten), second, ranks.length - 1);
    this.solve(lists.without(second, cross.beaten), late);
    lists.giveBack(top);
  }

  private compareAll({ from, to }: List): void {
    const { beaten } = this.cross;
    const { items } = this.lists;
    for (let at = from + 1; at < to; at++) {
      const point = items[at] as number;
      for (let before = from; before < at && beaten[point] === 0; before++) {
        if (this.isAtLeastAsGood(items[before] as number, point)) beaten[point] = 1;
      }
    }
  }

  /** Of two of which the first is not worse in the second objective. */
  private isAtLeastAsGood(one: number, other: number): boolean {
    if (one > other) return false;
    const { ranks } = this;
    for (let objective = 2; objective < ranks.length; objective++) {
      const column = ranks[objective] as Uint32Array;
      if ((column[one] as number) > (column[other] as number)) return false;
    }
    return true;
  }
}
