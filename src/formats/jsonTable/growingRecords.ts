import type { Cell, Column } from '../../core/column';
import { columnFromCells, typeOfCells } from '../columnFromCells';
import { flattenJson } from '../flattenJson';
import type { PythonJson } from '../pythonJson';
import { widenIntegers } from '../recordColumns';

/** Objects that share hardly any field would make a table of nothing but gaps. */
const mostGaps = 2 ** 24;
const mostGapsPerCell = 64;

/** A table to which objects are added one after the other: only their cells are kept, by column. */
export class GrowingRecords {
  rowCount = 0;
  private readonly columns = new Map<string, (Cell | undefined)[]>();
  private cellCount = 0;

  /** Nested objects and lists give columns of their own, as {@link flattenJson} names them. */
  add(value: PythonJson): void {
    const row = this.rowCount++;
    for (const [path, cell] of flattenJson(value)) {
      const name = path.toWellFormed() || 'unnamed';
      const cells = this.columns.get(name) ?? [];
      if (cells.length === 0) this.columns.set(name, cells);
      while (cells.length < row) cells.push(undefined);
      cells[row] = fittingCell(cell);
      this.cellCount++;
    }
  }

  /** Whether most of the table would be missing: it is not one. */
  get isTooSparse(): boolean {
    const all = this.columns.size * this.rowCount;
    return all > Math.max(mostGaps, this.cellCount * mostGapsPerCell);
  }

  /** Columns in the order in which their names first occurred. Ends the adding. */
  finish(): readonly Column[] {
    const columns: Column[] = [];
    for (const [name, cells] of this.columns) {
      while (cells.length < this.rowCount) cells.push(undefined);
      const widened = widenIntegers(cells);
      const variable = { name, role: 'observable' } as const;
      columns.push(columnFromCells(variable, typeOfCells(widened), widened));
      this.columns.delete(name);
    }
    return columns;
  }
}

/** Text without halves of surrogate pairs; integers of more than 64 bits as doubles where that is exact, else as text. */
function fittingCell(cell: Cell): Cell {
  if (typeof cell === 'string') return cell.toWellFormed();
  if (typeof cell !== 'bigint' || cell === BigInt.asIntN(64, cell)) return cell;
  const value = Number(cell);
  return Number.isFinite(value) && BigInt(value) === cell ? value : String(cell);
}
