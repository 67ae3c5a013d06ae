import { eightDigits, lookAhead } from './eightDigits';
import { exactDecimal } from './exactDecimal';

/** What a cell is: something that needs a closer look, an integer that a double holds exactly, another decimal number. */
export const otherForm = 0;
export const integerForm = 1;
export const decimalForm = 2;

/** Zeros that must follow on the bytes that are scanned. */
export const scanPadding = lookAhead;

/** Integers of so many digits are exact in a double. */
const exactDigits = 15;
/** So many digits fit the integers that processors count fastest with. */
const fastDigits = 9;
const mostExponentDigits = 4;
/** Eight digits more would not be exact in a double. */
const longWhole = 1e7;
/** Integers below, and 10^k for k up to that, are exact in a double. */
const exactIntegers = 2 ** 53;
const exactPower = 22;
const powers = Float64Array.from({ length: exactPower + 1 }, (_, power) => Number(`1e${power}`));

const zero = 0x30;
const minus = 0x2d;
const plus = 0x2b;
const point = 0x2e;
const smallE = 0x65;
const smallA = 0x61;
const smallN = 0x6e;

/** Reads the numbers of most cells from their bytes, without making a text of them. */
export class NumberScanner {
  form: number = otherForm;
  /** An array, since a field would be given a new object for each double. */
  private readonly found = new Float64Array(1);
  private bytes: Uint8Array = new Uint8Array(0);
  private view: DataView = new DataView(this.bytes.buffer);
  /** Of the decimal that is read: its first digits, those after them, and its exponent. */
  private high = 0;
  private low = 0;
  private exponent = 0;

  /** The number that was read last: the double nearest to its digits. */
  get value(): number {
    return this.found[0] as number;
  }

  /**
   * Reads the number that begins at `start`, and returns where it ends. Integers of more than 15 digits, the few decimals of
   * which twice the precision of doubles does not tell the nearest one, and all that is neither a plain decimal number nor
   * `nan` are of `otherForm`; where they end means nothing.
   * @param bytes with {@link scanPadding} zeros behind those that count.
   */
  scan(bytes: Uint8Array, start: number): number {
    if (bytes !== this.bytes) this.look(bytes);
    this.form = otherForm;
    const isNegative = bytes[start] === minus;
    let at = isNegative ? start + 1 : start;
    let digit = (bytes[at] as number) - zero;
    if (!isDigit(digit)) return isNegative ? at : this.scanNan(at);
    let whole = digit;
    digit = (bytes[++at] as number) - zero;
    // Numbers with leading zeros are names of something.
    if (whole === 0 && isDigit(digit)) return at;
    const stop = at + fastDigits - 1;
    while (isDigit(digit) && at < stop) {
      whole = (Math.imul(whole, 10) + digit) | 0;
      digit = (bytes[++at] as number) - zero;
    }
    return isDigit(digit)
      ? this.scanLong(at, whole, isNegative)
      : this.scanAfter(at, whole, isNegative);
  }

  private look(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** From the tenth digit on. */
  private scanLong(start: number, nine: number, isNegative: boolean): number {
    const { bytes } = this;
    const end = this.skipDigits(start);
    if (end - start + fastDigits > exactDigits) return end;
    let whole = nine;
    for (let at = start; at < end; at++) whole = whole * 10 + (bytes[at] as number) - zero;
    return this.scanAfter(end, whole, isNegative);
  }

  /** From where the digits before a point end. */
  private scanAfter(at: number, whole: number, isNegative: boolean): number {
    const next = this.bytes[at] as number;
    if (next === point || isLetter(next, smallE)) return this.scanDecimal(at, whole, isNegative);
    // A double has a negative zero, an integer has not.
    this.form = isNegative && whole === 0 ? decimalForm : integerForm;
    this.found[0] = isNegative ? -whole : whole;
    return at;
  }

  /** From the point or the exponent on. */
  private scanDecimal(start: number, whole: number, isNegative: boolean): number {
    const { bytes, view } = this;
    const fraction = bytes[start] === point ? start + 1 : start;
    let at = fraction;
    this.high = whole;
    let group = eightDigits(view, at);
    if (group >= 0) {
      at += 8;
      if (whole < longWhole) {
        this.high = whole * 1e8 + group;
        group = eightDigits(view, at);
        if (group >= 0) at += 8;
      }
    }
    const restStart = at;
    let rest = 0;
    let digit = (bytes[at] as number) - zero;
    while (isDigit(digit) && at < restStart + 7) {
      rest = (Math.imul(rest, 10) + digit) | 0;
      digit = (bytes[++at] as number) - zero;
    }
    const restDigits = at - restStart;
    let scale = fraction - at;
    const isCut = isDigit(digit);
    if (isCut) at = this.skipDigits(at);
    if (isLetter(bytes[at] as number, smallE)) {
      at = this.scanExponent(at + 1);
      scale += this.exponent;
    }
    if (at < 0) return start;
    this.low = group < 0 ? rest : group * (powers[restDigits] as number) + rest;
    this.settle(group < 0 ? restDigits : restDigits + 8, scale, isCut);
    if (isNegative) this.found[0] = -this.value;
    return at;
  }

  /**
   * Makes the double that is nearest to (`high` · 10^`lowDigits` + `low`) · 10^`scale` the value, when it is certain which
   * one that is; if the number has more digits than these it may not be.
   */
  private settle(lowDigits: number, scale: number, isCut: boolean): void {
    const { high, low } = this;
    const integer = high * (powers[lowDigits] as number) + low;
    // Both are exact, so that the one operation rounds correctly (W. Clinger, "How to read floating point numbers accurately", 1990).
    if (integer < exactIntegers && scale <= 0 && scale >= -exactPower && !isCut) {
      this.form = decimalForm;
      this.found[0] = integer / (powers[-scale] as number);
      return;
    }
    const value = exactDecimal(high, low, lowDigits, scale);
    if (Number.isNaN(value)) return;
    if (isCut && value !== exactDecimal(high, low + 1, lowDigits, scale)) return;
    this.form = decimalForm;
    this.found[0] = value;
  }

  /** Returns -1 when no exponent follows on the `e`. */
  private scanExponent(start: number): number {
    const { bytes } = this;
    const sign = bytes[start];
    const first = sign === minus || sign === plus ? start + 1 : start;
    const end = this.skipDigits(first);
    if (end === first || end - first > mostExponentDigits) return -1;
    let exponent = 0;
    for (let at = first; at < end; at++) exponent = exponent * 10 + (bytes[at] as number) - zero;
    this.exponent = sign === minus ? -exponent : exponent;
    return end;
  }

  private skipDigits(start: number): number {
    let at = start;
    while (isDigit((this.bytes[at] as number) - zero)) at++;
    return at;
  }

  private scanNan(at: number): number {
    const { bytes } = this;
    const isNan =
      isLetter(bytes[at] as number, smallN) &&
      isLetter(bytes[at + 1] as number, smallA) &&
      isLetter(bytes[at + 2] as number, smallN);
    if (!isNan) return at;
    this.form = decimalForm;
    this.found[0] = NaN;
    return at + 3;
  }
}

function isDigit(digit: number): boolean {
  return digit >>> 0 <= 9;
}

/** Whether the byte is the letter, large or small. */
function isLetter(byte: number, small: number): boolean {
  return (byte | 0x20) === small;
}
