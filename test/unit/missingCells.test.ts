import assert from 'node:assert/strict';
import { missingCells } from '../../src/core/missingCells';
import { float64, int64, text } from './support/columns';

describe('Missing cells', () => {
  it('are null or not a number', () => {
    assert.equal(missingCells(float64('x', [1, NaN, null, Infinity])), 2);
    assert.equal(missingCells(float64('x', [1, NaN])), 1);
    assert.equal(missingCells(int64('n', [1n, null])), 1);
    assert.equal(missingCells(text('t', ['NaN', '', null])), 1);
    assert.equal(missingCells(text('t', ['NaN'])), 0);
  });
});
