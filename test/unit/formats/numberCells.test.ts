import assert from 'node:assert/strict';
import { NumberCells } from '../../../src/formats/optuna/numberCells';

const rowCount = 10_000;

describe('NumberCells', () => {
  it('keeps what was set far apart, and nothing in between', () => {
    const cells = new NumberCells();
    cells.set(9_999, 2.5);
    cells.set(0, 1.5);
    const { values, valid } = cells.toFloat64(rowCount);
    assert.equal(values.length, rowCount);
    assert.deepEqual([values[0], values[9_999]], [1.5, 2.5]);
    assert.ok(valid);
    assert.deepEqual(
      Array.from(valid).flatMap((isThere, row) => (isThere === 1 ? [row] : [])),
      [0, 9_999],
    );
  });

  it('says nothing of validity where all rows are there', () => {
    const cells = new NumberCells();
    for (let row = 0; row < rowCount; row++) cells.set(row, row);
    assert.deepEqual(cells.validity(rowCount), {});
    assert.equal(cells.toInt64(rowCount).values[8_191], 8_191n);
    cells.clear(4_096);
    assert.equal(cells.validity(rowCount).valid?.indexOf(0), 4_096);
  });

  it('tells any number of marks apart, also those that were set before', () => {
    const cells = new NumberCells();
    cells.set(0, 1, 255);
    cells.set(1, 1, 256);
    cells.set(5_000, 1, 70_000);
    cells.set(20, 1, 3);
    assert.deepEqual(
      [0, 1, 2, 20, 5_000].map(row => cells.markOf(row)),
      [255, 256, 0, 3, 70_000],
    );
  });

  it('gives columns that stay as they are when cells change', () => {
    const cells = new NumberCells();
    cells.set(0, 1);
    const { values } = cells.toFloat64(1);
    cells.set(0, 2);
    cells.clear(100);
    assert.deepEqual([values[0], cells.valueOf(0), cells.markOf(100)], [1, 2, 0]);
  });
});
