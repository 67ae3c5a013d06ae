import assert from 'node:assert/strict';
import { nondominatedRows } from '../../../src/core/analysis/nondominatedRows';
import { Random } from '../support/random';
import {
  crowdedFront,
  dominates,
  pointAt,
  randomColumns,
  sphereFront,
} from '../support/randomPoints';

/** By comparing each with each. */
function expectedRows(
  columns: readonly Float64Array[],
  rows: readonly number[],
): readonly number[] {
  const complete = rows
    .map(row => ({ row, point: pointAt(columns, row) }))
    .filter(({ point }) => !point.some(Number.isNaN));
  return complete
    .filter(({ point }) => !complete.some(other => dominates(other.point, point)))
    .map(({ row }) => row)
    .sort((a, b) => a - b);
}

describe('nondominatedRows', () => {
  it('keeps every copy of a point on the front', () => {
    const objectives = [
      [1, 2, 1, 3, 2],
      [2, 1, 2, 3, 1],
    ];
    assert.deepEqual([...nondominatedRows({ objectives })], [0, 1, 2, 4]);
  });

  it('leaves out a point that is worse in one objective and equal in the others', () => {
    assert.deepEqual(
      [
        ...nondominatedRows({
          objectives: [
            [1, 1],
            [1, 2],
          ],
        }),
      ],
      [0],
    );
    assert.deepEqual(
      [
        ...nondominatedRows({
          objectives: [
            [1, 1],
            [1, 2],
            [0, 0],
          ],
        }),
      ],
      [0],
    );
    assert.deepEqual(
      [
        ...nondominatedRows({
          objectives: [
            [1, 1],
            [1, 2],
            [0, 0],
            [5, 5],
          ],
        }),
      ],
      [0],
    );
  });

  it('looks only at the rows that were given', () => {
    const objectives = [
      [0, 2, 1, 3],
      [0, 1, 2, 3],
    ];
    assert.deepEqual([...nondominatedRows({ objectives, rows: [3, 2, 1] })], [1, 2]);
  });

  it('has nothing to choose without rows, objectives or numbers', () => {
    assert.deepEqual([...nondominatedRows({ objectives: [] })], []);
    for (const count of [1, 2, 3, 4]) {
      const columnsOf = (...values: number[]): number[][] => Array<number[]>(count).fill(values);
      assert.deepEqual([...nondominatedRows({ objectives: columnsOf() })], []);
      assert.deepEqual([...nondominatedRows({ objectives: columnsOf(NaN, NaN) })], []);
      assert.deepEqual([...nondominatedRows({ objectives: columnsOf(7) })], [0]);
      assert.deepEqual([...nondominatedRows({ objectives: columnsOf(4, 4) })], [0, 1]);
      assert.deepEqual([...nondominatedRows({ objectives: columnsOf(Infinity, NaN) })], [0]);
      assert.deepEqual([...nondominatedRows({ objectives: columnsOf(3, -Infinity, 1) })], [1]);
    }
  });

  for (const count of [1, 2, 3, 4, 6]) {
    it(`finds with ${count} objectives what comparing each with each finds`, () => {
      const random = new Random(count);
      for (let round = 0; round < 60; round++) {
        const rows = 1 + random.below(120);
        const others = round % 2 === 0 ? [NaN, Infinity, -Infinity, -0] : [];
        const objectives = randomColumns(random, {
          count,
          rows,
          limit: 2 + random.below(9),
          others,
        });
        const given = Array.from({ length: rows }, (_, row) => row).filter(
          () => random.below(4) > 0,
        );
        assert.deepEqual(
          [...nondominatedRows({ objectives, rows: given })],
          expectedRows(objectives, given),
        );
      }
    });
  }

  for (const count of [4, 5, 6, 7]) {
    it(`finds with ${count} objectives a large front full of equal values and points`, () => {
      const random = new Random(20 + count);
      for (const rows of [250, 300, 700, 1400]) {
        for (const others of [[], [NaN, Infinity]]) {
          const objectives = crowdedFront(random, { count, rows, sum: 40, others });
          const given = Array.from({ length: rows }, (_, row) => row).filter(
            () => random.below(20) > 0,
          );
          const expected = expectedRows(objectives, given);
          assert.ok(expected.length > rows / 2);
          assert.deepEqual([...nondominatedRows({ objectives, rows: given })], expected);
        }
      }
    });
  }

  it('finds all of a front that is larger than the rest', () => {
    const random = new Random(9);
    for (const count of [2, 3, 4, 5]) {
      const front = sphereFront(random, count, 1500);
      const worse = front.map(column => column.map(value => value + 0.5));
      const objectives = front.map((column, index) =>
        Float64Array.from([...(worse[index] as Float64Array), ...column]),
      );
      assert.deepEqual(
        [...nondominatedRows({ objectives })],
        Array.from({ length: 1500 }, (_, index) => 1500 + index),
      );
    }
  });
});
