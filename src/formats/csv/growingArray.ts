/** The typed arrays of columns. */
export type Numbers = Float64Array | BigInt64Array | Int32Array | Uint8Array;

const firstRows = 16;
const mostRows = 65_536;

/**
 * Numbers that come one after the other, nobody knows how many: kept in pieces, so that growing copies nothing and at most
 * one piece is partly unused.
 */
export class GrowingArray<T extends Numbers> {
  /** The numbers that came last; {@link used} of them. */
  current: T;
  used = 0;
  private readonly full: T[] = [];

  constructor(private readonly make: (length: number) => T) {
    this.current = make(firstRows);
  }

  push(value: T[number]): void {
    if (this.used === this.current.length) this.grow();
    this.current[this.used++] = value;
  }

  pushMany(value: T[number], count: number): void {
    for (let pushed = 0; pushed < count; pushed++) this.push(value);
  }

  /** Gives all numbers in pieces, in order, and forgets them: each piece may be reused. */
  *takePieces(): Generator<T> {
    const pieces = [...this.full, this.current.subarray(0, this.used) as T];
    this.full.length = 0;
    this.used = 0;
    this.current = this.make(0);
    for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) yield piece;
  }

  /** The same numbers in another form; `convert` may reuse the memory of a piece. This array is empty then. */
  recast<U extends Numbers>(
    make: (length: number) => U,
    convert: (piece: T) => U,
  ): GrowingArray<U> {
    const recast = new GrowingArray(make);
    for (const piece of this.takePieces()) recast.full.push(convert(piece));
    return recast;
  }

  /** All numbers one after the other in `joined`, which has room for them. This array is empty then. */
  join<U extends { set(piece: T, at: number): void }>(joined: U): U {
    let at = 0;
    for (const piece of this.takePieces()) {
      joined.set(piece, at);
      at += piece.length;
    }
    return joined;
  }

  /** To be called when the current piece is full. */
  grow(): void {
    this.full.push(this.current);
    this.current = this.make(Math.min(this.current.length * 2, mostRows));
    this.used = 0;
  }
}
