import { numbersOf } from '../../core/analysis/numbersOf';
import type { Column } from '../../core/column';
import { cellAt } from '../../core/column';

/** A column along which rows came one after the other. */
export interface OrderValues {
  /** One per row, NaN where there is none. */
  readonly values: Float64Array;
  /** Of times: the first of them, which the values are the seconds after. */
  readonly since?: string;
}

/** Numbers as they are, texts as times. O(n). */
export function orderValues(column: Column): OrderValues {
  const numbers = numbersOf(column);
  if (numbers !== undefined) return { values: numbers };
  const values = new Float64Array(column.values.length);
  let first = Infinity;
  for (let row = 0; row < values.length; row++) {
    const cell = cellAt(column, row);
    const time = typeof cell === 'string' ? Date.parse(cell) : NaN;
    values[row] = time;
    if (time < first) first = time;
  }
  if (first === Infinity) return { values };
  const at = values.indexOf(first);
  return { values: values.map(time => (time - first) / 1000), since: String(cellAt(column, at)) };
}
