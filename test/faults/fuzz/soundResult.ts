import assert from 'node:assert/strict';
import type { Column } from '../../../src/core/column';
import { cellAt, isNull } from '../../../src/core/column';
import type { OptimizationResult } from '../../../src/core/result';

/**
 * Whether a result that was read from a file without a checksum holds together: any value may have changed, but every
 * column has a cell of its type in every row.
 */
export function assertHoldsTogether(result: OptimizationResult): void {
  for (const column of result.columns) {
    assert.equal(column.values.length, result.rowCount, `rows of ${column.variable.name}`);
    if (column.valid !== undefined) assert.equal(column.valid.length, result.rowCount);
    assertCells(column);
  }
  for (const { name, rows } of result.resultSets) {
    assert.ok(
      rows.every(row => row >= 0 && row < result.rowCount),
      `rows of the set ${name}`,
    );
  }
  JSON.stringify([result.problem, result.metadata, result.columns.map(({ variable }) => variable)]);
}

const cellTypes: Readonly<Record<Column['type'], string>> = {
  float64: 'number',
  int64: 'bigint',
  boolean: 'boolean',
  string: 'string',
  categorical: 'string',
};

function assertCells(column: Column): void {
  for (let row = 0; row < column.values.length; row++) {
    const cell = cellAt(column, row);
    const expected = isNull(column, row) ? 'object' : cellTypes[column.type];
    assert.equal(typeof cell, expected, `row ${row} of ${column.variable.name}`);
  }
}
