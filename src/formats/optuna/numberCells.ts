import type { Column } from '../../core/column';

/** A column without what is known of its variable. */
export type ColumnData = Column extends infer One
  ? One extends Column
    ? Omit<One, 'variable'>
    : never
  : never;

const smallest = 16;

/** Doubles by row, each with a mark that says what it stands for; grows to the highest row that was set. */
export class NumberCells {
  private numbers = new Float64Array();
  private kinds = new Int32Array();

  /** @param mark anything but 0, which stands for a missing cell. */
  set(row: number, value: number, mark = 1): void {
    if (row >= this.numbers.length) this.grow(row);
    this.numbers[row] = value;
    this.kinds[row] = mark;
  }

  clear(row: number): void {
    if (row < this.kinds.length) this.kinds[row] = 0;
  }

  /** 0 where the cell is missing. */
  markOf(row: number): number {
    return this.kinds[row] ?? 0;
  }

  /** Meaningless where the cell is missing. */
  valueOf(row: number): number {
    return this.numbers[row] ?? 0;
  }

  /** Copies, so that the cells may go on changing. */
  toFloat64(rowCount: number): ColumnData {
    const values = new Float64Array(rowCount);
    values.set(this.numbers.subarray(0, rowCount));
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
    const valid = new Uint8Array(rowCount);
    let missing = rowCount;
    for (let row = 0; row < rowCount; row++) {
      if (this.markOf(row) === 0) continue;
      valid[row] = 1;
      missing--;
    }
    return missing === 0 ? {} : { valid };
  }

  private grow(row: number): void {
    const length = Math.max(smallest, 2 * this.numbers.length, row + 1);
    const numbers = new Float64Array(length);
    const kinds = new Int32Array(length);
    numbers.set(this.numbers);
    kinds.set(this.kinds);
    this.numbers = numbers;
    this.kinds = kinds;
  }
}
