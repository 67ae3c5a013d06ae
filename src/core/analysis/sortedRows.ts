import type { Numbers, Rows } from './numbers';

/** Below this many rows, comparing is as quick as counting digits. */
const fewRows = 500;

/** Digits of 11 bits: their 2,048 places to write to fit the fastest cache; those of 16 bits took three times as long. */
const digitBits = 11;
const digits = 1 << digitBits;

/**
 * The rows in ascending order of their values, NaN last. Equal values (0 and -0 too) keep the order in which the rows were
 * given, so sorting by one column after another sorts by the last, then by the one before. A new array.
 *
 * Radix sort on the bits of the doubles: O(n) and 24 bytes a row; O(n log n) for few rows.
 */
export function sortedRows(values: Numbers, rows: Rows): Uint32Array {
  const sorted = Uint32Array.from(rows);
  if (sorted.length < fewRows) {
    return sorted.sort((a, b) => compare(values[a] as number, values[b] as number));
  }
  let items = itemsOf(values, sorted);
  let other: Items = {
    rows: new Uint32Array(sorted.length),
    low: new Uint32Array(sorted.length),
    high: new Uint32Array(sorted.length),
  };
  for (const half of ['low', 'high'] as const) {
    for (let shift = 0; shift < 32; shift += digitBits) {
      const starts = startsOf(items[half], shift);
      if (starts === undefined) continue;
      move(items, other, { starts, half, shift });
      [items, other] = [other, items];
    }
  }
  return items.rows;
}

function compare(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return a === b ? 0 : Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** Rows with the halves of keys that order as unsigned numbers the way the values do. */
interface Items {
  readonly rows: Uint32Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

function itemsOf(values: Numbers, rows: Uint32Array): Items {
  const [low, high] = [new Uint32Array(rows.length), new Uint32Array(rows.length)];
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  for (let at = 0; at < rows.length; at++) {
    // Adding 0 makes 0 of -0.
    const value = (values[rows[at] as number] as number) + 0;
    number[0] = value;
    const [lower, upper] = [words[0] as number, words[1] as number];
    const isNegative = upper >= 0x80000000;
    low[at] = isNegative ? ~lower : lower;
    high[at] = isNegative ? ~upper : upper | 0x80000000;
    if (Number.isNaN(value)) low[at] = high[at] = 0xffffffff;
  }
  return { rows, low, high };
}

/** Where the items of each digit begin; `undefined` when all have the same. */
function startsOf(keys: Uint32Array, shift: number): Uint32Array | undefined {
  const starts = new Uint32Array(digits);
  for (let at = 0; at < keys.length; at++) {
    const digit = ((keys[at] as number) >>> shift) & (digits - 1);
    starts[digit] = (starts[digit] as number) + 1;
  }
  let sum = 0;
  for (let digit = 0; digit < digits; digit++) {
    const count = starts[digit] as number;
    if (count === keys.length) return undefined;
    starts[digit] = sum;
    sum += count;
  }
  return starts;
}

function move(
  from: Items,
  to: Items,
  by: { readonly starts: Uint32Array; readonly half: 'low' | 'high'; readonly shift: number },
): void {
  const { starts, half, shift } = by;
  const keys = from[half];
  const { rows, low, high } = from;
  const { rows: toRows, low: toLow, high: toHigh } = to;
  for (let at = 0; at < keys.length; at++) {
    const digit = ((keys[at] as number) >>> shift) & (digits - 1);
    const place = starts[digit] as number;
    starts[digit] = place + 1;
    toRows[place] = rows[at] as number;
    toLow[place] = low[at] as number;
    toHigh[place] = high[at] as number;
  }
}
