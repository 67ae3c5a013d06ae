import type { SourceFile } from '../format';
import { FormatError } from '../formatError';
import { textFault } from '../text/decodeText';
import { ByteWindow } from './byteWindow';
import { isNumberText } from './cellTypes';
import { columnNames } from './columnNames';
import { findDelimiter } from './findDelimiter';
import type { Delimiter } from './findDelimiter';
import { RecordReader } from './recordReader';
import type { RecordPlace } from './recordReader';
import { RecordSplitter } from './recordSplitter';

/** What the beginning of a table of text tells of it. */
export interface TableLayout {
  readonly delimiter: Delimiter;
  /** Each once. */
  readonly names: readonly string[];
  /** Names as they are in the file; empty where it has none. */
  readonly header: readonly string[];
  /** Where the first row begins. */
  readonly rows: RecordPlace;
  readonly notes: readonly string[];
}

/** More than any line of names; delimiters and types show in less. */
const sampleBytes = 2 ** 18;
const longestTop = 2 ** 24;
const mostColumns = 50_000;

/**
 * Finds the delimiter and the names: in the first line unless all of it is numbers, else in the comment right above it,
 * where numpy and others put them. A block of `#` or `%` comments at the top is left out.
 * @throws {FormatError} when there are no lines, or quotes in the first do not match.
 */
export async function tableLayout(file: SourceFile): Promise<TableLayout> {
  const fault = textFault(file.head);
  if (fault !== undefined) throw new FormatError(file.name, fault);
  const top = await readTop(file);
  const { delimiter } = top;
  const { cells, begin, after } = await firstRecord(file, delimiter, top.body);
  const isHeaderless = cells.every(cell => cell.trim() === '' || isNumberText(cell));
  const comment = isHeaderless ? commentCells(top.comment, delimiter) : [];
  const isNamed = !isHeaderless || comment.length === cells.length;
  const header = !isHeaderless ? cells : isNamed ? comment : cells.map(() => '');
  if (header.length > mostColumns) {
    const fault = `has ${header.length} columns; up to ${mostColumns} can be read.`;
    throw new FormatError(file.name, fault);
  }
  const { names, notes } = columnNames(header);
  const numbered = 'The file has no line of names: its columns are numbered.';
  return {
    delimiter,
    names,
    header,
    rows: isHeaderless ? begin : after,
    notes: isNamed ? notes : [numbered, ...notes],
  };
}

/** What comes before the first line that is no comment, and the delimiter of the lines after it. */
async function readTop(file: SourceFile) {
  const window = new ByteWindow(file, 0, Infinity);
  while (!window.isLast && window.length < sampleBytes) await window.more();
  const first = hasByteOrderMark(window.bytes) ? 3 : 0;
  const body = { offset: first, line: 1 };
  let comment = '';
  for (;;) {
    const byte = window.bytes[body.offset];
    if (body.offset >= window.end || (byte !== 0x23 && byte !== 0x25)) break;
    const end = lineEnd(window, body.offset);
    if (end === window.end && !window.isLast && window.length < longestTop) {
      await window.more();
      continue;
    }
    comment = new TextDecoder().decode(window.bytes.subarray(body.offset, end));
    body.offset = end;
    body.line++;
  }
  const sample = window.bytes.subarray(body.offset, window.end);
  await window.close();
  return { body, comment, delimiter: findDelimiter(wholeLines(sample, window.isLast)) ?? ',' };
}

/** Where the line after the one at `start` begins; the end of what was read when it is not there. */
function lineEnd({ bytes, end }: ByteWindow, start: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] === 0x0a) return at + 1;
    if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? at + 2 : at + 1;
  }
  return end;
}

/** As text with `\n` alone; without a last line that was read in part. */
function wholeLines(bytes: Uint8Array, isAll: boolean): string {
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
  const end = text.lastIndexOf('\n');
  return isAll || end < 0 ? text : text.slice(0, end);
}

async function firstRecord(file: SourceFile, delimiter: Delimiter, body: RecordPlace) {
  const reader = new RecordReader(file, delimiter, body);
  for (;;) {
    const taken = reader.take();
    if (taken === 'more') {
      await reader.more();
      continue;
    }
    await reader.close();
    if (taken === 'end') throw new FormatError(file.name, 'has no lines; a table is expected.');
    if (taken === 'fault') throw quoteFault(file.name, reader.line);
    const cells = Array.from({ length: reader.width }, (_, index) => reader.textAt(index));
    const begin = { offset: reader.begin, line: reader.line };
    const after = { offset: reader.offset, line: reader.nextLine };
    return { cells, begin, after };
  }
}

/** That a table cannot be read, since the quotes in the line do not match. */
export function quoteFault(file: string, row: number): FormatError {
  const what = `cannot be split into cells: the quotes in line ${row} do not match.`;
  return new FormatError(file, `${what} Quotes inside a quoted cell are doubled.`, { row });
}

function commentCells(comment: string, delimiter: Delimiter): readonly string[] {
  const bytes = new TextEncoder().encode(comment.replace(/^[#%]+\s*/, '').trimEnd());
  if (bytes.length === 0) return [];
  const splitter = new RecordSplitter(delimiter);
  if (splitter.split(bytes, 0, bytes.length, true) !== 'whole') return [];
  return Array.from({ length: splitter.count }, (_, index) =>
    new TextDecoder().decode(bytes.subarray(splitter.starts[index], splitter.ends[index])),
  );
}

function hasByteOrderMark([first, second, third]: Uint8Array): boolean {
  return first === 0xef && second === 0xbb && third === 0xbf;
}
