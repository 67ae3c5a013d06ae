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
  return { code: 'corrupt', words: `is cut off: it has ${size} of ${expected} bytes` };
}

/** Changes with every transaction of a program that does not use a write-ahead log. */
export function changeCounterOf(start: Uint8Array): number {
  return start.length < headerBytes ? 0 : view(start).getUint32(24);
}

/** Whether a rollback journal beside a database means that the database is in the middle of a change. */
export function isHotJournal(start: Uint8Array): boolean {
  return journalMagic.every((byte, index) => start[index] === byte);
}

export function pageSizeOf(start: Uint8Array): number {
  const size = view(start).getUint16(16);
  return size === 1 ? 65536 : size;
}

/** Undefined when a program older than SQLite 3.7 wrote last, which did not note the size. */
function sizeOf(start: Uint8Array): number | undefined {
  const header = view(start);
  const isNoted = header.getUint32(24) === header.getUint32(92);
  return isNoted ? header.getUint32(28) * pageSizeOf(start) : undefined;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
