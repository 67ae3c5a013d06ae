import type { BooleanColumn, Column } from '../column';
import { isNull } from '../column';
import { ResultError } from '../errors';

/** Buffers of a column in Arrow's layout. */
export interface Packed {
  readonly values: Float64Array | BigInt64Array | Int32Array | Uint8Array;
  readonly offsets?: Int32Array;
  readonly validity?: Uint8Array;
}

const maxBytes = 2147483647;

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

/**
 * The texts one after the other in UTF-8, and where each starts.
 * @throws {ResultError} `invalid` when they exceed 2 GiB.
 */
export function packTexts(texts: readonly string[]): Packed {
  const encoder = new TextEncoder();
  const offsets = new Int32Array(texts.length + 1);
  // Texts are mostly ASCII: one byte per character is the least, and usually enough.
  let bytes = new Uint8Array(texts.reduce((sum, text) => sum + text.length, 0));
  let used = 0;
  texts.forEach((text, index) => {
    let { read, written } = encoder.encodeInto(text, bytes.subarray(used));
    while (read < text.length) {
      bytes = grown(bytes, used + written, 3 * (text.length - read));
      const more = encoder.encodeInto(text.slice(read), bytes.subarray(used + written));
      read += more.read;
      written += more.written;
    }
    used += written;
    if (used > maxBytes) {
      throw new ResultError(
        'invalid',
        'A column has more than 2 GiB of text. Shorten its texts or split the result.',
      );
    }
    offsets[index + 1] = used;
  });
  return { values: bytes.subarray(0, used), offsets };
}

function grown(bytes: Uint8Array, used: number, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(used + needed, Math.ceil(bytes.length * 1.5)));
  larger.set(bytes.subarray(0, used));
  return larger;
}

function setBit(bits: Uint8Array, index: number): void {
  bits[index >>> 3] = (bits[index >>> 3] as number) | (1 << (index & 7));
}
