import type { SourceFile, Unread } from '../format';
import { FormatError } from '../formatError';
import { textLines } from '../text/textLines';
import type { TextLine } from '../text/textLines';
import { NumberColumn } from './numberColumn';
import { parseNumber } from './parseNumber';
import { rowSplitter } from './splitRow';
import type { SplitRow } from './splitRow';

/** Numbers in rows of equal width, as a text without names. */
export interface NumberMatrix {
  readonly columns: readonly NumberColumn[];
  /** 0-based columns that hold other words than numbers; only where such may be. */
  readonly textColumns: ReadonlySet<number>;
  /** All rows, those that could not be read included, so that rows of several files belong together by their number. */
  readonly rowCount: number;
  /** 0-based rows that could not be read. */
  readonly leftOut: readonly number[];
  readonly unread: readonly Unread[];
  /** The 0-based rows with which sets begin that blank lines part; empty when there is one set. */
  readonly setStarts: readonly number[];
  readonly notes: readonly string[];
}

/** More unsound rows than this share, and the file is something else. */
const mostUnsound = 0.1;

/**
 * Reads a matrix line by line; `#` begins comments. With `mayHoldText`, columns may hold bit strings and other words. A few unsound rows are left out and listed, half a row at the end of
 * a file that is being written is left out.
 * @throws {FormatError} with the line, when many rows are unsound or none is there.
 */
export async function readMatrix(
  file: SourceFile,
  { mayHoldText = false } = {},
): Promise<NumberMatrix> {
  const reading = new MatrixReading(mayHoldText);
  for await (const line of textLines(file)) reading.take(line);
  return reading.finish(file.name);
}

class MatrixReading {
  private readonly columns: NumberColumn[] = [];
  private readonly textColumns = new Set<number>();
  private readonly unread: Unread[] = [];
  private readonly leftOut: number[] = [];
  private readonly setStarts: number[] = [];
  private split: SplitRow | undefined;
  private rowCount = 0;
  private isAfterGap = true;
  private isCut = false;

  constructor(private readonly mayHoldText: boolean) {}

  take({ text, number, isWhole }: TextLine): void {
    const trimmed = text.trim();
    if (trimmed === '') this.isAfterGap = true;
    if (trimmed === '' || trimmed.startsWith('#')) return;
    this.split ??= rowSplitter(trimmed);
    const cells = this.split(trimmed);
    if (this.rowCount === 0) this.columns.push(...cells.map(() => new NumberColumn()));
    const fault = this.add(cells);
    if (fault !== undefined && !isWhole && this.rowCount > 0) {
      this.isCut = true;
      return;
    }
    if (this.isAfterGap) this.setStarts.push(this.rowCount);
    this.isAfterGap = false;
    if (fault !== undefined) {
      for (const column of this.columns) column.skip();
      this.leftOut.push(this.rowCount);
      this.unread.push({ row: number, reason: `Line ${number} ${fault}.` });
    }
    this.rowCount++;
  }

  finish(file: string): NumberMatrix {
    const [first] = this.unread;
    if (this.rowCount === 0) throw new FormatError(file, 'has no rows of numbers.');
    if (first !== undefined && this.unread.length > this.rowCount * mostUnsound) {
      const some = `${this.unread.length} of ${this.rowCount} rows are not like the first`;
      const fault = first.reason.replace(/^Line/, 'line');
      throw new FormatError(
        file,
        `is no table of numbers: ${some}: ${fault.replace(/\.$/, '')}. Rows of equally many numbers are expected.`,
        first.row === undefined ? {} : { row: first.row },
      );
    }
    // Where blank lines stand between all rows, they part nothing.
    const isParted = this.setStarts.length > 1 && this.setStarts.length < this.rowCount;
    return {
      columns: this.columns,
      textColumns: this.textColumns,
      rowCount: this.rowCount,
      leftOut: this.leftOut,
      unread: this.unread,
      setStarts: isParted ? this.setStarts : [],
      notes: this.isCut
        ? ['The last line is not whole, as while it is written: it is left out.']
        : [],
    };
  }

  /** Adds a row, or says why not in words that follow the line. */
  private add(cells: readonly string[]): string | undefined {
    const { columns } = this;
    if (cells.length !== columns.length) {
      return `has ${count(cells.length)}, but the first row ${count(columns.length)}`;
    }
    const numbers = cells.map(parseNumber);
    const word = this.mayHoldText ? -1 : numbers.indexOf(undefined);
    if (word >= 0) return `holds ${JSON.stringify(cells[word]?.slice(0, 40))} instead of a number`;
    columns.forEach((column, index) => {
      const number = numbers[index];
      if (number !== undefined) column.add(cells[index] as string, number);
      else {
        column.skip();
        this.textColumns.add(index);
      }
    });
    return undefined;
  }
}

function count(numbers: number): string {
  return numbers === 1 ? '1 number' : `${numbers} numbers`;
}
