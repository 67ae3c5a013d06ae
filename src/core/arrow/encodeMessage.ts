import type { Block } from './arrowFooter';
import type { ColumnBuffers } from './columnBuffers';
import { encodeSchema } from './encodeSchema';
import type { WrittenSchema } from './encodeSchema';
import { FlatBuilder } from './flatBuilder';

/** Bytes of a file with the places, counted from their first one, of the values of the schema's metadata in them. */
export interface SchemaBytes {
  readonly bytes: Uint8Array;
  readonly values: readonly number[];
}

// Numbers from Arrow's Message.fbs and Schema.fbs.
const version5 = 4;
const messageKinds = { schema: 1, dictionary: 2, batch: 3 } as const;

/** The first message of a file. */
export function schemaMessage(schema: WrittenSchema): SchemaBytes {
  const builder = new FlatBuilder();
  const { table, values } = encodeSchema(builder, schema);
  const bytes = message(builder, { kind: 'schema', table, bodyLength: 0 });
  const { size } = builder;
  return { bytes, values: values.map(distance => size - distance + 4) };
}

/** The header of a message with the columns in its body. */
export function batchMessage(columns: readonly ColumnBuffers[], bodyLength: number): Uint8Array {
  const builder = new FlatBuilder();
  const table = encodeBatch(builder, columns);
  return message(builder, { kind: 'batch', table, bodyLength });
}

/** The header of a message with the categories of a column in its body. */
export function dictionaryMessage(
  id: number,
  categories: ColumnBuffers,
  bodyLength: number,
): Uint8Array {
  const builder = new FlatBuilder();
  const batch = encodeBatch(builder, [categories]);
  const table = builder.table().int64(0, id).offset(1, batch).end();
  return message(builder, { kind: 'dictionary', table, bodyLength });
}

/** What ends a file. */
export function footerBytes(
  schema: WrittenSchema,
  dictionaries: readonly Block[],
  batches: readonly Block[],
): SchemaBytes {
  const builder = new FlatBuilder();
  const batchList = encodeBlocks(builder, batches);
  const dictionaryList = encodeBlocks(builder, dictionaries);
  const { table, values } = encodeSchema(builder, schema);
  builder.finish(
    builder
      .table()
      .int16(0, version5)
      .offset(1, table)
      .offset(2, dictionaryList)
      .offset(3, batchList)
      .end(),
  );
  const { size } = builder;
  return { bytes: builder.take(), values: values.map(distance => size - distance + 4) };
}

/** The bytes that `length` bytes take up in a file, where everything starts at a multiple of 8. */
export function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function message(
  builder: FlatBuilder,
  {
    kind,
    table,
    bodyLength,
  }: {
    readonly kind: keyof typeof messageKinds;
    readonly table: number;
    readonly bodyLength: number;
  },
): Uint8Array {
  builder.finish(
    builder
      .table()
      .int16(0, version5)
      .int8(1, messageKinds[kind])
      .offset(2, table)
      .int64(3, bodyLength)
      .end(),
  );
  // In front: a mark that tells today's messages from those of old versions, and the length.
  builder.int32(padded(builder.size + 8) - 8);
  builder.int32(-1);
  return builder.take();
}

function encodeBatch(builder: FlatBuilder, columns: readonly ColumnBuffers[]): number {
  const regions: { readonly offset: number; readonly length: number }[] = [];
  let offset = 0;
  for (const { byteLength } of columns.flatMap(({ buffers }) => buffers)) {
    regions.push({ offset, length: byteLength });
    offset += padded(byteLength);
  }
  const nodeList = builder.structs(columns, 16, ({ length, nullCount }) => {
    builder.int64(nullCount);
    builder.int64(length);
  });
  const regionList = builder.structs(regions, 16, region => {
    builder.int64(region.length);
    builder.int64(region.offset);
  });
  const rows = columns[0]?.length ?? 0;
  return builder.table().int64(0, rows).offset(1, nodeList).offset(2, regionList).end();
}

function encodeBlocks(builder: FlatBuilder, blocks: readonly Block[]): number {
  return builder.structs(blocks, 24, ({ offset, headerLength, bodyLength }) => {
    builder.int64(bodyLength);
    builder.int32(0);
    builder.int32(headerLength);
    builder.int64(offset);
  });
}
