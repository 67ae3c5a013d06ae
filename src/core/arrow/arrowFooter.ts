import { readSchemaMetadata } from './arrowSchema';
import { damaged, unsupported } from './faults';
import { FlatTable } from './flatTable';
import type { PlacedText } from './flatTable';

/** Where a message (its header, then its body) lies in the file. */
export interface Block {
  readonly offset: number;
  readonly headerLength: number;
  readonly bodyLength: number;
}

export interface ArrowFooter {
  /** To be given to {@link checkVersion} once it is certain that the footer is as it was written. */
  readonly version: number;
  readonly schema: FlatTable;
  /** Places are counted from the start of the footer. */
  readonly metadata: ReadonlyMap<string, PlacedText>;
  readonly dictionaries: readonly Block[];
  readonly batches: readonly Block[];
}

/** Bytes after the footer: its length and `ARROW1`. */
export const tailLength = 10;
/** Bytes before the first message: `ARROW1` and padding. */
export const headLength = 8;
// The library that writes counts bytes in 32 bits, and WebCrypto hashes no more at once.
export const maxFileBytes = 2147483647;
const magic = 'ARROW1';

/** The first bytes of every Arrow IPC file. */
export const soundHead: Uint8Array = new TextEncoder().encode('ARROW1\0\0');

/** Whether `tail`, the last bytes of a file, end as those of an Arrow IPC file. */
export function endsAsArrow(tail: Uint8Array): boolean {
  return asciiAt(tail, tail.length - magic.length, magic.length) === magic;
}

/**
 * Where the footer of an Arrow IPC file starts.
 * @param tail the last {@link tailLength} bytes of a file of `size` bytes that starts with `head`.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export function footerStart(head: Uint8Array, tail: Uint8Array, size: number): number {
  if (size === 0) throw damaged('it is empty');
  const starts = asciiAt(head, 0, magic.length);
  const ends = endsAsArrow(tail);
  if (!ends && !isBeginningOfMagic(starts)) throw notArrow(head);
  if (!ends) throw damaged(`it has no end, so it was cut off after ${size} bytes`);
  if (starts !== magic) throw damaged('its first bytes were changed');
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const length = size < headLength + tailLength ? 0 : view.getInt32(0, true);
  const start = size - tailLength - length;
  if (length < 8 || start < headLength) {
    throw damaged(`its footer is said to have ${length} of its ${size} bytes`);
  }
  return start;
}

/**
 * @param bytes the footer; it starts at `start` in the file, and all messages lie before it.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export function readFooter(bytes: Uint8Array, start: number): ArrowFooter {
  const footer = FlatTable.root(bytes);
  const schema = footer.table(1);
  if (schema === undefined) throw damaged('its footer has no schema');
  const dictionaries = readBlocks(footer, 2, start);
  const batches = readBlocks(footer, 3, start);
  // Reading each part is bounded by its length: all of them together, when they do not overlap, by the file's.
  const total = [...dictionaries, ...batches].reduce((sum, block) => sum + lengthOf(block), 0);
  if (total > start) throw damaged('its footer refers to the same places again and again');
  return {
    version: footer.int16(0),
    schema,
    metadata: readSchemaMetadata(schema),
    dictionaries,
    batches,
  };
}

/** @throws {ResultError} `damaged`, `unsupported` for versions before Arrow 0.8 and after 2020's V5. */
export function checkVersion(version: number): void {
  if (version === 3 || version === 4) return;
  if (version < 0 || version > 32) throw damaged(`its version number is ${version}`);
  throw unsupported(
    `The file is in version ${version + 1} of Arrow's format; versions 4 and 5 can be read`,
    'Write it with another version of the program that made it.',
  );
}

/** @throws {ResultError} `unsupported` */
export function checkFileSize(size: number): void {
  if (size <= maxFileBytes) return;
  throw unsupported(`The file has ${size} bytes; ${maxFileBytes} can be read`, 'Split it.');
}

function readBlocks(footer: FlatTable, field: number, end: number): readonly Block[] {
  return footer.blocks(field).map(([offset, headerLength, bodyLength]) => {
    const isInside =
      offset >= headLength &&
      headerLength >= 8 &&
      bodyLength >= 0 &&
      offset + headerLength + bodyLength <= end;
    if (!isInside || offset % 8 !== 0 || headerLength % 8 !== 0) {
      throw damaged('its footer refers to places outside the file');
    }
    return { offset, headerLength, bodyLength };
  });
}

function lengthOf({ headerLength, bodyLength }: Block): number {
  return headerLength + bodyLength;
}

function asciiAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(Math.max(0, start), Math.max(0, start) + length));
}

function isBeginningOfMagic(text: string): boolean {
  return text !== '' && magic.startsWith(text);
}

function notArrow(head: Uint8Array): Error {
  const remedy =
    'Write it as an Arrow file (Feather V2), for example with pandas.DataFrame.to_feather.';
  const start = asciiAt(head, 0, 4);
  if (start === 'FEA1') return unsupported('The file is in the old format Feather V1', remedy);
  if (start === 'PAR1') return unsupported('The file is a Parquet file, not an Arrow file', remedy);
  if (start === '\xff\xff\xff\xff') {
    return unsupported('The file is an Arrow stream, not an Arrow file', remedy);
  }
  if (head.every(byte => byte === 0)) {
    return damaged(
      'it begins with zeros, as files do that were being written when the power failed',
    );
  }
  return unsupported('The file is not an Arrow file', remedy);
}
