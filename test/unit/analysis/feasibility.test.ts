import assert from 'node:assert/strict';
import { feasibleRows, violations } from '../../../src/core/analysis/feasibility';
import { float64, int64, text } from '../support/columns';

const below1 = float64('g', [0, 1, 1.5, NaN, null, -Infinity, Infinity], {
  role: 'inequality',
  limit: 1,
});
const atLeast2 = int64('n', [2n, 0n, 1n, 2n, 2n, 2n, 3n], {
  role: 'inequality',
  sense: '>=',
  limit: 2,
});
const zero = float64('h', [5e-7, -5e-7, 0.25, 0, 0, 0, 0], { role: 'equality' });

describe('feasibleRows', () => {
  it('takes rows that satisfy every constraint', () => {
    assert.deepEqual([...feasibleRows([below1], 7)], [1, 1, 0, 0, 0, 1, 0]);
    assert.deepEqual([...feasibleRows([below1, atLeast2, zero], 7)], [1, 0, 0, 0, 0, 1, 0]);
  });

  it('takes all rows where there is no constraint', () => {
    assert.deepEqual([...feasibleRows([], 2)], [1, 1]);
    assert.deepEqual([...feasibleRows([], 0)], []);
  });

  it('refuses a constraint without numbers', () => {
    assert.throws(() => feasibleRows([text('t', ['a'])], 1), /"t" is of type string/);
  });
});

describe('violations', () => {
  it('sums up by how much limits are exceeded', () => {
    assert.deepEqual(
      [...violations([below1, atLeast2, zero], 7)],
      [0, 2, 0.5 + 1 + 0.25, NaN, NaN, 0, Infinity],
    );
  });

  it('is 0 exactly where a row is feasible', () => {
    const column = int64('n', [2n ** 53n + 1n, 2n ** 53n], { role: 'inequality', limit: 2 ** 53 });
    assert.deepEqual([...feasibleRows([column], 2)], [0, 1]);
    assert.deepEqual(
      [...violations([column], 2)].map(amount => amount > 0),
      [true, false],
    );
  });
});
