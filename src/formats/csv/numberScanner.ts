import { exactDecimal } from './exactDecimal';

/** What a cell is: a decimal number, an integer that a double holds exactly, or something that needs a closer look. */
export type ScannedKind = 'integer' | 'number' | 'other';

/** Integers of so many digits are exact in a double. */
const exactDigits = 15;
/** 10^k that a double holds exactly. */
const exactPowers = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

const minus = 0x2d;
const plus = 0x2b;
const point = 0x2e;

/** Reads the numbers of most cells from their bytes, without making a text of them. */
export class NumberScanner {
  /** The number that was read last: the double nearest to its digits. */
  value = 0;

  /** `other` for all that is not a plain decimal number of up to 30 digits, and for integers of more than 15. */
  scan(bytes: Uint8Array, start: number, end: number): ScannedKind {
    let at = start;
    while (at < end && isBlank(bytes[at] as number)) at++;
    let last = end;
    while (last > at && isBlank(bytes[last - 1] as number)) last--;
    const isNegative = at < last && bytes[at] === minus;
    if (isNegative) at++;
    if (at === last || !isDigit(bytes[at] as number))
      return isNegative ? 'other' : this.scanNan(bytes, at, last);
    // Numbers with leading zeros are names of something.
    if (bytes[at] === 0x30 && at + 1 < last && isDigit(bytes[at + 1] as number)) return 'other';
    const fixed = this.scanFixed(bytes, at, last);
    if (fixed === undefined) return this.scanDigits(bytes, at, last, isNegative);
    this.value = isNegative ? -fixed : fixed;
    return 'number';
  }

  /**
   * What nearly all cells of measured numbers are: up to nine digits, a point, up to eighteen digits. Nine at a time fit
   * the integers that processors count fastest with. `undefined` for anything else.
   */
  private scanFixed(bytes: Uint8Array, start: number, end: number): number | undefined {
    let at = start;
    let digit = 0;
    let whole = 0;
    let stop = Math.min(end, start + 9);
    while (at < stop && (digit = (bytes[at] as number) - 0x30) >>> 0 <= 9) {
      whole = (whole * 10 + digit) | 0;
      at++;
    }
    if (at === end || bytes[at] !== point) return undefined;
    const fraction = ++at;
    let first = 0;
    stop = Math.min(end, at + 9);
    while (at < stop && (digit = (bytes[at] as number) - 0x30) >>> 0 <= 9) {
      first = (first * 10 + digit) | 0;
      at++;
    }
    const firstDigits = at - fraction;
    let second = 0;
    stop = Math.min(end, at + 9);
    while (at < stop && (digit = (bytes[at] as number) - 0x30) >>> 0 <= 9) {
      second = (second * 10 + digit) | 0;
      at++;
    }
    if (at !== end) return undefined;
    const high = whole * (exactPowers[firstDigits] as number) + first;
    const secondDigits = at - fraction - firstDigits;
    return high < 1e15 ? decimal(high, second, secondDigits, fraction - at) : undefined;
  }

  private scanDigits(
    bytes: Uint8Array,
    start: number,
    end: number,
    isNegative: boolean,
  ): ScannedKind {
    let high = 0;
    let low = 0;
    let digits = 0;
    let pointAt = -1;
    let at = start;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      const digit = byte - 0x30;
      if (digit >= 0 && digit <= 9) {
        if (digits < exactDigits) high = high * 10 + digit;
        else low = low * 10 + digit;
        if (high !== 0) digits++;
      } else if (byte === point && pointAt < 0) pointAt = at;
      else break;
    }
    if (digits > 2 * exactDigits) return 'other';
    const fraction = pointAt < 0 ? 0 : at - pointAt - 1;
    const exponent = at === end ? 0 : scanExponent(bytes, at, end);
    const isInteger = pointAt < 0 && at === end;
    if (exponent === undefined || (isInteger && digits > exactDigits)) return 'other';
    const lowDigits = digits > exactDigits ? digits - exactDigits : 0;
    const value = decimal(high, low, lowDigits, exponent - fraction);
    if (value === undefined) return 'other';
    this.value = isNegative ? -value : value;
    // A double has a negative zero, an integer has not.
    return isInteger && !(isNegative && value === 0) ? 'integer' : 'number';
  }

  private scanNan(bytes: Uint8Array, at: number, end: number): ScannedKind {
    const isNan =
      end - at === 3 &&
      isLetter(bytes[at], 'n') &&
      isLetter(bytes[at + 1], 'a') &&
      isLetter(bytes[at + 2], 'n');
    this.value = NaN;
    return isNan ? 'number' : 'other';
  }
}

function decimal(high: number, low: number, lowDigits: number, scale: number): number | undefined {
  if (lowDigits === 0) {
    // Both are exact, so that the one operation rounds correctly (Clinger 1990).
    if (scale === 0) return high;
    if (scale < 0 && scale >= -22) return high / (exactPowers[-scale] as number);
    if (scale > 0 && scale <= 22) return high * (exactPowers[scale] as number);
  }
  return exactDecimal(high, low, lowDigits, scale);
}

/** The number after an `e`; `undefined` when something else is there. */
function scanExponent(bytes: Uint8Array, start: number, end: number): number | undefined {
  if (!isLetter(bytes[start], 'e')) return undefined;
  const sign = bytes[start + 1];
  const first = sign === minus || sign === plus ? start + 2 : start + 1;
  if (first >= end || end - first > 4) return undefined;
  let exponent = 0;
  for (let at = first; at < end; at++) {
    const byte = bytes[at] as number;
    if (!isDigit(byte)) return undefined;
    exponent = exponent * 10 + byte - 0x30;
  }
  return sign === minus ? -exponent : exponent;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09;
}

/** Whether the byte is the letter, large or small. */
function isLetter(byte: number | undefined, letter: string): boolean {
  return byte !== undefined && (byte | 0x20) === letter.charCodeAt(0);
}
