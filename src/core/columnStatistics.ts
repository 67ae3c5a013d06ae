import type { Column } from './column';
import { isNull } from './column';

/** A summary of one column. Extremes and median are there for numbers only, and only when there is one that is not NaN. */
export interface ColumnStatistics {
  /** Rows that have a value, NaN included. */
  readonly count: number;
  /** Rows that are null. */
  readonly missing: number;
  /** Rows that are NaN; 64-bit floats only. They have no part in the order below. */
  readonly nan?: number;
  readonly min?: number | bigint;
  /** Of an even number of values: the mean of the middle two, for integers rounded down. */
  readonly median?: number | bigint;
  readonly max?: number | bigint;
  /** How many different values there are; for texts, categories and booleans. */
  readonly distinct?: number;
}

/** Integers stay exact: their figures are bigints. */
export function columnStatistics(column: Column): ColumnStatistics {
  const present = presentRows(column);
  const count = present.length;
  const missing = column.values.length - count;
  switch (column.type) {
    case 'float64': {
      const numbers = Float64Array.from(present, row => column.values[row] as number);
      const ordered = numbers.filter(value => !Number.isNaN(value)).sort();
      return { count, missing, nan: count - ordered.length, ...order(ordered, meanOfNumbers) };
    }
    case 'int64': {
      const ordered = BigInt64Array.from(Array.from(present, row => column.values[row] as bigint));
      return { count, missing, ...order(ordered.sort(), meanOfIntegers) };
    }
    default: {
      const distinct = new Set(Array.from(present, row => column.values[row])).size;
      return { count, missing, distinct };
    }
  }
}

function presentRows(column: Column): Uint32Array {
  const rows = new Uint32Array(column.values.length);
  let count = 0;
  for (let row = 0; row < rows.length; row++) if (!isNull(column, row)) rows[count++] = row;
  return rows.subarray(0, count);
}

function order<T extends number | bigint>(
  ordered: { readonly length: number; readonly [index: number]: T },
  mean: (low: T, high: T) => T,
): Pick<ColumnStatistics, 'min' | 'median' | 'max'> {
  const { length } = ordered;
  if (length === 0) return {};
  const low = ordered[Math.floor((length - 1) / 2)] as T;
  const high = ordered[Math.floor(length / 2)] as T;
  return { min: ordered[0] as T, median: mean(low, high), max: ordered[length - 1] as T };
}

function meanOfNumbers(low: number, high: number): number {
  // Halved first, as the sum of two large numbers is infinite; equal ones (also infinite ones) stay what they are.
  return low === high ? low : low / 2 + high / 2;
}

function meanOfIntegers(low: bigint, high: bigint): bigint {
  return (low + high) >> 1n;
}
