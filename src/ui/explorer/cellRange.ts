import type { Column } from '../../core/column';
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

function filled<T extends number | bigint, A extends { [index: number]: T; length: number }>(
  target: A,
  source: { readonly [index: number]: T },
  start: number,
): A {
  for (let row = 0; row < target.length; row++) target[row] = source[start + row] as T;
  return target;
}
