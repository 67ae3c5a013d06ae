import assert from 'node:assert/strict';
import { hypervolume } from '../../../src/core/analysis/hypervolume';
import { hypervolumeHistory } from '../../../src/core/analysis/hypervolumeHistory';
import { hypervolumesAt } from '../../../src/core/analysis/hypervolumesAt';
import { Random } from '../support/random';
import { pointAt, randomColumns, sphereFront } from '../support/randomPoints';

/** Counts the cubes of edge 1 that a point dominates; all coordinates are whole, from 0 to `limit`. */
function countCubes(columns: readonly Float64Array[], limit: number): number {
  const points = Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => pointAt(columns, row));
  let count = 0;
  for (let cube = 0; cube < limit ** columns.length; cube++) {
    const corner = columns.map((_, index) => Math.floor(cube / limit ** index) % limit);
    const isDominated = points.some(point =>
      point.every((value, index) => value <= (corner[index] as number)),
    );
    if (isDominated) count++;
  }
  return count;
}

function near(found: number | undefined, expected: number): boolean {
  return Math.abs((found ?? NaN) - expected) <= 1e-12 * Math.abs(expected);
}

describe('hypervolume', () => {
  it('is the length, area or volume that is dominated', () => {
    assert.equal(hypervolume({ objectives: [[3, 1, 2]] }, [5]), 4);
    assert.equal(
      hypervolume(
        {
          objectives: [
            [1, 2],
            [2, 1],
          ],
        },
        [3, 3],
      ),
      3,
    );
    assert.equal(
      hypervolume(
        {
          objectives: [
            [0, 1],
            [0, 1],
            [1, 0],
          ],
        },
        [2, 2, 2],
      ),
      4 + 1,
    );
    assert.equal(hypervolume({ objectives: [[0], [0], [0], [1]] }, [2, 2, 2, 3]), 16);
  });

  it('counts equal points once, and none that is not better than the reference everywhere', () => {
    assert.equal(
      hypervolume(
        {
          objectives: [
            [1, 1, 0, 3],
            [1, 1, 2, 0],
          ],
        },
        [2, 2],
      ),
      1,
    );
    assert.equal(hypervolume({ objectives: [[2], [0]] }, [2, 2]), 0);
    assert.equal(
      hypervolume(
        {
          objectives: [
            [1, 0],
            [1, 0],
          ],
          rows: [0],
        },
        [2, 2],
      ),
      1,
    );
  });

  for (const k of [1, 2, 3, 4, 5]) {
    it(`has words for awkward input of ${k} objectives`, () => {
      const all = (...values: number[]): { readonly objectives: number[][] } => ({
        objectives: Array<number[]>(k).fill(values),
      });
      const reference = Array<number>(k).fill(1);
      assert.equal(hypervolume(all(), reference), 0);
      assert.equal(hypervolume(all(NaN, NaN), reference), 0);
      assert.equal(hypervolume(all(Infinity), reference), 0);
      assert.equal(hypervolume(all(0, -Infinity), reference), Infinity);
      assert.equal(hypervolume(all(0), Array<number>(k).fill(Infinity)), Infinity);
      assert.equal(hypervolume(all(0.5, 0.5), reference), 0.5 ** k);
    });

    it(`is the number of cubes that points of ${k} objectives dominate`, () => {
      const random = new Random(k);
      for (let round = 0; round < 30; round++) {
        const rows = 1 + random.below(40);
        const objectives = randomColumns(random, {
          count: k,
          rows,
          limit: 6,
          others: [NaN, Infinity],
        });
        const found = hypervolume({ objectives }, Array<number>(k).fill(5));
        assert.equal(found, countCubes(objectives, 5));
      }
    });
  }

  it('does not depend on the order of objectives', () => {
    const random = new Random(5);
    for (const k of [3, 4, 5, 6]) {
      const objectives = sphereFront(random, k, 60);
      const reference = objectives.map((_, index) => 1 + index / 10);
      const volume = hypervolume({ objectives }, reference) as number;
      const turned = hypervolume({ objectives: objectives.reverse() }, reference.reverse());
      assert.ok(near(turned, volume), `${k} objectives`);
    }
  });

  it('agrees between three objectives and four of which one is constant', () => {
    const objectives = sphereFront(new Random(6), 3, 700);
    const volume = hypervolume({ objectives }, [1.1, 1.1, 1.1]) as number;
    const constant = new Float64Array(700).fill(-1);
    assert.ok(
      near(hypervolume({ objectives: [constant, ...objectives] }, [1, 1.1, 1.1, 1.1]), 2 * volume),
    );
  });

  it('gives up when it takes more work than allowed', () => {
    const points = { objectives: sphereFront(new Random(7), 5, 100) };
    assert.equal(hypervolume(points, [1, 1, 1, 1, 1], 1000), undefined);
    assert.ok(hypervolume(points, [1, 1, 1, 1, 1]) !== undefined);
  });

  it('refuses a reference that does not fit', () => {
    assert.throws(
      () => hypervolume({ objectives: [[1]] }, [1, 2]),
      /each of the 1 objectives, but was \(1, 2\)/,
    );
    assert.throws(() => hypervolume({ objectives: [[1]] }, [NaN]), RangeError);
  });
});

