import type { ArrowArray, ArrowDictionary } from './arrowArray';
import { bitAt, isValid } from './arrowArray';
import type { Spend } from './textBudget';
import { dateText, decimalText, durationText, timestampText, timeText } from './arrowTimes';
import { textValues } from './arrowText';
import { float16 } from './float16';

type ArrayOf<Kind extends ArrowArray['kind']> = Extract<ArrowArray, { readonly kind: Kind }>;

/** Reads the value at an index that is not null. */
type Reader<T> = (index: number) => T;

/**
 * The values of an array as texts, exact: times as ISO 8601, decimals as digits, lists, structs and maps as JSON.
 * Empty where the array is null.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export function cellTexts(array: ArrowArray, spend: Spend): string[] {
  if (array.kind === 'text' || array.kind === 'textView') return textValues(array);
  const json = jsonReader(array, spend);
  return Array.from({ length: array.length }, (_, index) => {
    if (!isValid(array, index)) return '';
    const text = json(index);
    spend(text.length);
    return text.startsWith('"') ? (JSON.parse(text) as string) : text;
  });
}

/** The number at an index of an array of floats. */
export function floatReader({ values, type }: ArrayOf<'float'>): Reader<number> {
  return type.bits === 16
    ? index => float16(values[index] as number)
    : index => values[index] as number;
}

/** Values as JSON text, in which numbers keep all their digits; infinities and NaN become quoted words. */
function jsonReader(array: ArrowArray, spend: Spend): Reader<string> {
  switch (array.kind) {
    case 'null':
      return () => 'null';
    case 'boolean':
      return index => String(bitAt(array.bits, index));
    case 'int':
      return index => String(array.values[index]);
    case 'float': {
      const read = floatReader(array);
      return index => numberJson(read(index));
    }
    case 'text':
    case 'textView': {
      const texts = textValues(array);
      return index => JSON.stringify(texts[index]);
    }
    case 'decimal':
      return index => decimalText(decimalAt(array, index), array.type.scale);
    case 'dictionary': {
      const texts = dictionaryJson(array.values, spend);
      return index => texts[Number(array.indices[index])] as string;
    }
    case 'list':
    case 'map':
    case 'fixedList':
    case 'struct':
      return nestedReader(array, spend);
    default:
      return timeReader(array);
  }
}

function nestedReader(
  array: ArrayOf<'list' | 'map' | 'fixedList' | 'struct'>,
  spend: Spend,
): Reader<string> {
  if (array.kind === 'struct') {
    const names = array.type.fields.map(field => JSON.stringify(field.name));
    const fields = array.fields.map(field => orNull(field, jsonReader(field, spend)));
    return index => `{${fields.map((field, at) => `${names[at]}:${field(index)}`).join(',')}}`;
  }
  const item = orNull(
    array.items,
    array.kind === 'map' ? pairReader(array, spend) : jsonReader(array.items, spend),
  );
  const ends: (index: number) => readonly [number, number] =
    array.kind === 'fixedList'
      ? index => [index * array.type.size, (index + 1) * array.type.size]
      : index => [Number(array.offsets[index]), Number(array.offsets[index + 1])];
  return index => {
    const [start, end] = ends(index);
    const items: string[] = [];
    for (let at = start; at < end; at++) {
      const text = item(at);
      spend(text.length + 1);
      items.push(text);
    }
    return `[${items.join(',')}]`;
  };
}

/** An entry of a map as a list of key and value: JSON's objects have only texts for keys. */
function pairReader({ items }: ArrayOf<'map'>, spend: Spend): Reader<string> {
  const fields =
    items.kind === 'struct'
      ? items.fields.map(field => orNull(field, jsonReader(field, spend)))
      : [];
  return index => `[${fields.map(field => field(index)).join(',')}]`;
}

function timeReader(array: ArrayOf<'date' | 'time' | 'timestamp' | 'duration'>): Reader<string> {
  const textOf = timeFormat(array);
  return index => JSON.stringify(textOf(BigInt(array.values[index] as number | bigint)));
}

function timeFormat({
  type,
}: ArrayOf<'date' | 'time' | 'timestamp' | 'duration'>): (count: bigint) => string {
  switch (type.kind) {
    case 'date':
      if (type.bits === 32) return dateText;
      // Milliseconds, of which whole days are expected but not promised.
      return count =>
        count % 86400000n === 0n ? dateText(count / 86400000n) : timestampText(count, 3);
    case 'time':
      return count => timeText(count, type.digits);
    case 'timestamp':
      return count => timestampText(count, type.digits) + (type.zone === '' ? '' : 'Z');
    case 'duration':
      return count => durationText(count, type.digits);
  }
}

function dictionaryJson({ pieces }: ArrowDictionary, spend: Spend): readonly string[] {
  return pieces.flatMap(piece => {
    const read = orNull(piece, jsonReader(piece, spend));
    return Array.from({ length: piece.length }, (_, index) => read(index));
  });
}

function orNull(array: ArrowArray, read: Reader<string>): Reader<string> {
  return index => (isValid(array, index) ? read(index) : 'null');
}

function decimalAt({ values, type }: ArrayOf<'decimal'>, index: number): bigint {
  if (values instanceof Int32Array) return BigInt(values[index] as number);
  const words = type.bits / 64;
  let value = values[(index + 1) * words - 1] as bigint;
  for (let word = words - 2; word >= 0; word--) {
    value = (value << 64n) | BigInt.asUintN(64, values[index * words + word] as bigint);
  }
  return value;
}

function numberJson(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
}
