import assert from 'node:assert/strict';
import { bestSoFar } from '../../../src/core/analysis/bestSoFar';
import { densityGrid } from '../../../src/core/analysis/densityGrid';
import { extent } from '../../../src/core/analysis/extent';
import { histogram } from '../../../src/core/analysis/histogram';
import { Random } from '../support/random';
import { randomColumns } from '../support/randomPoints';

describe('extent', () => {
  it('spans the finite values', () => {
    assert.deepEqual(extent([3, NaN, -1, Infinity, -Infinity]), [-1, 3]);
    assert.deepEqual(extent([3, 1, 2], [0, 2]), [2, 3]);
    assert.deepEqual(extent([4]), [4, 4]);
  });

  it('is undefined when there is none', () => {
    assert.equal(extent([]), undefined);
    assert.equal(extent([NaN, Infinity]), undefined);
  });
});

describe('histogram', () => {
  it('counts in bins of equal width, the upper edge in the last, and the rest apart', () => {
    const values = [0, 0.9, 1, 3.5, 4, NaN, NaN, Infinity, -Infinity];
    assert.deepEqual(histogram(values, { bins: 4 }), {
      range: [0, 4],
      counts: Uint32Array.of(2, 1, 0, 2),
      outside: 0,
      nan: 2,
      negativeInfinity: 1,
      positiveInfinity: 1,
    });
  });

  it('counts what is beyond a range that was asked for', () => {
    const { counts, outside } = histogram([-1, 0, 1, 2, 9], { bins: 2, range: [0, 2] });
    assert.deepEqual([[...counts], outside], [[1, 2], 2]);
  });

  it('puts equal values into the first bin', () => {
    const found = histogram([7, 7, 8], { bins: 3, rows: [0, 1] });
    assert.deepEqual(
      [found.range, [...found.counts]],
      [
        [7, 7],
        [2, 0, 0],
      ],
    );
  });

  it('has no range without a finite value', () => {
    assert.equal(histogram([], { bins: 2 }).range, undefined);
    assert.deepEqual(histogram([NaN, Infinity], { bins: 2 }), {
      range: undefined,
      counts: new Uint32Array(2),
      outside: 0,
      nan: 1,
      negativeInfinity: 0,
      positiveInfinity: 1,
    });
  });

  it('counts numbers whose range is not a number', () => {
    assert.deepEqual([...histogram([-1.7e308, 0, 1.7e308], { bins: 4 }).counts], [1, 0, 1, 1]);
  });

  it('counts every row once', () => {
    const [values] = randomColumns(new Random(1), {
      count: 1,
      rows: 500,
      limit: 30,
      others: [NaN, Infinity, -Infinity],
    });
    const found = histogram(values as Float64Array, { bins: 7, range: [3, 20] });
    const { counts, outside, nan, negativeInfinity, positiveInfinity } = found;
    const inside = counts.reduce((a, b) => a + b);
    assert.equal(inside + outside + nan + negativeInfinity + positiveInfinity, 500);
  });

  it('refuses to have no bin', () => {
    assert.throws(() => histogram([1], { bins: 0 }), /whole number from 1, but was 0/);
  });
});

describe('densityGrid', () => {
  it('counts points by cell, the smallest y first', () => {
    const found = densityGrid([0, 1, 2, 2, NaN], [0, 0, 1, 1, 0], { width: 2, height: 2 });
    assert.deepEqual(found, {
      xRange: [0, 2],
      yRange: [0, 1],
      counts: Uint32Array.of(1, 1, 0, 2),
      largest: 2,
      counted: 4,
    });
  });

  it('counts what is in the part that was asked for', () => {
    const options = { width: 1, height: 1, xRange: [1, 2], yRange: [0, 9] } as const;
    assert.equal(densityGrid([0, 1, 2, 3], [1, 1, 10, 1], options).counted, 1);
    assert.equal(densityGrid([1, 1, 1], [1, 1, 1], { ...options, rows: [0, 2] }).counted, 2);
  });

  it('is empty where an axis has no finite value', () => {
    const found = densityGrid([1, 2], [NaN, Infinity], { width: 2, height: 3 });
    assert.deepEqual([found.yRange, found.counted, found.counts.length], [undefined, 0, 6]);
    assert.equal(densityGrid([], [], { width: 1, height: 1 }).counted, 0);
    assert.throws(() => densityGrid([], [], { width: 1, height: 1.5 }), /height of a grid/);
  });

  it('puts a constant column into the first cells', () => {
    assert.deepEqual(
      [...densityGrid([5, 5], [1, 2], { width: 2, height: 2 }).counts],
      [1, 0, 1, 0],
    );
  });
});

describe('bestSoFar', () => {
  it('keeps the best up to each row', () => {
    assert.deepEqual([...bestSoFar([NaN, 3, 5, NaN, 1, Infinity])], [NaN, 3, 3, 3, 1, 1]);
    assert.deepEqual([...bestSoFar([1, 3, 2], { direction: 'maximize' })], [1, 3, 3]);
    assert.deepEqual([...bestSoFar([Infinity, -Infinity])], [Infinity, -Infinity]);
  });

  it('leaves out rows that do not count', () => {
    assert.deepEqual([...bestSoFar([1, 5, 4], { counts: [0, 1, 1] })], [NaN, 5, 4]);
  });

  it('is NaN as long as there is none', () => {
    assert.deepEqual([...bestSoFar([])], []);
    assert.deepEqual([...bestSoFar([NaN, NaN])], [NaN, NaN]);
  });
});
