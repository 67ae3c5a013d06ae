import type { SourceFile, Unread } from '../format';
import { FormatError } from '../formatError';
import { NumberColumn } from '../fronts/numberColumn';
import { parseNumber } from '../fronts/parseNumber';
import { textLines } from '../text/textLines';
import { moeaHeader, property } from './moeaHeader';
import type { MoeaHeader } from './moeaHeader';
import { rowLayout } from './rowLayout';
import type { RowLayout } from './rowLayout';

/** A population: the final one, or a snapshot of a run. */
export interface MoeaEntry {
  /** What `//key=value` says of it. */
  readonly properties: ReadonlyMap<string, string>;
  /** Row at which it begins. */
  readonly start: number;
  /** Rows in it. */
  length: number;
}

export interface MoeaFile {
  readonly header: MoeaHeader;
  /** `undefined` when there are no rows. */
  readonly layout: RowLayout | undefined;
  /** Text of each cell of a column that is not known to hold numbers, by column. */
  readonly texts: ReadonlyMap<number, readonly string[]>;
  readonly numbers: ReadonlyMap<number, NumberColumn>;
  readonly entries: readonly MoeaEntry[];
  readonly unread: readonly Unread[];
  readonly notes: readonly string[];
}

/** More unsound rows than this share, and the file is something else. */
const mostUnsound = 0.1;

/**
 * Reads a result file line by line. An entry ends with a line `#`; one that does not is still being written, and is left
 * out where whole ones are before it.
 * @throws {FormatError} with the line, when rows do not fit the header.
 */
export async function readEntries(file: SourceFile): Promise<MoeaFile> {
  const reading = new EntryReading();
  for await (const { text, number, isWhole } of textLines(file)) {
    reading.take(text.trim(), number, isWhole);
  }
  return reading.finish(file.name);
}

class EntryReading {
  private readonly headerLines: string[] = [];
  private header: MoeaHeader | undefined;
  private layout: RowLayout | undefined;
  private readonly texts = new Map<number, string[]>();
  private readonly numbers = new Map<number, NumberColumn>();
  private readonly entries: MoeaEntry[] = [];
  private open: { properties: Map<string, string>; start: number; length: number } | undefined;
  private readonly unread: Unread[] = [];
  private rowCount = 0;
  private isCut = false;

  take(line: string, number: number, isWhole: boolean): void {
    if (line === '') return;
    if (line.startsWith('#')) this.takeComment(line);
    else {
      this.header ??= moeaHeader(this.headerLines);
      this.open ??= { properties: new Map(), start: this.rowCount, length: 0 };
      if (line.startsWith('//')) this.takeProperty(line);
      else this.takeRow(line.split(/\s+/), number, isWhole);
    }
  }

  finish(file: string): MoeaFile {
    const [first] = this.unread;
    if (
      first !== undefined &&
      this.unread.length > (this.rowCount + this.unread.length) * mostUnsound
    ) {
      const fault = first.reason.replace(/^Line/, 'line');
      throw new FormatError(
        file,
        `has rows that do not fit: ${fault}`,
        first.row === undefined ? {} : { row: first.row },
      );
    }
    if (this.open !== undefined) this.closeOpen();
    return {
      header: this.header ?? moeaHeader(this.headerLines),
      layout: this.layout,
      texts: this.texts,
      numbers: this.numbers,
      entries: this.entries,
      unread: this.unread,
      notes: this.isCut
        ? ['The last entry does not end with "#", as while it is written: it is left out.']
        : [],
    };
  }

  private takeComment(line: string): void {
    if (this.header === undefined) this.headerLines.push(line);
    else if (this.open !== undefined) {
      this.entries.push(this.open);
      this.open = undefined;
    }
  }

  private takeProperty(line: string): void {
    for (const [key, value] of property(line.slice(2)) ?? []) this.open?.properties.set(key, value);
  }

  private takeRow(cells: readonly string[], number: number, isWhole: boolean): void {
    const layout = (this.layout ??= this.begin(cells));
    const fault = faultOf(cells, layout);
    if (fault !== undefined) {
      if (isWhole) this.unread.push({ row: number, reason: `Line ${number} ${fault}.` });
      return;
    }
    cells.forEach((cell, index) => {
      this.texts.get(index)?.push(cell);
      this.numbers.get(index)?.add(cell, parseNumber(cell) ?? NaN);
    });
    this.rowCount++;
    if (this.open) this.open.length++;
  }

  private begin(cells: readonly string[]): RowLayout {
    const layout = rowLayout(this.header ?? moeaHeader([]), cells.length);
    for (let index = 0; index < layout.width; index++) {
      if (layout.isNumeric(index)) this.numbers.set(index, new NumberColumn());
      else this.texts.set(index, []);
    }
    return layout;
  }

  /** The rows of an entry that is not whole go, unless it is all there is. */
  private closeOpen(): void {
    const { open } = this;
    if (open === undefined) return;
    if (this.entries.length === 0) {
      this.entries.push(open);
      return;
    }
    this.isCut = true;
    for (const column of this.numbers.values()) column.shorten(open.start);
    for (const column of this.texts.values()) column.length = open.start;
  }
}

function faultOf(cells: readonly string[], layout: RowLayout): string | undefined {
  if (cells.length !== layout.width) {
    return `has ${cells.length} values; ${layout.expected} are expected`;
  }
  const word = cells.find(
    (cell, index) => layout.isNumeric(index) && parseNumber(cell) === undefined,
  );
  return word === undefined
    ? undefined
    : `holds ${JSON.stringify(word.slice(0, 40))} instead of a number`;
}
