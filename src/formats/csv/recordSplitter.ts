import type { Delimiter } from './findDelimiter';
import { NumberScanner, otherForm } from './numberScanner';

/** How a record ended: `partial` when the bytes end before it does, `unquoted` when a closing quote is not where a cell ends. */
export type RecordEnd = 'whole' | 'partial' | 'unquoted';

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Finds the cells of one record after the other. A record is a line, or several where quotes hold ends of lines. */
export class RecordSplitter {
  /** Where the cells of the record begin and end, without quotes around them; the first {@link count} count. */
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** 1 for a quoted cell, 2 for one in which quotes are doubled or lines end. */
  quoting = new Uint8Array(64);
  /** What the cells of columns of numbers are, as the scanner says, and the numbers. */
  forms = new Uint8Array(64);
  values = new Float64Array(64);
  count = 0;
  /** Where the next record begins. */
  next = 0;
  /** Ends of lines in the record, its own one included. */
  lines = 0;
  /** 1 for bytes that end a cell, 2 for those that end a record. */
  private readonly marks = new Uint8Array(256);
  private readonly isBlank: boolean;
  private readonly scanner = new NumberScanner();

  /**
   * @param numbers 1 for each column of which numbers are to be read on the way, which may be changed; zeros must be behind
   * the bytes then.
   */
  constructor(
    delimiter: Delimiter,
    private readonly numbers: Uint8Array = new Uint8Array(0),
  ) {
    this.isBlank = delimiter === ' ';
    for (const end of this.isBlank ? ' \t' : delimiter) this.marks[end.charCodeAt(0)] = 1;
    this.marks[lineFeed] = 2;
    this.marks[carriageReturn] = 2;
  }

  /** @param isLast the file ends where the bytes do. */
  split(bytes: Uint8Array, start: number, end: number, isLast: boolean): RecordEnd {
    this.count = 0;
    this.lines = 0;
    let at = start;
    for (;;) {
      if (this.isBlank) at = this.skipBlanks(bytes, at, end);
      const isQuoted = bytes[at] === quote && at < end;
      if (isQuoted) {
        at = this.takeQuoted(bytes, at, end);
        if (at < 0) return isLast ? 'unquoted' : 'partial';
      } else at = this.takePlain(bytes, at, end);
      if (at === end) return this.endAt(end, isLast);
      const mark = this.marks[bytes[at] as number];
      if (mark === 0) return 'unquoted';
      if (mark === 1) {
        at++;
        if (!this.isBlank) continue;
        at = this.skipBlanks(bytes, at, end);
        if (at === end) return this.endAt(end, isLast);
        if (this.marks[bytes[at] as number] !== 2) continue;
      }
      return this.endLine(bytes, at, end, isLast);
    }
  }

  private takePlain(bytes: Uint8Array, start: number, end: number): number {
    const { marks } = this;
    if (this.isNumber()) {
      const stop = this.takeNumbers(bytes, start, end);
      if (stop >= 0) return stop;
    }
    let at = start;
    while (at < end && marks[bytes[at] as number] === 0) at++;
    this.push(start, at, 0);
    return at;
  }

  /**
   * Takes cells as long as they are numbers of columns of numbers: one loop, since most tables are that and little else.
   * Returns where the last of them ends; -1 when the first is none.
   */
  private takeNumbers(bytes: Uint8Array, start: number, end: number): number {
    const { marks, isBlank, scanner } = this;
    let last = -1;
    for (let at = start; ; at = last + 1) {
      const first = bytes[at] === 0x20 ? this.skipPadding(bytes, at) : at;
      let stop = scanner.scan(bytes, first);
      if (scanner.form === otherForm) return last;
      let mark = marks[bytes[stop] as number] as number;
      if (mark === 0 && stop !== end) {
        stop = this.skipPadding(bytes, stop);
        mark = marks[bytes[stop] as number] as number;
        if (mark === 0 && stop !== end) return last;
      }
      this.pushNumber(at, stop);
      last = stop;
      if (isBlank || mark !== 1 || !this.isNumber()) return last;
    }
  }

  private isNumber(): boolean {
    return this.count < this.numbers.length && this.numbers[this.count] === 1;
  }

  /** Returns where the number and blanks after it end; -1 when there is none. */
  private scanNumber(bytes: Uint8Array, start: number): number {
    const { scanner } = this;
    const stop = scanner.scan(bytes, this.skipPadding(bytes, start));
    return scanner.form === otherForm ? -1 : this.skipPadding(bytes, stop);
  }

  /** Blanks that are no delimiters. */
  private skipPadding(bytes: Uint8Array, start: number): number {
    let at = start;
    for (let byte = bytes[at]; (byte === 0x20 || byte === 0x09) && this.marks[byte] === 0;)
      byte = bytes[++at];
    return at;
  }

  /** Returns where the cell ends, blanks after its closing quote included; -1 when the bytes end before. */
  private takeQuoted(bytes: Uint8Array, start: number, end: number): number {
    let quoting = 1;
    for (let at = start + 1; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte === lineFeed || byte === carriageReturn) {
        quoting = 2;
        if (byte === lineFeed || bytes[at + 1] !== lineFeed) this.lines++;
      } else if (byte === quote) {
        if (at + 1 < end && bytes[at + 1] === quote) {
          quoting = 2;
          at++;
          continue;
        }
        if (quoting === 1 && this.isNumber() && this.scanNumber(bytes, start + 1) === at)
          this.pushNumber(start + 1, at);
        else this.push(start + 1, at, quoting);
        at++;
        while (at < end && bytes[at] === 0x20 && !this.isBlank) at++;
        return at;
      }
    }
    return -1;
  }

  private endAt(end: number, isLast: boolean): RecordEnd {
    this.next = end;
    return isLast ? 'whole' : 'partial';
  }

  private endLine(bytes: Uint8Array, at: number, end: number, isLast: boolean): RecordEnd {
    const isReturn = bytes[at] === carriageReturn;
    // The line feed that belongs to it may not have been read yet.
    if (isReturn && at + 1 === end && !isLast) return 'partial';
    this.lines++;
    this.next = isReturn && at + 1 < end && bytes[at + 1] === lineFeed ? at + 2 : at + 1;
    return 'whole';
  }

  private skipBlanks(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && this.marks[bytes[at] as number] === 1) at++;
    return at;
  }

  private pushNumber(start: number, end: number): void {
    this.push(start, end, 0);
    this.forms[this.count - 1] = this.scanner.form;
    this.values[this.count - 1] = this.scanner.value;
  }

  private push(start: number, end: number, quoting: number): void {
    if (this.count === this.starts.length) this.grow();
    this.forms[this.count] = otherForm;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.quoting[this.count++] = quoting;
  }

  private grow(): void {
    const grown = <T extends Int32Array | Uint8Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    const length = this.count * 2;
    this.starts = grown(this.starts, new Int32Array(length));
    this.ends = grown(this.ends, new Int32Array(length));
    this.quoting = grown(this.quoting, new Uint8Array(length));
    this.forms = grown(this.forms, new Uint8Array(length));
    this.values = grown(this.values, new Float64Array(length));
  }
}
