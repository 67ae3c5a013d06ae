import assert from 'node:assert/strict';
import { epsilonFilter } from '../../../src/core/analysis/epsilonFilter';
import { nondominatedRows } from '../../../src/core/analysis/nondominatedRows';
import { smartParetoFilter } from '../../../src/core/analysis/smartParetoFilter';
import { Random } from '../support/random';
import { pointAt, randomColumns, sphereFront } from '../support/randomPoints';

describe('epsilonFilter', () => {
  it('keeps the point nearest to the best corner of each box that no box dominates', () => {
    const objectives = [
      [0.1, 0.8, 0.4, 1.5, 2.9, 2.5, 9],
      [2.9, 2.1, 2.2, 1.9, 0.1, 1.5, 9],
    ];
    // Boxes (0, 2) of three points, (1, 1), (2, 0); (2, 1) is dominated by (1, 1).
    assert.deepEqual([...epsilonFilter({ objectives }, [1, 1])], [2, 3, 4]);
  });

  it('takes the edges of each objective for itself, and negative values', () => {
    const objectives = [
      [-1, -3],
      [18, 38],
    ];
    assert.deepEqual([...epsilonFilter({ objectives }, [2, 20])], [0, 1]);
    assert.deepEqual([...epsilonFilter({ objectives }, [4, 20])], [0]);
  });

  it('keeps the first of equal points', () => {
    assert.deepEqual(
      [
        ...epsilonFilter(
          {
            objectives: [
              [1, 1],
              [1, 1],
            ],
          },
          [1, 1],
        ),
      ],
      [0],
    );
  });

  for (const k of [1, 2, 3, 4]) {
    it(`keeps few of ${k} objectives, of which one is at most ε worse than any point`, () => {
      const random = new Random(k);
      for (let round = 0; round < 30; round++) {
        const objectives = randomColumns(random, {
          count: k,
          rows: 60,
          limit: 20,
          others: [NaN, Infinity],
        });
        const kept = [...epsilonFilter({ objectives }, Array<number>(k).fill(4))].map(row =>
          pointAt(objectives, row),
        );
        for (let row = 0; row < 60; row++) {
          const point = pointAt(objectives, row);
          if (!point.every(Number.isFinite)) continue;
          const isNear = kept.some(other =>
            other.every((value, index) => value < (point[index] as number) + 4),
          );
          assert.ok(isNear, `${point.join()} has no one near`);
        }
        const boxes = kept.map(point => point.map(value => Math.floor(value / 4)));
        assert.equal(new Set(boxes.map(String)).size, kept.length);
        const columns = Array.from({ length: k }, (_, index) =>
          boxes.map(box => box[index] as number),
        );
        assert.equal(nondominatedRows({ objectives: columns }).length, kept.length);
      }
    });
  }

  it('keeps none of nothing', () => {
    assert.deepEqual([...epsilonFilter({ objectives: [[], []] }, [1, 1])], []);
    assert.deepEqual([...epsilonFilter({ objectives: [[NaN], [1]] }, [1, 1])], []);
    assert.deepEqual(
      [
        ...epsilonFilter(
          {
            objectives: [
              [5, 1],
              [5, 2],
            ],
            rows: [0],
          },
          [1, 1],
        ),
      ],
      [0],
    );
  });

  it('refuses edges that are none', () => {
    assert.throws(
      () => epsilonFilter({ objectives: [[1], [1]] }, [1]),
      /each of the 2 objectives, but was \(1\)/,
    );
    assert.throws(() => epsilonFilter({ objectives: [[1]] }, [0]), RangeError);
    assert.throws(() => epsilonFilter({ objectives: [[1]] }, [Infinity]), RangeError);
  });
});

describe('smartParetoFilter', () => {
  /** Steep, a bend, and flat. */
  const objectives = [
    [0, 1, 2, 3, 6, 10],
    [10, 6, 3, 2, 1, 0],
  ];

  it('drops points between which there is no significant trade-off', () => {
    assert.deepEqual(
      [...smartParetoFilter({ objectives }, { change: 0, reach: 0 })],
      [0, 1, 2, 3, 4, 5],
    );
    // (1, 6) is near (0, 10) in the first objective, (6, 1) near (10, 0) in the second, (3, 2) near (2, 3) in both.
    assert.deepEqual(
      [...smartParetoFilter({ objectives }, { change: 0.1, reach: 0.4 })],
      [0, 2, 5],
    );
    assert.deepEqual(
      [...smartParetoFilter({ objectives }, { change: 0.1, reach: 0.35 })],
      [0, 1, 3, 5],
    );
    assert.deepEqual([...smartParetoFilter({ objectives }, { change: 1, reach: 1 })], [0]);
  });

  it('leaves out dominated rows, and those not asked for or not finite', () => {
    const more = [
      [...(objectives[0] as number[]), 9, NaN, -Infinity],
      [...(objectives[1] as number[]), 9, 0, 0],
    ];
    const nothing = { change: 0, reach: 0 };
    assert.deepEqual([...smartParetoFilter({ objectives: more }, nothing)], [0, 1, 2, 3, 4, 5]);
    assert.deepEqual([...smartParetoFilter({ objectives: more, rows: [6, 3] }, nothing)], [3]);
  });

  for (const k of [2, 3, 4]) {
    it(`keeps of ${k} objectives one in the region of each point, and no two in one region`, () => {
      const objectives = sphereFront(new Random(k), k, 300);
      const [change, reach] = [0.05, 0.3];
      const ranges = objectives.map(column => Math.max(...column) - Math.min(...column));
      const isInRegion = (one: number, other: number): boolean => {
        const differences = objectives.map(
          (column, index) =>
            Math.abs((column[one] as number) - (column[other] as number)) /
            (ranges[index] as number),
        );
        return Math.min(...differences) <= change && Math.max(...differences) <= reach;
      };
      const kept = [...smartParetoFilter({ objectives }, { change, reach })];
      assert.ok(kept.length < 200);
      for (let row = 0; row < 300; row++) {
        const near = kept.filter(other => isInRegion(row, other));
        if (kept.includes(row)) assert.deepEqual(near, [row]);
        else assert.ok(near.length > 0);
      }
      for (const column of objectives) {
        assert.ok(
          kept.some(row => column[row] === Math.min(...column)),
          'the ends of the front stay',
        );
      }
    });
  }

  it('has words for awkward input', () => {
    const region = { change: 0.1, reach: 0.2 };
    assert.deepEqual([...smartParetoFilter({ objectives: [[], []] }, region)], []);
    assert.deepEqual([...smartParetoFilter({ objectives: [] }, region)], []);
    assert.deepEqual([...smartParetoFilter({ objectives: [[4], [4]] }, region)], [0]);
    assert.deepEqual(
      [
        ...smartParetoFilter(
          {
            objectives: [
              [4, 4],
              [1, 1],
            ],
          },
          region,
        ),
      ],
      [0],
    );
    assert.throws(
      () => smartParetoFilter({ objectives }, { change: 0.3, reach: 0.2 }),
      /\(0.3\) is a number from 0 up to the reach \(0.2\)/,
    );
    assert.throws(() => smartParetoFilter({ objectives }, { change: NaN, reach: 1 }), RangeError);
  });
});
