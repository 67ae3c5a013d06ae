import type { Column } from '../../../src/core/column';
import { isNull } from '../../../src/core/column';
import type { OptimizationResult } from '../../../src/core/result';

/** The values of a column so that equal means equal in every bit: NaN by its payload, -0 unlike 0, null unlike all. */
export function exactValues(column: Column): readonly unknown[] {
  return Array.from({ length: column.values.length }, (_, row) => {
    if (isNull(column, row)) return null;
    const value = column.values[row];
    if (column.type === 'float64') return bitsOf(Float64Array.from(column.values).subarray(row));
    return column.type === 'categorical' ? column.categories[Number(value)] : value;
  });
}

/** The 64 bits of the first number. */
export function bitsOf(numbers: Float64Array): string {
  const view = new DataView(numbers.buffer, numbers.byteOffset, 8);
  return `0x${view.getBigUint64(0, true).toString(16).padStart(16, '0')}`;
}

/** A float with the given 64 bits, as no arithmetic can make it. */
export function floatsOf(bits: readonly bigint[]): Float64Array {
  return new Float64Array(BigUint64Array.from(bits).buffer);
}

/** Everything a result says, with its values bit for bit. */
export function exactly(result: OptimizationResult): object {
  const { id, createdAt, problem, metadata, resultSets, columns } = result;
  const values = columns.map(column => ({
    variable: column.variable,
    type: column.type,
    categories: column.type === 'categorical' ? column.categories : undefined,
    values: exactValues(column),
  }));
  return { id, createdAt, problem, metadata, resultSets, values };
}
