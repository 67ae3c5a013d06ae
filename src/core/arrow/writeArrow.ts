import {
  Column as ArrowColumn,
  Table,
  batchType,
  bool,
  dictionary,
  float64,
  int32,
  int64,
  tableToIPC,
  utf8,
} from '@uwdata/flechette';
import type { DataType, DictionaryType } from '@uwdata/flechette';
import type { CategoricalColumn, Column } from '../column';
import { isNull } from '../column';
import { ResultError } from '../errors';
import { maxFileBytes } from './arrowFooter';
import { packBits, packTexts, packValidity } from './pack';
import type { Packed } from './pack';
import { ourKey } from './selfHash';

// What flechette leaves untyped.
type Batch = ConstructorParameters<typeof ArrowColumn>[0][number];
type DictionaryBatch = Batch & { setDictionary(values: ArrowColumn<unknown>): Batch };
type BatchConstructor = new (
  parts: Packed & { readonly length: number; readonly nullCount: number; readonly type: DataType },
) => DictionaryBatch;

/**
 * The columns as an uncompressed Arrow IPC file of one record batch. Rows that are null hold zeros in the columns whose
 * values are copied anyway.
 */
export function writeArrow(
  columns: readonly Column[],
  metadata: ReadonlyMap<string, string>,
): Uint8Array {
  const arrowColumns = columns.map(arrowColumn);
  checkSize(arrowColumns);
  const fields = columns.map(({ variable, valid }, index) => ({
    name: variable.name,
    type: (arrowColumns[index] as ArrowColumn<unknown>).type,
    nullable: valid !== undefined,
    metadata: new Map([[ourKey, JSON.stringify(variable)]]),
  }));
  const table = new Table({ fields, metadata: new Map(metadata) }, arrowColumns);
  // Without a format the library writes a stream, which pandas does not read.
  const bytes = tableToIPC(table, { format: 'file' });
  if (bytes === null) throw new Error('The Arrow library wrote no bytes.');
  return bytes;
}

function checkSize(columns: readonly ArrowColumn<unknown>[]): void {
  const sizes = columns.flatMap(({ data }) =>
    data.flatMap(({ values, offsets, validity }) => [values, offsets, validity]),
  );
  const bytes = sizes.reduce((sum, buffer) => sum + (buffer?.byteLength ?? 0), 0);
  if (bytes > maxFileBytes) {
    throw new ResultError(
      'invalid',
      `The result needs ${bytes} bytes; a file can have ${maxFileBytes}. Split it or leave columns out.`,
    );
  }
}

function arrowColumn(column: Column): ArrowColumn<unknown> {
  const { length } = column.values;
  const { validity, nullCount } = packValidity(column);
  const make = (type: DataType, packed: Packed): DictionaryBatch => {
    const constructor = batchType(type, { useBigInt: true }) as BatchConstructor;
    return new constructor({ ...packed, validity, length, nullCount, type });
  };
  switch (column.type) {
    case 'float64':
      return new ArrowColumn([make(float64(), { values: typed(Float64Array, column.values) })]);
    case 'int64':
      return new ArrowColumn([make(int64(), { values: typed(BigInt64Array, column.values) })]);
    case 'boolean':
      return new ArrowColumn([make(bool(), { values: packBits(column) })]);
    case 'string':
      return new ArrowColumn([make(utf8(), packTexts(presentTexts(column)))]);
    case 'categorical': {
      const values = Int32Array.from(column.values, (code, row) =>
        isNull(column, row) ? 0 : code,
      );
      const categories = categoriesColumn(column);
      // A type object of its own: columns that share one would share their dictionary, and the file could not be read.
      const type: DictionaryType = dictionary(categories.type, int32());
      return new ArrowColumn([make(type, { values }).setDictionary(categories)]);
    }
  }
}

function categoriesColumn({ categories }: CategoricalColumn): ArrowColumn<unknown> {
  const type = utf8();
  const constructor = batchType(type) as BatchConstructor;
  const parts = { length: categories.length, nullCount: 0, type, validity: new Uint8Array(0) };
  return new ArrowColumn([new constructor({ ...packTexts(categories), ...parts })]);
}

function presentTexts(column: Column & { readonly type: 'string' }): readonly string[] {
  if (column.valid === undefined) return column.values;
  return column.values.map((text, row) => (isNull(column, row) ? '' : text));
}

interface ArrayType<T, Values> {
  new (length: number): Values;
  from(values: Iterable<T>): Values;
}

/** The values themselves when they are of the wanted kind: they are copied once, into the file. */
function typed<T, Values extends object>(type: ArrayType<T, Values>, values: Iterable<T>): Values {
  return values instanceof type ? values : type.from(values);
}
