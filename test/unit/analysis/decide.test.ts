import assert from 'node:assert/strict';
import { topsis } from '../../../src/core/analysis/topsis';
import { weightedSum } from '../../../src/core/analysis/weightedSum';
import type { Criterion } from '../../../src/core/analysis/criteria';
import { Random } from '../support/random';
import { randomColumns } from '../support/randomPoints';

function nearAll(found: Float64Array, expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, index) => {
    const wanted = expected[index] as number;
    const isNear = Object.is(value, wanted) || Math.abs(value - wanted) < 1e-12;
    assert.ok(isNear, `row ${index}: ${value}, not ${wanted}`);
  });
}

const cost: Criterion = { values: [3, 4, 0], weight: 1 };
const quality: Criterion = { values: [1, 0, 0], weight: 1, direction: 'maximize' };

for (const [name, score] of [
  ['topsis', topsis],
  ['weightedSum', weightedSum],
] as const) {
  describe(`${name}, as every ranking`, () => {
    it('gives 1 to what is best in everything and 0 to what is worst', () => {
      const criteria: readonly Criterion[] = [
        { values: [1, 2, 3], weight: 0.2 },
        { values: [9, 8, 7], weight: 5, direction: 'maximize' },
      ];
      const scores = score(criteria);
      assert.deepEqual([scores[0], scores[2]], [1, 0]);
      assert.ok((scores[1] as number) > 0 && (scores[1] as number) < 1);
    });

    it('depends on the ratio of weights alone, and not on a criterion without weight', () => {
      const expected = [...score([cost, quality])];
      const heavy = [cost, quality].map(criterion => ({ ...criterion, weight: 1e308 }));
      nearAll(score(heavy), expected);
      nearAll(score([cost, quality, { values: [9, -7, 3], weight: 0 }]), expected);
      assert.deepEqual([...score([cost, { ...quality, weight: 0 }])], [...score([cost])]);
    });

    it('prefers a row to one that it dominates', () => {
      const random = new Random(1);
      for (let round = 0; round < 30; round++) {
        const columns = randomColumns(random, { count: 3, rows: 20, limit: 5 });
        const scores = score(columns.map(values => ({ values, weight: 1 + random.below(3) })));
        for (let one = 0; one < 20; one++) {
          for (let other = 0; other < 20; other++) {
            const isBetter = columns.every(
              column => (column[one] as number) <= (column[other] as number),
            );
            if (isBetter) assert.ok((scores[one] as number) >= (scores[other] as number) - 1e-12);
          }
        }
      }
    });

    it('has no score for rows that are not finite or not asked for, nor lets them count', () => {
      const values = [3, NaN, 4, Infinity, 0, 100];
      const goal = [1, 1, 0, 1, 0, 0];
      const found = score(
        [
          { values, weight: 1 },
          { values: goal, weight: 1, direction: 'maximize' },
        ],
        [0, 1, 2, 3, 4],
      );
      const [a, b, c] = score([cost, quality]);
      nearAll(found, [a as number, NaN, b as number, NaN, c as number, NaN]);
    });

    it('gives 1 to all when they are the same', () => {
      assert.deepEqual([...score([{ values: [2, 2], weight: 1 }])], [1, 1]);
      assert.deepEqual([...score([{ values: [0], weight: 1 }])], [1]);
      assert.deepEqual([...score([{ values: [], weight: 1 }])], []);
      assert.deepEqual([...score([{ values: [NaN], weight: 1 }])], [NaN]);
    });

    it('takes the largest numbers', () => {
      assert.deepEqual([...score([{ values: [-1.7e308, 1.7e308, 0], weight: 1 }])], [1, 0, 0.5]);
    });

    it('refuses weights that are none', () => {
      assert.throws(
        () => score([{ values: [1], weight: -1 }]),
        /at least one of them above, but were \(-1\)/,
      );
      assert.throws(() => score([{ values: [1], weight: 0 }]), RangeError);
      assert.throws(() => score([{ values: [1], weight: NaN }]), RangeError);
      assert.throws(() => score([{ values: [1], weight: Infinity }]), RangeError);
      assert.throws(() => score([]), RangeError);
    });
  });
}

describe('topsis', () => {
  it('is the closeness to the ideal in normalised, weighted values', () => {
    // Columns of length 5 and 1: (0.6, 1), (0.8, 0), (0, 0), halved by their weights.
    // Distances to the best (0, 1) and to the worst (0.8, 0), doubled:
    const closeness = [Math.hypot(0.2, 1) / (0.6 + Math.hypot(0.2, 1)), 0, 0.8 / (1 + 0.8)];
    nearAll(topsis([cost, quality]), closeness);
  });
});

describe('weightedSum', () => {
  it('is the mean of normalised values by weight', () => {
    nearAll(weightedSum([cost, { ...quality, weight: 3 }]), [(0.25 + 3) / 4, 0, 1 / 4]);
  });
});
