import type { Rows } from './numbers';

/** A part of the items of a stack. */
export interface List {
  readonly from: number;
  readonly to: number;
}

/** Lists of indices, one after another in one array; those made last are given back first. */
export class ListStack {
  /** Another array after a list was made. */
  items: Uint32Array;
  private end: number;

  constructor(first: Uint32Array) {
    this.items = new Uint32Array(4 * first.length);
    this.items.set(first);
    this.end = first.length;
  }

  /** Where the next list begins: what to give back to forget that list and later ones. */
  get top(): number {
    return this.end;
  }

  giveBack(top: number): void {
    this.end = top;
  }

  /** A new list of those whose key is from `low` to `high`, in the same order. O(list). */
  within(
    list: List,
    keys: Uint32Array,
    { low, high }: { readonly low: number; readonly high: number },
  ): List {
    const items = this.withRoomFor(list.to - list.from);
    const from = this.end;
    let end = from;
    for (let at = list.from; at < list.to; at++) {
      const index = items[at] as number;
      const key = keys[index] as number;
      if (key >= low && key <= high) items[end++] = index;
    }
    this.end = end;
    return { from, to: end };
  }

  /** Takes those out of the list whose flag is set. O(list). */
  without(list: List, flags: Rows): List {
    const { items } = this;
    let end = list.from;
    for (let at = list.from; at < list.to; at++) {
      const index = items[at] as number;
      if (flags[index] === 0) items[end++] = index;
    }
    return { from: list.from, to: end };
  }

  private withRoomFor(count: number): Uint32Array {
    if (this.end + count > this.items.length) {
      const larger = new Uint32Array(2 * this.items.length + count);
      larger.set(this.items);
      this.items = larger;
    }
    return this.items;
  }
}
