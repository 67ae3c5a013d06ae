import { damaged, unsupported } from './faults';
import type { FlatTable, PlacedText } from './flatTable';

/** Number of fraction digits that a time of this unit has. */
export type FractionDigits = 0 | 3 | 6 | 9;

/** The types of Arrow that can become columns. */
export type ArrowType =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'int'; readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean }
  | { readonly kind: 'float'; readonly bits: 16 | 32 | 64 }
  | { readonly kind: 'text'; readonly large: boolean }
  | { readonly kind: 'textView' }
  | { readonly kind: 'decimal'; readonly bits: number; readonly scale: number }
  | { readonly kind: 'date'; readonly bits: 32 | 64 }
  | { readonly kind: 'time'; readonly bits: 32 | 64; readonly digits: FractionDigits }
  | { readonly kind: 'timestamp'; readonly digits: FractionDigits; readonly zone: string }
  | { readonly kind: 'duration'; readonly digits: FractionDigits }
  | { readonly kind: 'list'; readonly large: boolean; readonly item: ArrowField }
  | { readonly kind: 'fixedList'; readonly size: number; readonly item: ArrowField }
  | { readonly kind: 'struct'; readonly fields: readonly ArrowField[] }
  | { readonly kind: 'map'; readonly entries: ArrowField }
  | {
      readonly kind: 'dictionary';
      readonly id: number;
      readonly indices: ArrowType & { readonly kind: 'int' };
      readonly values: ArrowType;
    };

export interface ArrowField {
  readonly name: string;
  readonly type: ArrowType;
  readonly metadata: ReadonlyMap<string, PlacedText>;
}

const maxNesting = 32;
const unitDigits: readonly FractionDigits[] = [0, 3, 6, 9];
const otherTypes: ReadonlyMap<number, string> = new Map([
  [4, 'binary'],
  [11, 'interval'],
  [14, 'union'],
  [15, 'fixed-size binary'],
  [19, 'large binary'],
  [22, 'run-end encoded'],
  [23, 'binary view'],
  [25, 'list view'],
  [26, 'large list view'],
]);

/** The key-value pairs of a schema table, in which other programs may leave notes. @throws {ResultError} `damaged` */
export function readSchemaMetadata(schema: FlatTable): ReadonlyMap<string, PlacedText> {
  return readKeyValues(schema, 2);
}

/**
 * The fields of a schema table.
 * @throws {ResultError} `damaged`; `unsupported` names the column and its type.
 */
export function readFields(schema: FlatTable): readonly ArrowField[] {
  if (schema.int16(0) !== 0) {
    throw unsupported(
      'The file is in big-endian byte order',
      'Write it on a little-endian machine.',
    );
  }
  return schema.tables(1).map(field => readField(field, 0));
}

function readKeyValues(table: FlatTable, field: number): ReadonlyMap<string, PlacedText> {
  return new Map(
    table
      .tables(field)
      .map(pair => [pair.text(0)?.text ?? '', pair.text(1) ?? { text: '', start: 0 }]),
  );
}

function readField(field: FlatTable, depth: number): ArrowField {
  if (depth > maxNesting) throw damaged(`its columns are nested more than ${maxNesting} deep`);
  const name = field.text(0)?.text ?? '';
  const plain = readType(field, name, depth);
  const encoding = field.table(4);
  return {
    name,
    type: encoding === undefined ? plain : readDictionaryType(encoding, plain),
    metadata: readKeyValues(field, 6),
  };
}

function readDictionaryType(encoding: FlatTable, values: ArrowType): ArrowType {
  const index = encoding.table(1);
  const indices =
    index === undefined ? ({ kind: 'int', bits: 32, signed: true } as const) : readInt(index);
  return { kind: 'dictionary', id: encoding.int64(0), indices, values };
}

function readInt(type: FlatTable): ArrowType & { readonly kind: 'int' } {
  const bits = type.int32(0);
  if (bits !== 8 && bits !== 16 && bits !== 32 && bits !== 64) {
    throw unsupported(
      `The file has integers of ${bits} bits`,
      'Convert them to 64 bits or to text.',
    );
  }
  return { kind: 'int', bits, signed: type.flag(1) };
}

function readType(field: FlatTable, name: string, depth: number): ArrowType {
  const id = field.int8(2);
  const type = field.table(3);
  if (type === undefined) throw damaged(`the column ${JSON.stringify(name)} has no type`);
  const readChildren = (): readonly ArrowField[] =>
    field.tables(5).map(child => readField(child, depth + 1));
  switch (id) {
    case 1:
      return { kind: 'null' };
    case 2:
      return readInt(type);
    case 3:
      return { kind: 'float', bits: pick([16, 32, 64] as const, type.int16(0)) };
    case 5:
      return { kind: 'text', large: false };
    case 6:
      return { kind: 'boolean' };
    case 12:
      return { kind: 'list', large: false, item: onlyChild(readChildren(), name) };
    case 13:
      return { kind: 'struct', fields: readChildren() };
    case 16:
      return { kind: 'fixedList', size: type.int32(0), item: onlyChild(readChildren(), name) };
    case 17:
      return { kind: 'map', entries: onlyChild(readChildren(), name) };
    case 20:
      return { kind: 'text', large: true };
    case 21:
      return { kind: 'list', large: true, item: onlyChild(readChildren(), name) };
    case 24:
      return { kind: 'textView' };
    default:
      return readTimeOrDecimal(id, type, name);
  }
}

function onlyChild([child, ...others]: readonly ArrowField[], name: string): ArrowField {
  if (child !== undefined && others.length === 0) return child;
  throw damaged(`the list column ${JSON.stringify(name)} has no single type of items`);
}

function readTimeOrDecimal(id: number, type: FlatTable, name: string): ArrowType {
  switch (id) {
    case 7:
      return { kind: 'decimal', bits: type.int32(2, 128), scale: readScale(type) };
    case 8:
      return { kind: 'date', bits: pick([32, 64] as const, type.int16(0, 1)) };
    case 9: {
      const digits = pick(unitDigits, type.int16(0, 1));
      return { kind: 'time', bits: digits <= 3 ? 32 : 64, digits };
    }
    case 10:
      return {
        kind: 'timestamp',
        digits: pick(unitDigits, type.int16(0)),
        zone: type.text(1)?.text ?? '',
      };
    case 18:
      return { kind: 'duration', digits: pick(unitDigits, type.int16(0, 1)) };
    default:
      throw unsupported(
        `The column ${JSON.stringify(name)} is of the Arrow type ${otherTypes.get(id) ?? `number ${id}`}, which cannot be read`,
        'Leave it out or convert it to numbers or text before writing the file.',
      );
  }
}

function pick<T>(choices: readonly T[], index: number): T {
  const choice = choices[index];
  if (choice === undefined)
    throw damaged(`a type in its header has the unknown parameter ${index}`);
  return choice;
}

function readScale(type: FlatTable): number {
  const scale = type.int32(1);
  if (Math.abs(scale) > 100) throw damaged(`a decimal in it has the scale ${scale}`);
  return scale;
}
