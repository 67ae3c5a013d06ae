import { GrowingArray } from './growingArray';

/** Which rows of a column hold a value; takes no memory as long as all do. */
export class Validity {
  private flags: GrowingArray<Uint8Array> | undefined;
  /** Rows so far. */
  length = 0;
  missing = 0;

  add(isPresent: boolean): void {
    if (!isPresent) {
      this.missing++;
      this.flags ??= this.allPresent();
    }
    this.flags?.push(isPresent ? 1 : 0);
    this.length++;
  }

  /** Rows that hold a value, one after the other. */
  addPresent(count: number): void {
    this.flags?.pushMany(1, count);
    this.length += count;
  }

  /** What a column says of it. Ends the counting. */
  finish(): { readonly valid?: Uint8Array } {
    return this.flags === undefined ? {} : { valid: this.flags.join(new Uint8Array(this.length)) };
  }

  private allPresent(): GrowingArray<Uint8Array> {
    const flags = new GrowingArray(length => new Uint8Array(length));
    flags.pushMany(1, this.length);
    return flags;
  }
}
