import type { WrittenType } from './columnBuffers';
import type { FlatBuilder } from './flatBuilder';

/** A column of the file as its schema has it. */
export interface WrittenField {
  readonly name: string;
  readonly type: WrittenType;
  readonly nullable: boolean;
  /** Of a dictionary column: the number of its dictionary. */
  readonly dictionaryId: number;
  readonly metadata: readonly KeyValue[];
}

export type KeyValue = readonly [key: string, value: string];

export interface WrittenSchema {
  readonly fields: readonly WrittenField[];
  readonly metadata: readonly KeyValue[];
}

/** Where a schema was written, as a {@link FlatBuilder} counts. */
export interface SchemaPlaces {
  readonly table: number;
  /** The values of its metadata, one after the other. */
  readonly values: readonly number[];
}

// Numbers from Arrow's Schema.fbs.
const typeIds = { int: 2, float64: 3, text: 5, boolean: 6 } as const;
const doublePrecision = 2;

/** Writes a schema; once in the first message of a file and once in its footer. */
export function encodeSchema(
  builder: FlatBuilder,
  { fields, metadata }: WrittenSchema,
): SchemaPlaces {
  const list = builder.offsets(fields.map(field => encodeField(builder, field)));
  const pairs = metadata.map(pair => encodeKeyValue(builder, pair));
  const notes = builder.offsets(pairs.map(({ table }) => table));
  const table = builder.table().offset(1, list).offset(2, notes).end();
  return { table, values: pairs.map(({ value }) => value) };
}

function encodeField(builder: FlatBuilder, field: WrittenField): number {
  const { name, type, nullable, metadata } = field;
  const isDictionary = type === 'dictionary';
  const encoding = isDictionary ? encodeDictionary(builder, field.dictionaryId) : 0;
  const valueType = encodeType(builder, isDictionary ? 'text' : type);
  const pairs = metadata.map(pair => encodeKeyValue(builder, pair).table);
  const notes = builder.offsets(pairs);
  const text = builder.text(name);
  return builder
    .table()
    .offset(0, text)
    .int8(1, nullable ? 1 : 0)
    .int8(2, typeId(type))
    .offset(3, valueType)
    .offset(4, encoding)
    .offset(6, notes)
    .end();
}

function typeId(type: WrittenType): number {
  switch (type) {
    case 'int64':
      return typeIds.int;
    case 'dictionary':
      return typeIds.text;
    default:
      return typeIds[type];
  }
}

function encodeType(builder: FlatBuilder, type: Exclude<WrittenType, 'dictionary'>): number {
  switch (type) {
    case 'float64':
      return builder.table().int16(0, doublePrecision).end();
    case 'int64':
      return encodeInt(builder, 64);
    default:
      return builder.table().end();
  }
}

function encodeInt(builder: FlatBuilder, bits: number): number {
  return builder.table().int32(0, bits).int8(1, 1).end();
}

/** Names the type of the indices although it is the usual one: some readers fail without it. */
function encodeDictionary(builder: FlatBuilder, id: number): number {
  const encoding = builder.table().int64(0, id);
  return encoding.offset(1, encodeInt(builder, 32)).end();
}

function encodeKeyValue(
  builder: FlatBuilder,
  [key, value]: KeyValue,
): { readonly table: number; readonly value: number } {
  const keyText = builder.text(key);
  const valueText = builder.text(value);
  const table = builder.table().offset(0, keyText).offset(1, valueText).end();
  return { table, value: valueText };
}
