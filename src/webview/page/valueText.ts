import { cellAt } from '../../core/column';
import type { Column } from '../../core/column';
import { numberText } from './numberText';

/** A value of a column with all its digits; `missing` where there is none. */
export function valueText(column: Column, row: number): string {
  const cell = cellAt(column, row);
  if (cell === null) return 'missing';
  return typeof cell === 'number' ? numberText(cell, 17) : String(cell);
}
