import type { SourceFile } from '../format';
import { FormatError } from '../formatError';
import { ByteWindow } from './byteWindow';
import { CellView } from './cellView';
import type { Delimiter } from './findDelimiter';
import { RecordSplitter } from './recordSplitter';

/** What {@link RecordReader.take} found: a record, one whose quotes do not match, or that there is none (yet). */
export type Taken = 'record' | 'fault' | 'end' | 'more';

/** Where reading begins and ends. */
export interface RecordPlace {
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** 1-based number of the line that begins there. */
  readonly line: number;
  /** Bytes after this one are not looked at. Default: all are. */
  readonly end?: number;
}

/** No line of a table is as long; quotes that span more have been left open. */
const longestRecord = 2 ** 24;

/** The records of a table of text, one after the other; holds one and a piece of the file at a time. */
export class RecordReader {
  /** 1-based line on which the record begins that was taken last. */
  line = 0;
  /** Bytes from the start of the file to where that begins. */
  begin = 0;
  /** The file ended within the line of the record that was taken last. */
  isCut = false;
  /** Bytes from the start of the file to where the next record begins. */
  offset: number;

  /** 1-based number of the line that begins there. */
  nextLine: number;

  private readonly window: ByteWindow;
  private readonly splitter: RecordSplitter;
  private readonly cell: CellView;

  /** @param numbers 1 for each column of which numbers are read on the way; it may be changed. */
  constructor(
    private readonly file: SourceFile,
    delimiter: Delimiter,
    { offset, line, end = Infinity }: RecordPlace,
    numbers?: Uint8Array,
  ) {
    this.window = new ByteWindow(file, offset, end);
    this.splitter = new RecordSplitter(delimiter, numbers);
    this.cell = new CellView(this.window, this.splitter);
    this.nextLine = line;
    this.offset = offset;
  }

  /** Cells of the record. */
  get width(): number {
    return this.splitter.count;
  }

  /** What cells of columns of numbers are, as the scanner says: valid up to `width`. */
  get forms(): Uint8Array {
    return this.splitter.forms;
  }

  /** The numbers that they are. */
  get numbers(): Float64Array {
    return this.splitter.values;
  }

  /** After `more`, and before the first record. */
  async more(): Promise<void> {
    await this.window.more();
  }

  async close(): Promise<void> {
    await this.window.close();
  }

  /**
   * Goes on to the next record that is not blank.
   * @throws {FormatError} when a line is too long.
   */
  take(): Taken {
    const { window, splitter } = this;
    for (;;) {
      const { start, end, isLast } = window;
      if (start === end) return isLast ? 'end' : 'more';
      const found = splitter.split(window.bytes, start, end, isLast);
      if (found === 'unquoted') return this.skipLine();
      if (found === 'partial') {
        if (window.length < longestRecord) return 'more';
        return this.skipLine();
      }
      this.isCut = splitter.lines === 0 || (splitter.next === end && isLast && !this.endsLine(end));
      this.advance(splitter.next, splitter.lines);
      if (!this.isBlank()) return 'record';
    }
  }

  /** The cell at the 0-based index, until the next is asked for. */
  cellAt(index: number): CellView {
    this.cell.index = index;
    return this.cell;
  }

  /** @throws {FormatError} when the bytes are not text. */
  textAt(index: number): string {
    return this.inThisLine(() => this.cellAt(index).text());
  }

  /** Runs `read`, to which bytes may turn out to be no text. @throws {FormatError} with the line, then. */
  inThisLine<T>(read: () => T): T {
    try {
      return read();
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      const row = this.line;
      const fault = `is not UTF-8 text: line ${row} holds bytes of another encoding. Save it again as "CSV UTF-8".`;
      throw new FormatError(this.file.name, fault, { cause, row });
    }
  }

  /** Leaves the line out in which the record begins whose quotes do not match. */
  private skipLine(): Taken {
    const { bytes, start, end, isLast } = this.window;
    let at = start;
    while (at < end && !isLineEnd(bytes[at])) at++;
    if (at === end && !isLast) {
      if (this.window.length < longestRecord) return 'more';
      const row = this.nextLine;
      throw new FormatError(this.file.name, `has more than 16 MB in line ${row}.`, { row });
    }
    this.isCut = at === end;
    const isPair = bytes[at] === 0x0d && bytes[at + 1] === 0x0a;
    this.advance(Math.min(end, at + (isPair ? 2 : 1)), 1);
    return 'fault';
  }

  private advance(next: number, lines: number): void {
    this.begin = this.offset;
    this.offset += next - this.window.start;
    this.window.start = next;
    this.line = this.nextLine;
    this.nextLine += lines;
  }

  private endsLine(end: number): boolean {
    return isLineEnd(this.window.bytes[end - 1]);
  }

  /** A cell of quotes with nothing between them is none: so a row is written that has only that cell. */
  private isBlank(): boolean {
    const { splitter, window } = this;
    if (splitter.count > 1 || splitter.quoting[0] !== 0) return false;
    const end = splitter.ends[0] as number;
    for (let at = splitter.starts[0] as number; at < end; at++) {
      if ((window.bytes[at] as number) > 0x20) return false;
    }
    return true;
  }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}
