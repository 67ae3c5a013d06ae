import type { ArrowArray, Offsets } from './arrowArray';
import { isValid } from './arrowArray';
import { damaged } from './faults';

type TextArray = Extract<ArrowArray, { readonly kind: 'text' | 'textView' }>;

// Well below the longest string that engines can hold.
const maxDecodedAtOnce = 2 ** 28;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The texts of an array; empty where it is null. @throws {ResultError} `damaged` when they are not UTF-8. */
export function textValues(array: TextArray): string[] {
  try {
    const textAt = array.kind === 'textView' ? viewReader(array) : offsetReader(array);
    return Array.from({ length: array.length }, (_, index) =>
      isValid(array, index) ? textAt(index) : '',
    );
  } catch (error) {
    throw damaged('a text in it is not UTF-8', error);
  }
}

function offsetReader({
  offsets,
  data,
}: Extract<ArrowArray, { readonly kind: 'text' }>): (index: number) => string {
  const first = Number(offsets[0]);
  const used = data.subarray(first, Number(offsets[offsets.length - 1]));
  if (used.length > maxDecodedAtOnce) {
    return index => utf8.decode(data.subarray(Number(offsets[index]), Number(offsets[index + 1])));
  }
  // One call instead of one per row, which costs several times as much as the rest of reading.
  const all = utf8.decode(used);
  const places = all.length === used.length ? undefined : characterPlaces(used, offsets);
  const place = (index: number): number =>
    places === undefined ? Number(offsets[index]) - first : (places[index] as number);
  return index => all.slice(place(index), place(index + 1));
}

/** For offsets in bytes the same offsets in UTF-16 units. */
function characterPlaces(bytes: Uint8Array, offsets: Offsets): Int32Array {
  const places = new Int32Array(offsets.length);
  const first = Number(offsets[0]);
  let at = 0;
  let units = 0;
  offsets.forEach((offset: number | bigint, index: number) => {
    const end = Number(offset) - first;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      // Bytes that continue a character count nothing; characters of four bytes are two units.
      if (byte < 0x80 || byte >= 0xc0) units += byte >= 0xf0 ? 2 : 1;
    }
    if (((bytes[end] ?? 0) & 0xc0) === 0x80) throw new TypeError('A text ends within a character.');
    places[index] = units;
  });
  return places;
}

function viewReader({
  views,
  buffers,
}: Extract<ArrowArray, { readonly kind: 'textView' }>): (index: number) => string {
  const inline = new Uint8Array(views.buffer, views.byteOffset, views.byteLength);
  return index => {
    const size = views[4 * index] as number;
    // Up to 12 bytes stand in the view itself, behind the size.
    if (size <= 12) return utf8.decode(inline.subarray(16 * index + 4, 16 * index + 4 + size));
    const buffer = buffers[views[4 * index + 2] as number] as Uint8Array;
    const start = views[4 * index + 3] as number;
    return utf8.decode(buffer.subarray(start, start + size));
  };
}
