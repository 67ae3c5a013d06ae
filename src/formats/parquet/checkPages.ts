import { parquetHeader } from 'hyparquet/src/column.js';
import type { ColumnChunk, ColumnMetaData, PageHeader, RowGroup } from 'hyparquet/src/types.js';
import { checkRuns } from './checkRuns';
import { pageCodecs } from './pageCodecs';
import { ParquetFault } from './parquetFault';

/** No writer makes pages as large; 1 MB is usual. */
const largestPage = 2 ** 28;

/** How deep a column is nested: the highest levels, 0 for required ones, 1 at most for optional ones. */
export interface ColumnLevels {
  readonly definition: number;
  readonly repetition: number;
}

/**
 * Looks at all pages of a group of rows before the library does, which believes what they say of themselves: how many
 * values they hold, how long they are, how often a value is repeated.
 * @throws {ParquetFault}
 */
export function checkPages(
  bytes: Uint8Array,
  { columns, num_rows }: RowGroup,
  levels: readonly ColumnLevels[],
): void {
  columns.forEach((chunk, index) => {
    const level = levels[index];
    if (level === undefined) throw new ParquetFault('is damaged Parquet: it has unknown columns.');
    checkChunk(chunkBytes(bytes, chunk), chunk.meta_data as ColumnMetaData, {
      rows: Number(num_rows),
      ...level,
    });
  });
}

function chunkBytes(bytes: Uint8Array, { meta_data, file_path }: ColumnChunk): Uint8Array {
  if (meta_data === undefined) throw new ParquetFault('is encrypted: not readable.');
  if (file_path) throw new ParquetFault('keeps its columns in other files: not readable.');
  const { codec, dictionary_page_offset, data_page_offset, total_compressed_size } = meta_data;
  if (codec !== 'UNCOMPRESSED' && !Object.hasOwn(pageCodecs, codec)) {
    const fault = `is compressed with ${codec}: not readable. Write it with Snappy, ZSTD or GZIP.`;
    throw new ParquetFault(fault);
  }
  const start = Number(dictionary_page_offset || data_page_offset);
  const length = Number(total_compressed_size);
  if (!(start >= 4 && length >= 0 && start + length <= bytes.length)) {
    throw new ParquetFault('is damaged Parquet: a column lies outside of the file.');
  }
  return bytes.subarray(start, start + length);
}

function checkChunk(
  chunk: Uint8Array,
  { codec, num_values }: ColumnMetaData,
  { rows, definition, repetition }: ColumnLevels & { readonly rows: number },
): void {
  const most = repetition === 0 ? rows : Number(num_values);
  const reader = { view: viewOf(chunk), offset: 0 };
  for (let seen = 0; seen < most && reader.offset < chunk.length - 1;) {
    const header = parquetHeader(reader);
    const { uncompressed_page_size: size, compressed_page_size: packedSize } = header;
    const end = reader.offset + packedSize;
    const isSane = packedSize >= 0 && end <= chunk.length && size >= 0 && size <= largestPage;
    if (!isSane) throw new ParquetFault('is damaged Parquet: a page has an impossible size.');
    const page = { header, bytes: chunk.subarray(reader.offset, end), codec };
    reader.offset = end;
    seen += checkPage(page, most - seen, { definition, repetition });
  }
}

interface Page {
  readonly header: PageHeader;
  readonly bytes: Uint8Array;
  readonly codec: ColumnMetaData['codec'];
}

/** Returns how many values are in it. */
function checkPage(page: Page, most: number, levels: ColumnLevels): number {
  const { header } = page;
  const { data_page_header: first, data_page_header_v2: second } = header;
  if (header.dictionary_page_header !== undefined) {
    checkCount(header.dictionary_page_header.num_values, header.uncompressed_page_size * 8);
    return 0;
  }
  const count = checkCount(first?.num_values ?? second?.num_values ?? -1, most);
  if (first !== undefined) {
    const bytes = unpack(page, page.bytes, header.uncompressed_page_size);
    let at = 0;
    for (const level of [levels.repetition, levels.definition]) {
      if (level === 0) continue;
      const length = viewOf(bytes).getUint32(at, true);
      checkRuns(bytes.subarray(at + 4, at + 4 + length), bitsOf(level), count);
      at += 4 + length;
    }
    checkValues(bytes.subarray(at), first.encoding, count);
  } else if (second !== undefined) {
    const repetition = checkCount(second.repetition_levels_byte_length, page.bytes.length);
    const definition = checkCount(second.definition_levels_byte_length, page.bytes.length);
    checkCount(second.num_nulls, count);
    const start = repetition + definition;
    if (levels.repetition > 0) {
      checkRuns(page.bytes.subarray(0, repetition), bitsOf(levels.repetition), count);
    }
    if (levels.definition > 0) {
      checkRuns(page.bytes.subarray(repetition, start), bitsOf(levels.definition), count);
    }
    const packed = page.bytes.subarray(start);
    const size = header.uncompressed_page_size - start;
    const bytes = second.is_compressed === false ? packed : unpack(page, packed, size);
    checkValues(bytes, second.encoding, count);
  }
  return count;
}

/** Indices into a dictionary, and booleans, are packed in runs. */
function checkValues(bytes: Uint8Array, encoding: string | undefined, count: number): void {
  if (encoding === 'RLE') checkRuns(bytes.subarray(4), 1, count);
  else if (encoding?.endsWith('_DICTIONARY') === true && (bytes[0] ?? 0) > 0) {
    checkRuns(bytes.subarray(1), bytes[0] as number, count);
  }
}

function unpack({ codec }: Page, packed: Uint8Array, size: number): Uint8Array {
  checkCount(size, largestPage);
  return pageCodecs[codec]?.(packed, size) ?? packed;
}

function checkCount(count: number, most: number): number {
  if (Number.isInteger(count) && count >= 0 && count <= most) return count;
  throw new ParquetFault(`is damaged Parquet: a page says ${count} where at most ${most} fit.`);
}

function bitsOf(level: number): number {
  return 32 - Math.clz32(level);
}

function viewOf(bytes: Uint8Array): DataView<ArrayBuffer> {
  return new DataView(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
}
