import type { Cell } from '../../core/column';
import { typeOfCells } from '../columnFromCells';
import { columnFromCells } from '../columnFromCells';
import { widenIntegers } from '../recordColumns';
import { NumberCells } from './numberCells';
import type { ColumnData } from './numberCells';

const number = 1;
const boolean = 2;
/** The cell is a text or a large integer: its number is the place in the list of those. */
const other = 3;

/** Cells of any kind by row; numbers, of which most attributes are, take no more than a double. */
export class ScalarCells {
  private readonly cells = new NumberCells();
  private readonly others: Cell[] = [];
  private readonly placeOf = new Map<Cell, number>();
  private isWhole = true;
  private isNumeric = true;

  set(row: number, value: Cell): void {
    switch (typeof value) {
      case 'number':
        this.isWhole &&= Number.isSafeInteger(value) && !Object.is(value, -0);
        return this.cells.set(row, value, number);
      case 'boolean':
        this.isNumeric = false;
        return this.cells.set(row, value ? 1 : 0, boolean);
      case 'object':
        return this.cells.clear(row);
      default:
        this.isNumeric = false;
        return this.cells.set(row, this.keep(value), other);
    }
  }

  clear(row: number): void {
    this.cells.clear(row);
  }

  /** The narrowest type that holds all cells. */
  toColumn(rowCount: number): ColumnData {
    const isEmpty = this.cells.validity(rowCount).valid?.includes(1) === false;
    if (this.isNumeric) {
      return this.isWhole && !isEmpty
        ? this.cells.toInt64(rowCount)
        : this.cells.toFloat64(rowCount);
    }
    const cells = widenIntegers(Array.from({ length: rowCount }, (_, row) => this.at(row)));
    const { variable: _, ...data } = columnFromCells(unnamed, typeOfCells(cells), cells);
    return data;
  }

  private at(row: number): Cell | undefined {
    const value = this.cells.valueOf(row);
    switch (this.cells.markOf(row)) {
      case number:
        return value;
      case boolean:
        return value !== 0;
      case other:
        return this.others[value];
      default:
        return undefined;
    }
  }

  private keep(value: Cell): number {
    const place = this.placeOf.get(value) ?? this.others.length;
    if (place === this.others.length) {
      this.others.push(value);
      this.placeOf.set(value, place);
    }
    return place;
  }
}

const unnamed = { name: 'unnamed', role: 'observable' } as const;
