import type { Cell, Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import type { Json } from '../../core/json';
import { toStrictJson } from '../pythonJson';

/** Cells of one kind. */
export type ArrayCells =
  | { readonly type: 'float64'; readonly values: Float64Array }
  | { readonly type: 'int64'; readonly values: BigInt64Array }
  | { readonly type: 'boolean'; readonly values: Uint8Array }
  | { readonly type: 'string'; readonly values: readonly string[] };

/** An array of any number of dimensions, as NumPy keeps them. */
export type PlainArray = ArrayCells & {
  /** Cells along each dimension; empty for a single cell. */
  readonly shape: readonly number[];
  /** Whether the first index runs fastest, as in Fortran, instead of the last. */
  readonly isFortran: boolean;
  /** One byte per cell, 0 where it is missing; absent when none is. */
  readonly valid?: Uint8Array;
};

/** Which cells of an array make a column. */
export interface ColumnPlace {
  /** 0-based. */
  readonly index: number;
  readonly rowCount: number;
  /** Columns that the array makes. */
  readonly width: number;
}

/** One column of an array that is read as `rowCount` rows of `width` columns. */
export function columnOfArray(
  array: PlainArray,
  place: ColumnPlace,
  variable: VariableMetadata,
): Column {
  const { rowCount, width, index } = place;
  const first = array.isFortran ? index * rowCount : index;
  const step = array.isFortran ? 1 : width;
  const at = (row: number): number => first + row * step;
  const length = rowCount;
  const { valid } = array;
  const base = {
    variable,
    ...(valid && { valid: Uint8Array.from({ length }, (_, row) => valid[at(row)] as number) }),
  };
  switch (array.type) {
    case 'float64': {
      const values = new Float64Array(length);
      for (let row = 0; row < length; row++) values[row] = array.values[at(row)] as number;
      return { ...base, type: 'float64', values };
    }
    case 'int64': {
      const values = new BigInt64Array(length);
      for (let row = 0; row < length; row++) values[row] = array.values[at(row)] as bigint;
      return { ...base, type: 'int64', values };
    }
    case 'boolean': {
      const values = Uint8Array.from({ length }, (_, row) => array.values[at(row)] as number);
      return { ...base, type: 'boolean', values };
    }
    case 'string': {
      const values = Array.from({ length }, (_, row) => array.values[at(row)] as string);
      return { ...base, type: 'string', values };
    }
  }
}

/** An array of at most two dimensions as lists in lists; NaN, infinities and large integers are text. */
export function arrayJson(array: PlainArray): Json {
  const [first, second] = array.shape;
  const cell = (index: number): Json => toStrictJson(cellOf(array, index));
  if (first === undefined) return cell(0);
  if (second === undefined) return Array.from({ length: first }, (_, index) => cell(index));
  return Array.from({ length: first }, (_, row) =>
    Array.from({ length: second }, (_, index) =>
      cell(array.isFortran ? index * first + row : row * second + index),
    ),
  );
}

/** The same truth values as integers 0 and 1, for roles that need numbers. */
export function asNumbers(array: PlainArray): PlainArray {
  if (array.type !== 'boolean') return array;
  return { ...array, type: 'int64', values: BigInt64Array.from(array.values, BigInt) };
}

function cellOf(array: PlainArray, index: number): Cell {
  if (array.valid?.[index] === 0) return null;
  if (array.type === 'boolean') return array.values[index] !== 0;
  return array.values[index] as Cell;
}
