import assert from 'node:assert/strict';
import { codesOf } from '../../../src/core/analysis/codesOf';
import { minimised } from '../../../src/core/analysis/minimised';
import { numbersOf } from '../../../src/core/analysis/numbersOf';
import { boolean, categorical, float64, int64, text } from '../support/columns';

describe('numbersOf', () => {
  it('gives the memory of a float column without nulls', () => {
    const column = float64('x', [1, NaN, -Infinity, -0]);
    assert.equal(numbersOf(column), column.values);
    assert.deepEqual(numbersOf(float64('x', [])), new Float64Array());
  });

  it('makes NaN of null', () => {
    assert.deepEqual(numbersOf(float64('x', [1, null])), Float64Array.of(1, NaN));
    assert.deepEqual(numbersOf(int64('n', [2n ** 53n + 1n, null])), Float64Array.of(2 ** 53, NaN));
    assert.deepEqual(numbersOf(boolean('b', [true, null, false])), Float64Array.of(1, NaN, 0));
  });

  it('copies a list of plain numbers', () => {
    assert.deepEqual(numbersOf({ ...float64('x', []), values: [1, 2] }), Float64Array.of(1, 2));
  });

  it('has no numbers for what has no order', () => {
    assert.equal(numbersOf(text('t', ['1'])), undefined);
    assert.equal(numbersOf(categorical('c', ['a'])), undefined);
  });
});

describe('codesOf', () => {
  it('gives categories, texts and booleans a number each', () => {
    assert.deepEqual(codesOf(categorical('c', ['b', 'a', null, 'b'])), {
      codes: Float64Array.of(0, 1, NaN, 0),
      labels: ['b', 'a'],
    });
    assert.deepEqual(codesOf(text('t', ['y', null, '', 'y'])), {
      codes: Float64Array.of(0, NaN, 1, 0),
      labels: ['y', ''],
    });
    assert.deepEqual(codesOf(boolean('b', [true, false, null])), {
      codes: Float64Array.of(1, 0, NaN),
      labels: ['false', 'true'],
    });
  });

  it('has none for numbers', () => {
    assert.equal(codesOf(float64('x', [1])), undefined);
    assert.equal(codesOf(int64('n', [1n])), undefined);
  });
});

describe('minimised', () => {
  const values = Float64Array.of(1, -2, 0, NaN, Infinity);

  it('turns the sign of what is maximised, without a -0', () => {
    assert.deepEqual(minimised(values, 'maximize'), Float64Array.of(-1, 2, 0, NaN, -Infinity));
  });

  it('leaves what is minimised, which is the default', () => {
    assert.equal(minimised(values, 'minimize'), values);
    assert.equal(minimised(values), values);
  });
});
