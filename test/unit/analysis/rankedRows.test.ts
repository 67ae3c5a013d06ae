import assert from 'node:assert/strict';
import { rankedRows } from '../../../src/core/analysis/rankedRows';

describe('rankedRows', () => {
  it('puts the largest score first, and gives equal ones the same rank', () => {
    const { rows, ranks } = rankedRows([0.5, 0.9, 0.5, 1, 0.1]);
    assert.deepEqual([...rows], [3, 1, 0, 2, 4]);
    assert.deepEqual([...ranks], [1, 2, 3, 3, 5]);
  });

  it('leaves out rows without a score', () => {
    const { rows, ranks } = rankedRows([NaN, 0, NaN, 0]);
    assert.deepEqual([...rows], [1, 3]);
    assert.deepEqual([...ranks], [1, 1]);
    assert.deepEqual(rankedRows([NaN]), { rows: new Uint32Array(), ranks: new Uint32Array() });
  });
});
