import assert from 'node:assert/strict';
import { commonRows } from '../../../src/core/analysis/commonRows';

describe('commonRows', () => {
  it('counts for every pair the rows that are NaN in neither', () => {
    const columns = [
      [1, NaN, 3, Infinity],
      [NaN, NaN, 1, 2],
      [1, 2, 3, 4],
    ];
    assert.deepEqual([...commonRows(columns)], [3, 2, 3, 2, 2, 2, 3, 2, 4]);
    assert.equal(commonRows([]).length, 0);
  });
});
