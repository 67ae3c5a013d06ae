import assert from 'node:assert/strict';
import { correlationMatrix, spearman } from '../../../src/core/analysis/spearman';
import { Random } from '../support/random';
import { randomColumns } from '../support/randomPoints';

describe('spearman', () => {
  it('is ±1 for what rises or falls together, however much', () => {
    assert.equal(spearman([1, 2, 3, 4], [1, 10, 100, Infinity]), 1);
    assert.equal(spearman([1, 2, 3], [3, -5, -Infinity]), -1);
  });

  it('is what the formula of squared differences of ranks says', () => {
    // Differences of ranks: 0, 1, 1, 1, 1; 1 - 6 · 4 / (5 · 24).
    assert.ok(Math.abs((spearman([1, 2, 3, 4, 5], [1, 3, 2, 5, 4]) ?? 0) - 0.8) < 1e-15);
  });

  it('shares ranks between ties', () => {
    // Ranks 1.5, 1.5, 3 and 1, 2, 3: covariance 1.5, variances 1.5 and 2.
    assert.ok(Math.abs((spearman([5, 5, 9], [1, 2, 3]) ?? 0) - 1.5 / Math.sqrt(3)) < 1e-15);
  });

  it('leaves out rows in which one of the two is NaN', () => {
    assert.equal(spearman([1, NaN, 2, 3], [1, -50, 2, 3]), 1);
    assert.equal(spearman([1, 99, 2, 3], [1, 2, 3, NaN], [0, 2, 3]), 1);
  });

  it('is undefined where nothing can be said', () => {
    assert.equal(spearman([], []), undefined);
    assert.equal(spearman([1], [2]), undefined);
    assert.equal(spearman([1, 2], [3, 3]), undefined);
    assert.equal(spearman([NaN, NaN], [1, 2]), undefined);
    assert.equal(spearman([1, NaN, 3], [NaN, 2, 3]), undefined);
  });
});

describe('correlationMatrix', () => {
  it('holds the correlation of each pair', () => {
    const random = new Random(3);
    const whole = randomColumns(random, { count: 2, rows: 60, limit: 9, others: [Infinity] });
    const holed = randomColumns(random, { count: 2, rows: 60, limit: 9, others: [NaN] });
    const columns = [...whole, ...holed, new Float64Array(60)];
    const matrix = correlationMatrix(columns);
    columns.forEach((one, i) => {
      columns.forEach((other, j) => {
        const found = matrix[i * columns.length + j] as number;
        const expected = spearman(one, other) ?? NaN;
        assert.ok(Object.is(found, expected) || Math.abs(found - expected) < 1e-15, `${i}, ${j}`);
      });
    });
  });

  it('is empty without columns', () => {
    assert.equal(correlationMatrix([]).length, 0);
    assert.deepEqual([...correlationMatrix([[]])], [NaN]);
  });
});
