import type { Column } from '../../core/column';

/** A column without what is known of its variable. */
export type ColumnData = Column extends infer One
  ? One extends Column
    ? Omit<One, 'variable'>
    : never
  : never;

const smallest = 16;
const pageRows = 4096;
/** The largest mark that takes a byte. */
const largestByte = 255;

/** Some rows that follow one another. */
interface Page {
  numbers: Float64Array;
  marks: Uint8Array | Int32Array;
}

/**
 * Doubles by row, each with a mark that says what it stands for. They are kept in pages, so that growing leaves nothing
 * behind, and rows that were never set take nothing where they are many.
 */
export class NumberCells {
  private readonly pages: (Page | undefined)[] = [];

  /** @param mark anything but 0, which stands for a missing cell. */
  set(row: number, value: number, mark = 1): void {
    const at = row % pageRows;
    const page = this.pageFor(row, at);
    if (mark > largestByte && page.marks instanceof Uint8Array) {
      page.marks = Int32Array.from(page.marks);
    }
    page.numbers[at] = value;
    page.marks[at] = mark;
  }

  clear(row: number): void {
    const page = this.pages[pageOf(row)];
    // Beyond the end of the page there is nothing to clear.
    if (page !== undefined) page.marks[row % pageRows] = 0;
  }

  /** 0 where the cell is missing. */
  markOf(row: number): number {
    return this.pages[pageOf(row)]?.marks[row % pageRows] ?? 0;
  }

  /** Meaningless where the cell is missing. */
  valueOf(row: number): number {
    return this.pages[pageOf(row)]?.numbers[row % pageRows] ?? 0;
  }

  /** Copies, so that the cells may go on changing. */
  toFloat64(rowCount: number): ColumnData {
    const values = new Float64Array(rowCount);
    this.pages.forEach((page, index) => {
      const start = index * pageRows;
      if (page !== undefined) values.set(page.numbers.subarray(0, rowCount - start), start);
    });
    return { type: 'float64', values, ...this.validity(rowCount) };
  }

  /** @throws {RangeError} when a value is no integer of 64 bits. */
  toInt64(rowCount: number): ColumnData {
    const values = new BigInt64Array(rowCount);
    for (let row = 0; row < rowCount; row++) {
      if (this.markOf(row) !== 0) values[row] = BigInt(this.valueOf(row));
    }
    return { type: 'int64', values, ...this.validity(rowCount) };
  }

  /** Which cells are there; nothing when all are. */
  validity(rowCount: number): { readonly valid?: Uint8Array } {
    let row = 0;
    while (row < rowCount && this.markOf(row) !== 0) row++;
    if (row === rowCount) return {};
    const valid = new Uint8Array(rowCount).fill(1, 0, row);
    for (; row < rowCount; row++) valid[row] = this.markOf(row) === 0 ? 0 : 1;
    return { valid };
  }

  private pageFor(row: number, at: number): Page {
    const index = pageOf(row);
    const page = this.pages[index];
    if (page !== undefined && at < page.numbers.length) return page;
    // Most studies are small: only their first page grows.
    const length = index > 0 ? pageRows : roomFor(at);
    const numbers = new Float64Array(length);
    const marks =
      page?.marks instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length);
    numbers.set(page?.numbers ?? []);
    marks.set(page?.marks ?? []);
    return (this.pages[index] = { numbers, marks });
  }
}

function pageOf(row: number): number {
  return Math.floor(row / pageRows);
}

function roomFor(at: number): number {
  let length = smallest;
  while (length <= at) length *= 2;
  return length;
}
