import type { Column } from '../column';
import { ResultError } from '../errors';
import type { Block } from './arrowFooter';
import { maxFileBytes, soundHead } from './arrowFooter';
import { columnBuffers } from './columnBuffers';
import type { ColumnBuffers } from './columnBuffers';
import {
  batchMessage,
  dictionaryMessage,
  footerBytes,
  padded,
  schemaMessage,
} from './encodeMessage';
import type { KeyValue, WrittenField } from './encodeSchema';

/** What a file is made of besides its columns. */
export interface ArrowNotes {
  readonly metadata: readonly KeyValue[];
  /** The metadata of one column. */
  readonly ofColumn: (column: Column) => readonly KeyValue[];
}

export interface ArrowBytes {
  readonly bytes: Uint8Array;
  /** Per value of the metadata: where its text starts, in the first message and in the footer. */
  readonly places: readonly (readonly [inMessage: number, inFooter: number])[];
}

// Readers of a stream stop here, those of a file skip it.
const endOfStream = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

/**
 * The columns as an uncompressed Arrow IPC file of one record batch.
 * @throws {ResultError} `invalid` when it would exceed 2 GiB.
 */
export function writeArrow(
  columns: readonly Column[],
  { metadata, ofColumn }: ArrowNotes,
): ArrowBytes {
  const written = columns.map(columnBuffers);
  const dictionaries = written.flatMap(({ categories }) => categories ?? []);
  let dictionaryId = 0;
  const fields = columns.map((column, index): WrittenField => {
    const { type } = written[index] as ColumnBuffers;
    const isDictionary = type === 'dictionary';
    return {
      name: column.variable.name,
      type,
      nullable: column.valid !== undefined,
      dictionaryId: isDictionary ? dictionaryId++ : 0,
      metadata: ofColumn(column),
    };
  });

  const file = new FilePieces();
  const schema = { fields, metadata };
  const first = schemaMessage(schema);
  const firstStart = file.add(first.bytes);
  const dictionaryBlocks = dictionaries.map((categories, id) =>
    file.addMessage([categories], length => dictionaryMessage(id, categories, length)),
  );
  const batch = file.addMessage(written, length => batchMessage(written, length));
  file.add(endOfStream);
  file.add(endOfStream);
  const footer = footerBytes(schema, dictionaryBlocks, [batch]);
  const footerStart = file.add(footer.bytes);
  return {
    bytes: file.join(footer.bytes.length),
    places: metadata.map((_, index) => [
      firstStart + (first.values[index] as number),
      footerStart + (footer.values[index] as number),
    ]),
  };
}

/** The parts of a file in their order, each at a multiple of 8 bytes, until its size is known. */
class FilePieces {
  private readonly pieces: Uint8Array[] = [];
  private readonly starts: number[] = [];
  private size = 0;

  constructor() {
    this.add(soundHead);
  }

  /** Says where in the file it lies. */
  add(piece: ArrayBufferView): number {
    const start = this.size;
    this.pieces.push(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength));
    this.starts.push(start);
    this.size += padded(piece.byteLength);
    return start;
  }

  addMessage(columns: readonly ColumnBuffers[], header: (bodyLength: number) => Uint8Array): Block {
    const buffers = columns.flatMap(column => column.buffers);
    const bodyLength = buffers.reduce((sum, { byteLength }) => sum + padded(byteLength), 0);
    const bytes = header(bodyLength);
    const offset = this.add(bytes);
    for (const buffer of buffers) this.add(buffer);
    return { offset, headerLength: padded(bytes.length), bodyLength };
  }

  /** All in one, the footer's length and the file's mark after the footer. @throws {ResultError} `invalid` */
  join(footerLength: number): Uint8Array {
    // The footer, alone of all parts, is not padded.
    const end = (this.starts.at(-1) as number) + footerLength;
    const mark = soundHead.subarray(0, 6);
    const size = end + 4 + mark.length;
    if (size > maxFileBytes) {
      throw new ResultError(
        'invalid',
        `The result needs ${size} bytes; a file can have ${maxFileBytes}. Split it or leave columns out.`,
      );
    }
    const bytes = new Uint8Array(size);
    this.pieces.forEach((piece, index) => bytes.set(piece, this.starts[index]));
    new DataView(bytes.buffer).setInt32(end, footerLength, true);
    bytes.set(mark, end + 4);
    return bytes;
  }
}
