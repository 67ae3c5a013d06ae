import {
  Field,
  Null,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Vector,
  makeData,
  tableToIPC,
} from 'apache-arrow';
import type { Data, DataType } from 'apache-arrow';

/** A column of an Arrow file as apache-arrow writes it. */
export interface NamedVector {
  readonly name: string;
  /** Of the field. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly vector: Vector;
}

/** A file of one record batch. */
export function arrowFile(columns: readonly NamedVector[]): Uint8Array {
  const schema = new Schema(
    columns.map(
      ({ name, metadata = {}, vector }) =>
        new Field(name, vector.type as DataType, true, new Map(Object.entries(metadata))),
    ),
  );
  const batch = batchOf(
    schema,
    columns.map(({ vector }) => vector),
  );
  return tableToIPC(new Table(schema, [batch]), 'file');
}

export function batchOf(schema: Schema, vectors: readonly Vector[]): RecordBatch {
  const children = vectors.map(vector => {
    const data = vector.data as readonly Data[];
    return data[0] ?? makeData({ type: new Null() });
  });
  const length = vectors[0]?.length ?? 0;
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, children }));
}

/** A column whose values have these very bytes. */
export function vectorOf(type: DataType, data: ArrayBufferView, length: number): Vector {
  return new Vector([makeData({ type, length, data } as never)]);
}
