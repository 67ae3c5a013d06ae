import assert from 'node:assert/strict';
import { columnStatistics } from '../../src/core/columnStatistics';
import { boolean, categorical, float64, int64, text } from './support/columns';

describe('columnStatistics', () => {
  it('orders numbers, counting NaN and missing apart', () => {
    const column = float64('x', [3, NaN, null, -Infinity, 1, 2]);
    assert.deepEqual(columnStatistics(column), {
      count: 5,
      missing: 1,
      nan: 1,
      min: -Infinity,
      median: 1.5,
      max: 3,
    });
  });

  it('has no extremes where there is no number', () => {
    assert.deepEqual(columnStatistics(float64('x', [NaN, null])), { count: 1, missing: 1, nan: 1 });
    assert.deepEqual(columnStatistics(int64('n', [])), { count: 0, missing: 0 });
  });

  it('gives the median of huge numbers and of infinities', () => {
    assert.equal(columnStatistics(float64('x', [1.6e308, 1.4e308])).median, 1.5e308);
    assert.equal(columnStatistics(float64('x', [Infinity, Infinity])).median, Infinity);
  });

  it('is exact for integers', () => {
    const column = int64('n', [2n ** 63n - 1n, 9007199254740993n, null, 9007199254740996n]);
    assert.deepEqual(columnStatistics(column), {
      count: 3,
      missing: 1,
      min: 9007199254740993n,
      median: 9007199254740996n,
      max: 2n ** 63n - 1n,
    });
    assert.equal(columnStatistics(int64('n', [-3n, -2n])).median, -3n);
  });

  it('counts the different values of texts, categories and booleans', () => {
    assert.deepEqual(columnStatistics(text('t', ['a', '', null, 'a'])), {
      count: 3,
      missing: 1,
      distinct: 2,
    });
    assert.equal(columnStatistics(categorical('k', ['a', 'b', 'a'])).distinct, 2);
    assert.equal(columnStatistics(boolean('b', [true, null, true])).distinct, 1);
  });
});
