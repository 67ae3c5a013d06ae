import { maxRows } from '../columnRules';
import { checkVersion } from './arrowFooter';
import type { Block } from './arrowFooter';
import { damaged, unsupported } from './faults';
import { FlatTable } from './flatTable';

export type Compression = 'lz4' | 'zstd';

/** What the header of a record batch says of the buffers in its body. */
export interface BatchHeader {
  readonly length: number;
  /** Per field, depth first: its length and its number of nulls. */
  readonly nodes: readonly (readonly [number, number])[];
  /** Per buffer: its offset in the body and its length. */
  readonly buffers: readonly (readonly [number, number])[];
  /** Per column of text views: how many data buffers it has. */
  readonly variadicCounts: readonly number[];
  readonly compression: Compression | undefined;
}

export interface DictionaryHeader {
  readonly id: number;
  readonly isDelta: boolean;
  readonly batch: BatchHeader;
}

const schemaMessage = 1;
const dictionaryMessage = 2;
const batchMessage = 3;

/** @param bytes the block's header bytes. @throws {ResultError} `damaged`, `unsupported` */
export function readBatchHeader(bytes: Uint8Array, block: Block): BatchHeader {
  return readBatch(readMessage(bytes, block, batchMessage), block);
}

/** @param bytes the block's header bytes. @throws {ResultError} `damaged`, `unsupported` */
export function readDictionaryHeader(bytes: Uint8Array, block: Block): DictionaryHeader {
  const header = readMessage(bytes, block, dictionaryMessage);
  const data = header.table(1);
  if (data === undefined) throw damaged('a dictionary in it has no values');
  return { id: header.int64(0), isDelta: header.flag(2), batch: readBatch(data, block) };
}

/** The schema in a message that starts `bytes`; `start` is where the message's flatbuffer starts in them. @throws {ResultError} `damaged` */
export function readSchemaMessage(bytes: Uint8Array): { schema: FlatTable; start: number } {
  const { start, end } = messagePlace(bytes);
  const message = FlatTable.root(bytes.subarray(start, end));
  return { schema: messageContent(message, schemaMessage), start };
}

function readMessage(bytes: Uint8Array, block: Block, type: number): FlatTable {
  const { start, end } = messagePlace(bytes);
  const message = FlatTable.root(bytes.subarray(start, end));
  checkVersion(message.int16(0));
  if (message.int64(3) !== block.bodyLength) {
    throw damaged('a part of it has another length than its footer says');
  }
  return messageContent(message, type);
}

function messageContent(message: FlatTable, type: number): FlatTable {
  const content = message.table(2);
  if (content === undefined || message.int8(1) !== type) {
    throw damaged('a part of it is of another kind than its footer says');
  }
  return content;
}

function messagePlace(bytes: Uint8Array): { readonly start: number; readonly end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Before Arrow 0.15 the length came first, without the mark -1.
  const start = bytes.length >= 8 && view.getInt32(0, true) === -1 ? 8 : 4;
  const length = bytes.length >= 8 ? view.getInt32(start - 4, true) : 0;
  if (length <= 0 || start + length > bytes.length) {
    throw damaged('the header of a part of it is longer than its footer says');
  }
  return { start, end: start + length };
}

function readBatch(header: FlatTable, block: Block): BatchHeader {
  const length = header.int64(0);
  if (length < 0) throw damaged(`a part of it has ${length} rows`);
  if (length > maxRows) {
    throw unsupported(`The file has ${length} rows; ${maxRows} can be read`, 'Split it.');
  }
  const buffers = header.pairs(2);
  for (const [offset, size] of buffers) {
    if (offset < 0 || size < 0 || offset + size > block.bodyLength) {
      throw damaged('a column refers to places outside its part of the file');
    }
  }
  // Otherwise many columns could stand for the same bytes, and take many times the memory that the file has.
  if (buffers.reduce((sum, [, size]) => sum + size, 0) > block.bodyLength) {
    throw damaged('columns in it share their bytes');
  }
  return {
    length,
    nodes: header.pairs(1),
    buffers,
    variadicCounts: header.int64s(4),
    compression: readCompression(header.table(3)),
  };
}

function readCompression(compression: FlatTable | undefined): Compression | undefined {
  if (compression === undefined) return undefined;
  const codec = compression.int8(0);
  if (compression.int8(1) !== 0 || codec < 0 || codec > 1) {
    throw unsupported(
      'The file is compressed in an unknown way; LZ4 frames and ZSTD can be read',
      'Write it without compression.',
    );
  }
  return codec === 0 ? 'lz4' : 'zstd';
}
