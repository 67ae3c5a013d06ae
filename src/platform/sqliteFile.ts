import { StorageError } from '../storage/errors';

/*
 * What the first bytes of SQLite's files say, https://sqlite.org/fileformat2.html. Numbers are big-endian.
 */

const magic = 'SQLite format 3\0';
const headerBytes = 100;
const journalMagic = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/** Bytes from the start of a database that {@link changeCounterOf} and {@link databaseFault} need. */
export const databaseHeaderBytes = headerBytes;

/** Why these bytes are no complete SQLite database, in words that follow a name; `undefined` when they are or are empty. */
export function databaseFault(
  start: Uint8Array,
  size: number,
): { readonly code: 'unsupported' | 'corrupt'; readonly words: string } | undefined {
  if (size === 0) return undefined;
  const text = new TextDecoder('latin1').decode(start.subarray(0, magic.length));
  if (text !== magic.slice(0, text.length) || size < magic.length) {
    return { code: 'unsupported', words: 'is not an SQLite database' };
  }
  if (start.length < headerBytes) {
    return { code: 'corrupt', words: `is cut off: it has ${size} bytes` };
  }
  const expected = sizeOf(start);
  if (expected === undefined || expected <= size) return undefined;
  return {
    code: 'corrupt',
    words: `is cut off: its header promises ${expected} bytes, it has ${size}`,
  };
}

/** Changes with every transaction of a program that does not use a write-ahead log. */
export function changeCounterOf(start: Uint8Array): number {
  return start.length < headerBytes ? 0 : viewOf(start).getUint32(24);
}

/** Makes the counter of a database that takes the place of another one go on from there, as every program's change does. */
export function noteChange(bytes: Uint8Array, counterBefore: number): void {
  if (bytes.length < headerBytes) return;
  const counter = (counterBefore + 1) >>> 0;
  viewOf(bytes).setUint32(24, counter);
  // Says that the noted size of the database is of this change.
  viewOf(bytes).setUint32(92, counter);
}

/** Whether a rollback journal beside a database means that the database is in the middle of a change. */
export function isHotJournal(start: Uint8Array): boolean {
  return journalMagic.every((byte, index) => start[index] === byte);
}

export function pageSizeOf(start: Uint8Array): number {
  const size = viewOf(start).getUint16(16);
  return size === 1 ? 65536 : size;
}

/** Undefined when a program older than SQLite 3.7 wrote last, which did not note the size. */
function sizeOf(start: Uint8Array): number | undefined {
  const header = viewOf(start);
  const isNoted = header.getUint32(24) === header.getUint32(92);
  return isNoted ? header.getUint32(28) * pageSizeOf(start) : undefined;
}

/** How many pages of which size a log or a journal promises, and what there is to fill them with. */
export interface PromisedSize {
  readonly pages: number;
  readonly pageSize: number;
  /** Pages that the log or journal holds. */
  readonly held: number;
  readonly main: Uint8Array;
}

/** A log or a journal may make a database that has room in memory whatever it promises; more only when it brings the bytes. */
const unprovenBytes = 500 * 2 ** 20;

/**
 * Bytes of a database, checked before memory is taken for them. Pages that are not in use need not be held, but then a page
 * lists them with 4 bytes for each: more than that cannot be there.
 * @throws {StorageError} `corrupt`
 */
export function checkedSize({ pages, pageSize, held, main }: PromisedSize): number {
  const bytes = pages * pageSize;
  const there = Math.ceil(main.length / pageSize);
  const isPossible = pages <= there + held * (1 + pageSize / 4);
  if (isPossible && bytes <= Math.max(unprovenBytes, (there + held) * pageSize)) return bytes;
  throw new StorageError(
    'corrupt',
    `The write-ahead log or rollback journal beside a database of ${main.length} bytes promises ${pages} pages of ${pageSize} bytes, but holds ${held}. Open the database once with the program that wrote it, or restore a copy.`,
  );
}

/** Whether this is a size that pages can have. */
export function isPageSize(bytes: number): boolean {
  return bytes >= 512 && bytes <= 65_536 && isPowerOfTwo(bytes);
}

export function isPowerOfTwo(value: number): boolean {
  return value > 0 && (value & (value - 1)) === 0;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
