import type { ArrowArray } from './arrowArray';
import { isValid } from './arrowArray';
import { damaged } from './faults';

type TextArray = Extract<ArrowArray, { readonly kind: 'text' | 'textView' }>;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The texts of an array; empty where it is null. @throws {ResultError} `damaged` when they are not UTF-8. */
export function textValues(array: TextArray): string[] {
  const textAt = array.kind === 'textView' ? viewReader(array) : offsetReader(array);
  try {
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
  // One call instead of one per row: where all is ASCII, bytes and characters count alike.
  const all = isAscii(used) ? utf8.decode(used) : undefined;
  return index => {
    const start = Number(offsets[index]) - first;
    const end = Number(offsets[index + 1]) - first;
    return all === undefined ? utf8.decode(used.subarray(start, end)) : all.slice(start, end);
  };
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

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > 127) return false;
  return true;
}
