import type { Unread } from '../format';
import { FormatError } from '../formatError';
import { quoteFault } from './tableLayout';

/** Lines at the top that must be sound: else it is not this kind of table. */
const soundTop = 20;
/** Most of the lines that may be left out. */
const mostFaulty = 1 / 20;
const listedFaults = 1000;
const listedShort = 5;

/** The lines of a table that are not as its first line has it: what is left out, and what is said of the rest. */
export class RowFaults {
  private readonly unread: Unread[] = [];
  private readonly shortLines: number[] = [];
  private faulty = 0;
  private short = 0;
  private cut: number | undefined;
  private first: FormatError | undefined;

  /** @param width number of column names. */
  constructor(
    private readonly file: string,
    private readonly width: number,
  ) {}

  /** A line ends before all cells are there, which are missing then. */
  addShort(line: number): void {
    this.short++;
    if (this.shortLines.length < listedShort) this.shortLines.push(line);
  }

  /** The last line ends before all cells are there, and has no end: somebody is writing it. */
  addCut(line: number): void {
    this.cut = line;
  }

  /** A line with more cells than names is left out. @throws {FormatError} when too many are wrong. */
  addLong(row: number, found: number, rowCount: number): void {
    this.first ??= new FormatError(
      this.file,
      `has ${found} cells in line ${row}, but ${this.width} column names.`,
      { row },
    );
    this.add(row, `Expected ${this.width} cells, found ${found}.`, rowCount);
  }

  /** A line is left out in which quotes do not match. @throws {FormatError} when too many are wrong. */
  addUnquoted(row: number, rowCount: number): void {
    this.first ??= quoteFault(this.file, row);
    this.add(row, 'Expected quotes around whole cells, found some that do not match.', rowCount);
  }

  /** @throws {FormatError} of the first line when too many are wrong. */
  finish(rowCount: number): {
    readonly notes: readonly string[];
    readonly unread: readonly Unread[];
  } {
    this.refuse(rowCount);
    const rest = this.faulty - this.unread.length;
    return {
      notes: [...this.shortNote(rowCount), ...this.cutNote()],
      unread: rest > 0 ? [...this.unread, { reason: `${rest} further lines.` }] : this.unread,
    };
  }

  private add(row: number, reason: string, rowCount: number): void {
    this.faulty++;
    if (this.unread.length < listedFaults) this.unread.push({ row, reason });
    if (rowCount < soundTop && this.first !== undefined) throw this.first;
    if (this.faulty >= listedFaults) this.refuse(rowCount);
  }

  private refuse(rowCount: number): void {
    if (this.first !== undefined && this.faulty > rowCount * mostFaulty) throw this.first;
  }

  private shortNote(rowCount: number): readonly string[] {
    if (this.short === 0) return [];
    const some = this.shortLines.join(', ') + (this.short > listedShort ? ', …' : '');
    return [`${this.short} of ${rowCount} lines end early (line ${some}): the rest is missing.`];
  }

  private cutNote(): readonly string[] {
    if (this.cut === undefined) return [];
    return [`The last line (${this.cut}) is not whole yet: it is left out.`];
  }
}
