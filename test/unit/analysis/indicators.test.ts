import assert from 'node:assert/strict';
import { additiveEpsilon, coverage, igdPlus } from '../../../src/core/analysis/indicators';
import type { Points } from '../../../src/core/analysis/points';
import { Random } from '../support/random';
import { pointAt, randomColumns } from '../support/randomPoints';

const front: Points = {
  objectives: [
    [0, 1, 2],
    [2, 1, 0],
  ],
};
const none: Points = { objectives: [[], []] };
const unknown: Points = {
  objectives: [
    [NaN, Infinity],
    [1, NaN],
  ],
};

/** For each reference point the least over all points of the amount by which the point exceeds it. */
function leastBy(
  points: readonly Float64Array[],
  others: readonly Float64Array[],
  amountOf: (excesses: readonly number[]) => number,
): readonly number[] {
  const rowsOf = (columns: readonly Float64Array[]): readonly number[][] =>
    Array.from(columns[0] ?? [], (_, row) => [...pointAt(columns, row)]);
  return rowsOf(others).map(other =>
    Math.min(
      ...rowsOf(points).map(point =>
        amountOf(point.map((value, index) => value - (other[index] as number))),
      ),
    ),
  );
}

describe('indicators of two sets', () => {
  it('say of a front that it is the same as itself', () => {
    assert.deepEqual(
      [igdPlus(front, front), additiveEpsilon(front, front), coverage(front, front)],
      [0, 0, 1],
    );
  });

  it('are what they are by hand', () => {
    const points: Points = {
      objectives: [
        [1, 3],
        [2, 1],
      ],
    };
    // To (0, 2): 1 from (1, 2). To (1, 1): 1 from (1, 2). To (2, 0): √2 from (3, 1).
    assert.ok(Math.abs((igdPlus(points, front) ?? NaN) - (2 + Math.SQRT2) / 3) < 1e-15);
    assert.equal(additiveEpsilon(points, front), 1);
    assert.equal(additiveEpsilon(front, points), 0, 'it dominates (3, 1), but (1, 2) only just');
    assert.deepEqual([coverage(front, points), coverage(points, front)], [1, 0]);
  });

  it('do not count being better', () => {
    const better: Points = { objectives: [[-5], [-5]] };
    assert.equal(igdPlus(better, front), 0);
    assert.equal(additiveEpsilon(better, front), -5);
  });

  it('are undefined without points', () => {
    for (const empty of [none, unknown]) {
      assert.deepEqual([igdPlus(empty, front), igdPlus(front, empty)], [undefined, undefined]);
      assert.deepEqual(
        [additiveEpsilon(empty, front), additiveEpsilon(front, empty)],
        [undefined, undefined],
      );
      assert.deepEqual([coverage(empty, front), coverage(front, empty)], [0, undefined]);
    }
  });

  it('take infinities for values where order is all that counts', () => {
    const best: Points = { objectives: [[-Infinity], [-Infinity]] };
    assert.deepEqual(
      [coverage(best, front), coverage(best, best), coverage(front, best)],
      [1, 1, 0],
    );
    assert.equal(igdPlus(best, front), undefined);
  });

  it('are what comparing each with each gives', () => {
    const random = new Random(4);
    for (let round = 0; round < 40; round++) {
      const count = 1 + random.below(4);
      const one = randomColumns(random, { count, rows: 1 + random.below(30), limit: 12 });
      const other = randomColumns(random, { count, rows: 1 + random.below(30), limit: 12 });
      const sets = [{ objectives: one }, { objectives: other }] as const;
      const distances = leastBy(one, other, excesses =>
        Math.hypot(...excesses.map(excess => Math.max(0, excess))),
      );
      const mean = distances.reduce((a, b) => a + b) / distances.length;
      assert.ok(Math.abs((igdPlus(...sets) ?? NaN) - mean) < 1e-12);
      const worst = leastBy(one, other, excesses => Math.max(...excesses));
      assert.equal(additiveEpsilon(...sets), Math.max(...worst));
      assert.equal(coverage(...sets), worst.filter(amount => amount <= 0).length / worst.length);
    }
  });

  it('refuse sets of different objectives', () => {
    const words = /one has 2 and the other 1/;
    const narrow: Points = { objectives: [[1]] };
    assert.throws(() => igdPlus(front, narrow), words);
    assert.throws(() => additiveEpsilon(front, narrow), words);
    assert.throws(() => coverage(front, narrow), words);
  });
});
