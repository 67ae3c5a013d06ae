import type { Column, ReadonlyNumbers } from '../../core/column';
import type { CellRange } from '../../webview/protocol';

/** Rows `start` to `end` of a column, in arrays of their own that can be sent to a webview. */
export function cellRange(column: Column, start: number, end: number): CellRange {
  const rows = Math.max(0, Math.min(end, column.values.length) - start);
  const valid = column.valid && filled(new Uint8Array(rows), column.valid, start);
  return { ...valuesOf(column, start, rows), ...(valid && { valid }) };
}

function valuesOf(column: Column, start: number, rows: number): CellRange {
  switch (column.type) {
    case 'float64':
      return { type: 'float64', values: filled(new Float64Array(rows), column.values, start) };
    case 'int64':
      return { type: 'int64', values: filled(new BigInt64Array(rows), column.values, start) };
    case 'boolean':
      return { type: 'boolean', values: filled(new Uint8Array(rows), column.values, start) };
    case 'string':
      return { type: 'string', values: column.values.slice(start, start + rows) };
    case 'categorical':
      return {
        type: 'categorical',
        values: filled(new Uint32Array(rows), column.values, start),
        categories: column.categories,
      };
  }
}

/** Copies as many values as there is room for. */
function filled<Target extends Float64Array | BigInt64Array | Uint8Array | Uint32Array>(
  target: Target,
  source: ReadonlyNumbers<Target[number]>,
  start: number,
): Target {
  // Typed arrays both, of numbers or of bigints: set copies all at once.
  const values = (source as Float64Array).subarray(start, start + target.length);
  (target as Float64Array).set(values);
  return target;
}
