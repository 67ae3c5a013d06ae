import assert from 'node:assert/strict';
import { cellAt } from '../../../src/core/column';
import type { Cell, Column } from '../../../src/core/column';
import type { OptimizationResult } from '../../../src/core/result';

/** The column of this name; fails when there is none. */
export function columnOf(result: OptimizationResult, name: string): Column {
  const column = result.columns.find(({ variable }) => variable.name === name);
  const names = result.columns.map(({ variable }) => variable.name).join(', ');
  assert.ok(column, `no column ${name} among ${names}`);
  return column;
}

/** All cells of the column of this name, missing ones as null. */
export function cellsOf(result: OptimizationResult, name: string): readonly Cell[] {
  const column = columnOf(result, name);
  return Array.from({ length: column.values.length }, (_, row) => cellAt(column, row));
}
