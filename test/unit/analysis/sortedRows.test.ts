import assert from 'node:assert/strict';
import { everyRow } from '../../../src/core/analysis/numbers';
import { ranks } from '../../../src/core/analysis/ranks';
import { sortedRows } from '../../../src/core/analysis/sortedRows';
import { Random } from '../support/random';

const awkward = [NaN, Infinity, -Infinity, 0, -0, 5e-324, -5e-324, 1.7e308, -1.7e308, 1, -1];

/** Values of every size, many of them equal. */
function someValues(random: Random, length: number): Float64Array {
  return Float64Array.from({ length }, () =>
    random.below(3) === 0
      ? random.pick(awkward)
      : (random.fraction() - 0.5) * 10 ** (random.below(3) * 100 - 100),
  );
}

describe('sortedRows', () => {
  for (const length of [0, 1, 10, 499, 500, 20_000]) {
    it(`orders ${length} rows, equal ones as they were given and NaN last`, () => {
      const values = someValues(new Random(length), length);
      const given = everyRow(length).reverse();
      const expected = [...given].sort((a, b) => {
        const [one = 0, other = 0] = [values[a], values[b]];
        if (Number.isNaN(one) || Number.isNaN(other)) {
          return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
        }
        return one < other ? -1 : Number(one > other);
      });
      assert.deepEqual([...sortedRows(values, given)], expected);
      assert.deepEqual(
        [...given],
        [...everyRow(length).reverse()],
        'the rows given are left alone',
      );
    });
  }

  it('orders constant columns', () => {
    const rows = everyRow(1000);
    assert.deepEqual(sortedRows(new Float64Array(1000).fill(-3), rows), rows);
    assert.deepEqual(sortedRows(new Float64Array(1000).fill(NaN), rows), rows);
  });
});

describe('ranks', () => {
  it('gives equal values the mean of their ranks', () => {
    assert.deepEqual([...ranks([10, 30, 10, 20])], [1.5, 4, 1.5, 3]);
    assert.deepEqual([...ranks([7, 7, 7])], [2, 2, 2]);
    assert.deepEqual([...ranks([0, -0])], [1.5, 1.5]);
  });

  it('ranks infinities as values, and leaves out NaN and other rows', () => {
    assert.deepEqual([...ranks([Infinity, NaN, -Infinity, 0])], [3, NaN, 1, 2]);
    assert.deepEqual([...ranks([5, 9, 1, 3], [3, 0])], [2, NaN, NaN, 1]);
    assert.deepEqual([...ranks([NaN])], [NaN]);
    assert.deepEqual([...ranks([])], []);
  });

  it('ranks as counting smaller and equal values does', () => {
    const values = someValues(new Random(7), 700);
    const expected = values.map(value => {
      const smaller = values.filter(other => other < value).length;
      const equal = values.filter(other => other === value).length;
      return Number.isNaN(value) ? NaN : smaller + (equal + 1) / 2;
    });
    assert.deepEqual(ranks(values), expected);
  });
});
