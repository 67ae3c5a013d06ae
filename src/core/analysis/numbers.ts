import type { ReadonlyNumbers } from '../column';

/** What the analysis works on: one number per row, NaN where there is none. Only read, so a column's own memory will do. */
export type Numbers = ReadonlyNumbers<number>;

/** Whole numbers: 0-based rows, or a flag per row. */
export type Rows = ReadonlyNumbers<number>;

/** 0, 1, … `rowCount` - 1. */
export function everyRow(rowCount: number): Uint32Array {
  const rows = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) rows[row] = row;
  return rows;
}

/** The rows whose flag is not 0; all of them without flags. */
export function rowsThatCount(rowCount: number, counts?: Rows): Uint32Array {
  const rows = everyRow(rowCount);
  return counts === undefined ? rows : rows.filter(row => counts[row] !== 0);
}
