import type { SchemaTree } from 'hyparquet/src/types.js';
import { dateText, decimalText, timeText, timestampText } from '../../core/arrow/arrowTimes';
import type { Cell, ColumnType } from '../../core/column';
import { stringify } from '../flattenJson';
import type { PythonJson } from '../pythonJson';
import { ParquetFault } from './parquetFault';

/** How the values of a column of Parquet become cells. */
export interface ParquetKind {
  /** `categorical` is text that may be so where it repeats. */
  readonly type: ColumnType;
  /** A value as the library gives it, never a missing one. */
  readonly cell: (value: unknown) => Cell;
}

const fractionDigits = { MILLIS: 3, MICROS: 6, NANOS: 9 } as const;
/** Decimals of up to so many digits come back from a double unchanged. */
const exactDigits = 15;
const int64Digits = 18;
const unixDay = 2440588n;
const nanosPerDay = 86_400_000_000_000n;

/** Times and decimals, which the library would round, are read as they are stored: takes what they mean off the schema. */
export function parquetKind({ element, children }: SchemaTree): ParquetKind {
  if (children.length > 0 || element.repetition_type === 'REPEATED') {
    return { type: 'string', cell: value => stringify(value as PythonJson) };
  }
  const { type, converted_type: old, logical_type: logical, scale = 0, precision = 0 } = element;
  const raw = (kind: ParquetKind): ParquetKind => {
    delete element.converted_type;
    delete element.logical_type;
    return kind;
  };
  if (old === 'DECIMAL' || logical?.type === 'DECIMAL') return raw(decimal(scale, precision));
  if (old === 'DATE') return raw(text(value => dateText(integer(value))));
  if (type === 'INT96') return raw(text(value => int96Text(integer(value))));
  const time = timeOf(old, logical);
  if (time !== undefined) return raw(time);
  if (logical?.type === 'FLOAT16') return { type: 'float64', cell: Number };
  if (old === 'UINT_64' || (logical?.type === 'INTEGER' && !logical.isSigned)) return unsigned;
  switch (type) {
    case 'BOOLEAN':
      return { type: 'boolean', cell: Boolean };
    case 'INT32':
    case 'INT64':
      return { type: 'int64', cell: integer };
    case 'FLOAT':
    case 'DOUBLE':
      return { type: 'float64', cell: Number };
    default:
      return { type: 'categorical', cell: bytesText };
  }
}

const unsigned: ParquetKind = {
  type: 'int64',
  cell: value => {
    const count = integer(value);
    if (count < 2n ** 63n) return count;
    throw new ParquetFault(`holds the unsigned number ${count}, which needs more than 63 bits.`);
  },
};

function text(cell: (value: unknown) => string): ParquetKind {
  return { type: 'string', cell };
}

function decimal(scale: number, precision: number): ParquetKind {
  if (scale === 0 && precision <= int64Digits) return { type: 'int64', cell: unscaled };
  if (precision > exactDigits) return text(value => decimalText(unscaled(value), scale));
  return { type: 'float64', cell: value => Number(decimalText(unscaled(value), scale)) };
}

/** The digits of a decimal: an integer, or bytes of one, highest first. */
function unscaled(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return integer(value);
  const hex = Array.from(value, byte => byte.toString(16).padStart(2, '0')).join('');
  return BigInt.asIntN(8 * value.length, BigInt(`0x${hex || '0'}`));
}

function timeOf(
  old: SchemaTree['element']['converted_type'],
  logical: SchemaTree['element']['logical_type'],
): ParquetKind | undefined {
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') {
    const digits = fractionDigits[logical.unit];
    const zone = logical.isAdjustedToUTC && logical.type === 'TIMESTAMP' ? 'Z' : '';
    const words = logical.type === 'TIME' ? timeText : timestampText;
    return text(value => words(integer(value), digits) + zone);
  }
  const unit = /^(TIME|TIMESTAMP)_(MILLIS|MICROS)$/.exec(old ?? '');
  if (unit === null) return undefined;
  const digits = unit[2] === 'MILLIS' ? 3 : 6;
  const words = unit[1] === 'TIME' ? timeText : timestampText;
  return text(value => words(integer(value), digits) + (unit[1] === 'TIME' ? '' : 'Z'));
}

/** Days of the Julian calendar in the upper bits, nanoseconds of the day in the lower 64. */
function int96Text(value: bigint): string {
  const nanos = ((value >> 64n) - unixDay) * nanosPerDay + BigInt.asUintN(64, value);
  return timestampText(nanos, 9);
}

function integer(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  throw new ParquetFault(`is damaged Parquet: an integer is expected, found ${typeof value}.`);
}

/** Bytes that are no text are written as hexadecimal digits. */
function bytesText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!(value instanceof Uint8Array)) {
    throw new ParquetFault(`is damaged Parquet: text is expected, found ${typeof value}.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    const digits = Array.from(value, byte => byte.toString(16).padStart(2, '0'));
    return `0x${digits.join('')}`;
  }
}
