import type { Column } from '../column';
import { isNull } from '../column';
import { packBits, packTexts, packValidity } from './pack';

/** The types of Arrow that our columns are written as. */
export type WrittenType = 'float64' | 'int64' | 'boolean' | 'text' | 'dictionary';

/** One column, or one dictionary, in Arrow's layout. */
export interface ColumnBuffers {
  readonly type: WrittenType;
  readonly length: number;
  readonly nullCount: number;
  /** In the order in which they stand in the file. */
  readonly buffers: readonly ArrayBufferView[];
  /** The texts that a dictionary column's numbers stand for. */
  readonly categories?: ColumnBuffers;
}

/**
 * What Arrow keeps of a column. The values themselves when they are of the wanted kind: they are copied once, into the
 * file. Rows that are null hold zeros in the columns whose values are copied anyway.
 * @throws {ResultError} `invalid` when texts exceed 2 GiB.
 */
export function columnBuffers(column: Column): ColumnBuffers {
  const { length } = column.values;
  const { validity, nullCount } = packValidity(column);
  const common = { length, nullCount };
  switch (column.type) {
    case 'float64': {
      const buffers = [validity, typed(Float64Array, column.values)];
      return { ...common, type: 'float64', buffers };
    }
    case 'int64': {
      const buffers = [validity, typed(BigInt64Array, column.values)];
      return { ...common, type: 'int64', buffers };
    }
    case 'boolean':
      return { ...common, type: 'boolean', buffers: [validity, packBits(column)] };
    case 'string': {
      const { offsets, bytes } = packTexts(presentTexts(column));
      return { ...common, type: 'text', buffers: [validity, offsets, bytes] };
    }
    case 'categorical': {
      const codes = Int32Array.from(column.values, (code, row) => (isNull(column, row) ? 0 : code));
      const categories = categoryBuffers(column.categories);
      return { ...common, type: 'dictionary', buffers: [validity, codes], categories };
    }
  }
}

function categoryBuffers(categories: readonly string[]): ColumnBuffers {
  const { offsets, bytes } = packTexts(categories);
  const buffers = [new Uint8Array(0), offsets, bytes];
  return { type: 'text', length: categories.length, nullCount: 0, buffers };
}

function presentTexts(column: Column & { readonly type: 'string' }): readonly string[] {
  if (column.valid === undefined) return column.values;
  return column.values.map((text, row) => (isNull(column, row) ? '' : text));
}

interface ArrayType<T, Values> {
  new (length: number): Values;
  from(values: Iterable<T>): Values;
}

function typed<T, Values extends object>(type: ArrayType<T, Values>, values: Iterable<T>): Values {
  return values instanceof type ? values : type.from(values);
}
