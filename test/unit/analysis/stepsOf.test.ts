import assert from 'node:assert/strict';
import { stepsOf } from '../../../src/core/analysis/stepsOf';

describe('the steps of a history', () => {
  it('are where it changes, from the first number to the end of the run', () => {
    assert.deepEqual(stepsOf(Float64Array.of(NaN, 5, 5, 3, 3, 3)), {
      at: Uint32Array.of(2, 4, 6),
      values: Float64Array.of(5, 3, 3),
      total: 3,
    });
  });

  it('are none where there is no number', () => {
    const none = { at: new Uint32Array(), values: new Float64Array(), total: 0 };
    assert.deepEqual(stepsOf(new Float64Array()), none);
    assert.deepEqual(stepsOf(Float64Array.of(NaN, NaN)), none);
  });

  it('are one where it never changes within one row', () => {
    assert.deepEqual(stepsOf(Float64Array.of(1)), {
      at: Uint32Array.of(1),
      values: Float64Array.of(1),
      total: 1,
    });
  });

  it('are thinned evenly, with the first and the last, and say how many there were', () => {
    const history = Float64Array.from({ length: 1_001 }, (_, row) => -row);
    const { at, values, total } = stepsOf(history, 11);
    assert.equal(total, 1_001);
    assert.deepEqual([...at], [1, 101, 201, 301, 401, 501, 601, 701, 801, 901, 1_001]);
    at.forEach((evaluations, step) => assert.equal(values[step], -(evaluations - 1)));
  });
});
