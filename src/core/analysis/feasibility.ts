import type { Column, Float64Column, Int64Column } from '../column';
import { isNull } from '../column';
import { satisfies } from '../variables';

/**
 * One byte per row: 1 where every constraint is satisfied. Null and NaN are infeasible; without constraints all rows are
 * feasible. O(n · constraints).
 * @throws {TypeError} when a constraint holds no numbers.
 */
export function feasibleRows(constraints: readonly Column[], rowCount: number): Uint8Array {
  const feasible = new Uint8Array(rowCount).fill(1);
  for (const column of constraints.map(numeric)) {
    for (let row = 0; row < rowCount; row++) {
      if (feasible[row] === 1 && !isSatisfied(column, row)) feasible[row] = 0;
    }
  }
  return feasible;
}

/**
 * How far each row is from feasible: the sum over its violated constraints of the distance between value and limit, in the
 * constraints' own units. 0 exactly where {@link feasibleRows} is 1; NaN where a constraint is null or NaN.
 * O(n · constraints).
 * @throws {TypeError} when a constraint holds no numbers.
 */
export function violations(constraints: readonly Column[], rowCount: number): Float64Array {
  const sums = new Float64Array(rowCount);
  for (const column of constraints.map(numeric)) {
    const { limit = 0 } = column.variable;
    for (let row = 0; row < rowCount; row++) {
      if (isSatisfied(column, row)) continue;
      const distance = isNull(column, row) ? NaN : Math.abs(Number(column.values[row]) - limit);
      // A 64-bit integer just beyond the limit may be rounded to it.
      sums[row] = (sums[row] as number) + Math.max(distance, Number.MIN_VALUE);
    }
  }
  return sums;
}

type NumericColumn = Float64Column | Int64Column;

function isSatisfied(column: NumericColumn, row: number): boolean {
  return !isNull(column, row) && satisfies(column.variable, column.values[row] as number | bigint);
}

function numeric(column: Column): NumericColumn {
  if (column.type === 'float64' || column.type === 'int64') return column;
  throw new TypeError(
    `A constraint holds numbers, but "${column.variable.name}" is of type ${column.type}`,
  );
}
