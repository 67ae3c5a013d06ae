import { isNull } from '../column';
import type { Column } from '../column';
import type { VariableMetadata } from '../variables';
import type { ArrowArray } from './arrowArray';
import { bitAt, isValid } from './arrowArray';
import { cellTexts, floatReader } from './arrowCells';
import type { ArrowColumn } from './arrowFile';
import type { ArrowType } from './arrowSchema';
import { unsupported } from './faults';
import type { Spend } from './textBudget';

type ArrayOf<Kind extends ArrowArray['kind']> = Extract<ArrowArray, { readonly kind: Kind }>;
type Values<Type extends Column['type']> = Pick<
  Extract<Column, { readonly type: Type }>,
  'type' | 'values'
>;
const maxInt64 = 2n ** 63n - 1n;

/**
 * A column of an Arrow file as a column of a result. 64-bit floats and integers in one batch are views of the file's
 * bytes; everything else is copied into the form a result has.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export function columnOf(
  { field, arrays }: ArrowColumn,
  variable: VariableMetadata,
  spend: Spend,
): Column {
  const { type } = field;
  if (type.kind === 'dictionary') return dictionaryColumn({ field, arrays }, variable, spend);
  const valid = validOf(arrays);
  return { variable, ...valid, ...valuesOf(type, arrays, spend) };
}

function valuesOf(
  type: ArrowType,
  arrays: readonly ArrowArray[],
  spend: Spend,
): Values<'float64'> | Values<'int64'> | Values<'boolean'> | Values<'string'> {
  switch (type.kind) {
    case 'float':
      return { type: 'float64', values: floats(arrays as readonly ArrayOf<'float'>[]) };
    case 'int':
      return { type: 'int64', values: integers(arrays as readonly ArrayOf<'int'>[]) };
    case 'boolean':
      return { type: 'boolean', values: booleans(arrays as readonly ArrayOf<'boolean'>[]) };
    default:
      return { type: 'string', values: arrays.flatMap(array => cellTexts(array, spend)) };
  }
}

function floats(arrays: readonly ArrayOf<'float'>[]): Float64Array {
  const [only, ...others] = arrays;
  if (only?.values instanceof Float64Array && others.length === 0) return only.values;
  const all = new Float64Array(rowsOf(arrays));
  let at = 0;
  for (const array of arrays) {
    if (array.values instanceof Uint16Array) {
      const read = floatReader(array);
      for (let index = 0; index < array.length; index++) all[at + index] = read(index);
    } else {
      all.set(array.values, at);
    }
    at += array.length;
  }
  return all;
}

function integers(arrays: readonly ArrayOf<'int'>[]): BigInt64Array {
  const [only, ...others] = arrays;
  if (only?.values instanceof BigInt64Array && others.length === 0) return only.values;
  const all = new BigInt64Array(rowsOf(arrays));
  let at = 0;
  for (const array of arrays) {
    for (let index = 0; index < array.length; index++, at++) {
      const value = BigInt(array.values[index] as number | bigint);
      if (value > maxInt64 && isValid(array, index)) {
        throw unsupported(
          `The file has the unsigned integer ${value}; the largest that can be kept is ${maxInt64}`,
          'Convert that column to text or to floating point.',
        );
      }
      all[at] = value;
    }
  }
  return all;
}

function booleans(arrays: readonly ArrayOf<'boolean'>[]): Uint8Array {
  const all = new Uint8Array(rowsOf(arrays));
  let at = 0;
  for (const array of arrays) {
    for (let index = 0; index < array.length; index++) all[at++] = bitAt(array.bits, index) ? 1 : 0;
  }
  return all;
}

function validOf(arrays: readonly ArrowArray[]): { readonly valid?: Uint8Array } {
  if (arrays.every(array => array.kind !== 'null' && array.valid === undefined)) return {};
  const valid = new Uint8Array(rowsOf(arrays));
  let at = 0;
  for (const array of arrays) {
    for (let index = 0; index < array.length; index++) valid[at++] = isValid(array, index) ? 1 : 0;
  }
  return { valid };
}

function dictionaryColumn(column: ArrowColumn, variable: VariableMetadata, spend: Spend): Column {
  const arrays = column.arrays as readonly ArrayOf<'dictionary'>[];
  const { type } = column.field;
  const valueType = type.kind === 'dictionary' ? type.values : type;
  // Every batch refers to the same dictionary.
  const entries = columnOf(
    {
      field: { name: column.field.name, type: valueType, metadata: new Map() },
      arrays: arrays[0]?.values.pieces ?? [],
    },
    variable,
    spend,
  );
  return gather(entries, codesOf(arrays, entries.valid), valueType);
}

/** Indices into the dictionary, -1 where the column is null or the entry it refers to is. */
function codesOf(
  arrays: readonly ArrayOf<'dictionary'>[],
  entryValid: Column['valid'],
): Int32Array {
  const codes = new Int32Array(rowsOf(arrays));
  let at = 0;
  for (const array of arrays) {
    for (let index = 0; index < array.length; index++) {
      const code = Number(array.indices[index]);
      const isThere = isValid(array, index) && entryValid?.[code] !== 0;
      codes[at++] = isThere ? code : -1;
    }
  }
  return codes;
}

function gather(entries: Column, codes: Int32Array, type: ArrowType): Column {
  const valid = codes.includes(-1)
    ? { valid: Uint8Array.from(codes, code => (code < 0 ? 0 : 1)) }
    : {};
  const common = { variable: entries.variable, ...valid };
  switch (entries.type) {
    case 'float64': {
      const values = Float64Array.from(codes, code => entries.values[code] ?? 0);
      return { ...common, type: 'float64', values };
    }
    case 'int64': {
      const values = BigInt64Array.from(Array.from(codes, code => entries.values[code] ?? 0n));
      return { ...common, type: 'int64', values };
    }
    case 'boolean': {
      const values = Uint8Array.from(codes, code => entries.values[code] ?? 0);
      return { ...common, type: 'boolean', values };
    }
    case 'string': {
      if (type.kind === 'text' || type.kind === 'textView') {
        return { ...common, type: 'categorical', ...withoutRepetition(entries, codes) };
      }
      const values = Array.from(codes, code => entries.values[code] ?? '');
      return { ...common, type: 'string', values };
    }
    case 'categorical':
      throw unsupported('A column has categories of categories', 'Convert it to text.');
  }
}

/** Categories of a result differ from each other; in other files two numbers may stand for the same text. */
function withoutRepetition(
  entries: Extract<Column, { readonly type: 'string' }>,
  codes: Int32Array,
): { readonly categories: readonly string[]; readonly values: Int32Array } {
  const texts = entries.values;
  const categories = [...new Set(texts.filter((_, code) => !isNull(entries, code)))];
  const newCode = new Map(categories.map((text, code) => [text, code]));
  return {
    categories,
    values: codes.map(code => (code < 0 ? 0 : (newCode.get(texts[code] as string) as number))),
  };
}

function rowsOf(arrays: readonly ArrowArray[]): number {
  return arrays.reduce((sum, array) => sum + array.length, 0);
}
