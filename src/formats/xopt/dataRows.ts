import type { Cell } from '../../core/column';
import { flattenJson } from '../flattenJson';
import { entriesOf, isObject } from '../jsonFields';
import { isArray } from '../pythonJson';
import type { PythonJson } from '../pythonJson';

/** Column → one cell per row; arrays are taken apart: `name[0]`. */
export type DataRows = ReadonlyMap<string, readonly (Cell | undefined)[]>;

/** Cells of all columns: a file can claim many more than it has values. */
const mostCells = 50_000_000;

/**
 * The data as pandas writes them, column → row → value. Rows are sorted by their numbers: dumps sort them as texts.
 * @throws {RangeError} when the table of them would be too large; the message is a clause.
 */
export function dataRows(data: PythonJson | undefined): DataRows {
  const columns = entriesOf(data).map(([name, values]) => [name, cellsByRow(values)] as const);
  const rows = [...new Set(columns.flatMap(([, cells]) => cells.map(([row]) => row)))];
  if (rows.every(row => /^-?\d+$/.test(row))) rows.sort((a, b) => Number(a) - Number(b));
  const indexOf = new Map(rows.map((row, index) => [row, index]));
  const found = new Map<string, (Cell | undefined)[]>();
  for (const [name, cells] of columns) {
    for (const [row, value] of cells) {
      for (const [key, cell] of flattenJson(value, '/', name)) {
        columnOf(key)[indexOf.get(row) as number] = cell;
      }
    }
    // A column without any value is one nevertheless.
    if (cells.length === 0) columnOf(name);
  }
  return found;

  function columnOf(name: string): (Cell | undefined)[] {
    const known = found.get(name);
    if (known !== undefined) return known;
    if ((found.size + 1) * rows.length > mostCells) {
      throw new RangeError(`its ${rows.length} rows have more than ${found.size} values each`);
    }
    const cells = Array.from<Cell | undefined>({ length: rows.length });
    found.set(name, cells);
    return cells;
  }
}

function cellsByRow(values: PythonJson): readonly (readonly [string, PythonJson])[] {
  if (isObject(values)) return Object.entries(values);
  if (values === null || typeof values !== 'object') return [];
  return isArray(values) ? values.map((value, row) => [String(row), value] as const) : [];
}