describe('hypervolumeHistory', () => {
  for (const k of [1, 2]) {
    it(`is the hypervolume of the first points of ${k} objectives, for each row`, () => {
      const random = new Random(k);
      const others = [NaN, Infinity];
      const objectives = randomColumns(random, { count: k, rows: 80, limit: 9, others });
      const reference = Array<number>(k).fill(8);
      const counts = Uint8Array.from({ length: 80 }, () => Math.min(1, random.below(4)));
      const expected = Array.from({ length: 80 }, (_, row) => {
        const rows = Array.from({ length: row + 1 }, (_, at) => at).filter(at => counts[at] === 1);
        return hypervolume({ objectives, rows }, reference);
      });
      assert.deepEqual([...hypervolumeHistory(objectives, reference, counts)], expected);
    });
  }

  it('is infinite from the first infinitely good point', () => {
    const objectives = [
      [NaN, 1, -Infinity, -Infinity, 0],
      [0, 1, 1, -Infinity, 0],
    ];
    assert.deepEqual(
      [...hypervolumeHistory(objectives, [2, 2])],
      [0, 1, Infinity, Infinity, Infinity],
    );
    assert.deepEqual([...hypervolumeHistory([[3, 1]], [Infinity])], [Infinity, Infinity]);
  });

  it('is empty without rows', () => {
    assert.deepEqual([...hypervolumeHistory([[], []], [1, 1])], []);
  });

  it('refuses more objectives', () => {
    assert.throws(
      () => hypervolumeHistory([[1], [1], [1]], [2, 2, 2]),
      /1 or 2 objectives, but was asked of 3/,
    );
  });
});

describe('hypervolumesAt', () => {
  it('is the hypervolume of the first points at each checkpoint', () => {
    const random = new Random(1);
    for (const k of [2, 3, 4]) {
      const objectives = randomColumns(random, { count: k, rows: 60, limit: 9, others: [NaN] });
      const reference = Array<number>(k).fill(9);
      const checkpoints = [0, 1, 20, 20, 59, 60, 100];
      const expected = checkpoints.map(checkpoint => {
        const rows = Array.from({ length: Math.min(checkpoint, 60) }, (_, row) => row);
        return hypervolume({ objectives, rows }, reference);
      });
      assert.deepEqual(hypervolumesAt(objectives, reference, { checkpoints }), expected);
    }
  });

  it('leaves out rows that do not count', () => {
    const options = { checkpoints: [1, 2], counts: [0, 1] };
    assert.deepEqual(
      hypervolumesAt(
        [
          [0, 1],
          [0, 1],
        ],
        [2, 2],
        options,
      ),
      [0, 1],
    );
  });

  it('says where it would take too long', () => {
    const objectives = sphereFront(new Random(2), 5, 60);
    const options = { checkpoints: [1, 60], maxWork: 1000 };
    const [first, last] = hypervolumesAt(objectives, [1, 1, 1, 1, 1], options);
    assert.deepEqual([first === undefined, last], [false, undefined]);
  });

  it('refuses checkpoints that do not ascend', () => {
    assert.throws(() => hypervolumesAt([[1]], [2], { checkpoints: [2, 1] }), /1 comes after 2/);
  });
});
