import type { Column } from '../column';
import { isNull } from '../column';

/**
 * A column as doubles, one per row, NaN where it is null: floats as they are, integers rounded to the nearest double,
 * booleans as 0 and 1. `undefined` for texts and categories, which have no order; see {@link codesOf}.
 *
 * A float column without nulls comes back as its own memory, which is shared and must not be written. Otherwise O(n).
 */
export function numbersOf(column: Column): Float64Array | undefined {
  if (column.type === 'string' || column.type === 'categorical') return undefined;
  const { values, valid } = column;
  if (values instanceof Float64Array && valid === undefined) return values;
  const numbers = new Float64Array(values.length);
  for (let row = 0; row < numbers.length; row++) {
    numbers[row] = isNull(column, row) ? NaN : Number(values[row]);
  }
  return numbers;
}
