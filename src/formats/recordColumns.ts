import type { Cell, Column } from '../core/column';
import type { VariableMetadata } from '../core/variables';
import { columnFromCells, typeOfCells } from './columnFromCells';

/** One row of a table: column name → cell. */
export type Row = ReadonlyMap<string, Cell>;

/**
 * One column for each name that occurs in any row, in the order in which names first occur; cells that a row lacks are
 * missing. JSON tells no 1 from 1.0: a column is integer when all its numbers are.
 * @param describe what is known of a column besides its values.
 */
export function recordColumns(
  rows: readonly Row[],
  describe: (name: string) => Omit<VariableMetadata, 'name'>,
): readonly Column[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of row.keys()) names.add(name);
  return [...names].map(name => {
    const cells = widenIntegers(rows.map(row => row.get(name)));
    return columnFromCells({ name, ...describe(name) }, typeOfCells(cells), cells);
  });
}

/** Numbers as bigint when all of them are integers that a double holds exactly. */
export function widenIntegers(cells: readonly (Cell | undefined)[]): readonly (Cell | undefined)[] {
  const isWhole = cells.every(
    cell => typeof cell !== 'number' || (Number.isSafeInteger(cell) && !Object.is(cell, -0)),
  );
  return isWhole ? cells.map(cell => (typeof cell === 'number' ? BigInt(cell) : cell)) : cells;
}
