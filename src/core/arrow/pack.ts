import type { BooleanColumn, Column } from '../column';
import { isNull } from '../column';
import { ResultError } from '../errors';
import { utf8Length } from './utf8Length';

/** Texts in Arrow's layout. */
export interface PackedTexts {
  /** All of them in UTF-8, one after the other. */
  readonly bytes: Uint8Array;
  /** Where each starts, and where the last one ends. */
  readonly offsets: Int32Array;
}

const maxBytes = 2147483647;
const encodedAtOnce = 2 ** 16;

/** One bit per row, 0 where it is null; no bytes when none is. */
export function packValidity({ valid }: Column): {
  readonly validity: Uint8Array;
  readonly nullCount: number;
} {
  if (valid === undefined) return { validity: new Uint8Array(0), nullCount: 0 };
  const validity = new Uint8Array(Math.ceil(valid.length / 8));
  let nullCount = 0;
  for (let row = 0; row < valid.length; row++) {
    if (valid[row] === 0) nullCount++;
    else setBit(validity, row);
  }
  return nullCount === 0 ? { validity: new Uint8Array(0), nullCount } : { validity, nullCount };
}

/** One bit per row. */
export function packBits(column: BooleanColumn): Uint8Array {
  const bits = new Uint8Array(Math.ceil(column.values.length / 8));
  for (let row = 0; row < column.values.length; row++) {
    if (column.values[row] === 1 && !isNull(column, row)) setBit(bits, row);
  }
  return bits;
}

/** @throws {ResultError} `invalid` when they exceed 2 GiB. */
export function packTexts(texts: readonly string[]): PackedTexts {
  const offsets = new Int32Array(texts.length + 1);
  let used = 0;
  for (let index = 0; index < texts.length; index++) {
    used += utf8Length(texts[index] as string);
    if (used > maxBytes) {
      throw new ResultError(
        'invalid',
        'A column has more than 2 GiB of text. Shorten its texts or split the result.',
      );
    }
    offsets[index + 1] = used;
  }
  return { bytes: encoded(texts, used), offsets };
}

/** All texts in `length` bytes of UTF-8, some thousands of them at a time: a call for each would take several times as long. */
function encoded(texts: readonly string[], length: number): Uint8Array {
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(length);
  let used = 0;
  for (let start = 0; start < texts.length;) {
    let end = start;
    for (let units = 0; end < texts.length && units < encodedAtOnce; end++) {
      units += (texts[end] as string).length;
    }
    used += encoder.encodeInto(texts.slice(start, end).join(''), bytes.subarray(used)).written;
    start = end;
  }
  return bytes;
}

function setBit(bits: Uint8Array, index: number): void {
  bits[index >>> 3] = (bits[index >>> 3] as number) | (1 << (index & 7));
}
