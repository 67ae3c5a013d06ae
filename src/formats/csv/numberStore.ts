import type { Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import { GrowingArray } from './growingArray';
import { Validity } from './validity';

const wordSize = 2 ** 32;

/**
 * Numbers of a column in eight bytes each: doubles, which hold integers up to 2^53 exactly; integers of 64 bits from the
 * first larger one on; doubles again from the first number on that is none.
 */
export class NumberStore {
  /** An integer lost digits when it became a double. */
  hasLost = false;

  private readonly validity = new Validity();
  private floats = new GrowingArray(length => new Float64Array(length));
  private integers: GrowingArray<BigInt64Array> | undefined;
  private isFloat = false;

  /** Nothing but missing values so far. */
  get isEmpty(): boolean {
    return this.validity.missing === this.validity.length;
  }

  addMissing(): void {
    if (this.integers === undefined) this.push(0);
    else this.integers.push(0n);
    this.validity.add(false);
  }

  /** An integer that a double holds exactly. */
  addInteger(value: number): void {
    if (this.integers === undefined) this.push(value);
    else this.integers.push(BigInt(value));
    this.validity.add(true);
  }

  /** An integer of up to 64 bits. */
  addBigint(value: bigint): void {
    if (this.isFloat) this.push(this.round(value));
    else {
      this.integers ??= this.floats.recast(
        length => new BigInt64Array(length),
        piece => inPlace(piece, BigInt64Array, BigInt),
      );
      this.integers.push(value);
    }
    this.validity.add(true);
  }

  /** From now on all are doubles. */
  addFloat(value: number): void {
    this.becomeFloat();
    this.push(value);
    this.validity.add(true);
  }

  addFloats(values: Float64Array): void {
    this.becomeFloat();
    for (let at = 0; at < values.length; at++) this.push(values[at] as number);
    this.validity.addPresent(values.length);
  }

  /** Ends the adding. A column of nothing but missing values is one of doubles. */
  finish(variable: VariableMetadata): Column {
    const { length } = this.validity;
    const isFloat = this.isFloat || this.isEmpty;
    const base = { variable, ...this.validity.finish() };
    if (isFloat) {
      return { ...base, type: 'float64', values: this.floats.join(new Float64Array(length)) };
    }
    const values = new BigInt64Array(length);
    if (this.integers === undefined) this.floats.join(new IntegerWords(values));
    else this.integers.join(values);
    return { ...base, type: 'int64', values };
  }

  private becomeFloat(): void {
    this.isFloat = true;
    if (this.integers !== undefined) {
      this.floats = this.integers.recast(
        length => new Float64Array(length),
        piece => inPlace(piece, Float64Array, integer => this.round(integer)),
      );
      this.integers = undefined;
    }
  }

  /** As `floats.push` does, which is called for arrays of every kind: engines put each number into an object there. */
  private push(value: number): void {
    const { floats } = this;
    if (floats.used === floats.current.length) floats.grow();
    floats.current[floats.used++] = value;
  }

  private round(value: bigint): number {
    const rounded = Number(value);
    this.hasLost ||= BigInt(rounded) !== value;
    return rounded;
  }
}

interface Reader<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, at: number, length: number): T;
}

/** Numbers of eight bytes as others of eight bytes, in the same memory. */
function inPlace<T extends Float64Array | BigInt64Array, U extends Float64Array | BigInt64Array>(
  piece: T,
  To: Reader<U>,
  convert: (value: T[number]) => U[number],
): U {
  const converted = new To(piece.buffer as ArrayBuffer, piece.byteOffset, piece.length);
  for (let at = 0; at < piece.length; at++) converted[at] = convert(piece[at] as T[number]);
  return converted;
}

/** Writes integers that come as doubles in two halves, which is several times as fast as by way of bigints. */
class IntegerWords {
  private readonly words: Int32Array;

  constructor(values: BigInt64Array<ArrayBuffer>) {
    this.words = new Int32Array(values.buffer);
  }

  set(piece: Float64Array, start: number): void {
    let at = start * 2;
    for (const value of piece) {
      const high = Math.floor(value / wordSize);
      // Lower half first, as in all processors that run this.
      this.words[at++] = value - high * wordSize;
      this.words[at++] = high;
    }
  }
}
