import type { VariableMetadata } from './variables';

/** A typed array that is only read: results share their memory with the cache. */
export interface ReadonlyNumbers<T extends number | bigint> {
  readonly length: number;
  readonly [index: number]: T;
  [Symbol.iterator](): IterableIterator<T>;
}

interface ColumnOf<Type extends string, Values> {
  readonly variable: VariableMetadata;
  readonly type: Type;
  /** One entry per row. At a row that is null the entry is meaningless. */
  readonly values: Values;
  /** One byte per row, 0 where the row is null; absent when no row is. Null (missing) differs from NaN (computed, not a number). */
  readonly valid?: ReadonlyNumbers<number>;
}

/** IEEE 754 doubles; NaN, ±Infinity and -0 are kept. */
export type Float64Column = ColumnOf<'float64', ReadonlyNumbers<number>>;
/** 64-bit integers, exact. */
export type Int64Column = ColumnOf<'int64', ReadonlyNumbers<bigint>>;
/** 0 is false, 1 is true. */
export type BooleanColumn = ColumnOf<'boolean', ReadonlyNumbers<number>>;
export type StringColumn = ColumnOf<'string', readonly string[]>;
/** `values` are indices into `categories`. */
export type CategoricalColumn = ColumnOf<'categorical', ReadonlyNumbers<number>> & {
  readonly categories: readonly string[];
};

/** One variable's values over all rows of a result. */
export type Column = Float64Column | Int64Column | BooleanColumn | StringColumn | CategoricalColumn;

export type ColumnType = Column['type'];

/** A cell as a JavaScript value; null when missing. */
export type Cell = number | bigint | boolean | string | null;

export function isNull(column: Column, row: number): boolean {
  return column.valid !== undefined && column.valid[row] === 0;
}

/**
 * The value of `column` at the 0-based `row`.
 * @throws {RangeError} when there is no such row.
 */
export function cellAt(column: Column, row: number): Cell {
  if (!(row >= 0 && row < column.values.length)) {
    throw new RangeError(`Row ${row} is not among the ${column.values.length} rows`);
  }
  if (isNull(column, row)) return null;
  switch (column.type) {
    case 'boolean':
      return column.values[row] !== 0;
    case 'categorical':
      return column.categories[column.values[row] as number] as string;
    default:
      return column.values[row] as number | bigint | string;
  }
}
