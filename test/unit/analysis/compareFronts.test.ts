import assert from 'node:assert/strict';
import { compareFronts } from '../../../src/core/analysis/compareFronts';
import type { FrontCorners } from '../../../src/core/analysis/frontPoints';
import { hypervolume } from '../../../src/core/analysis/hypervolume';
import type { Points } from '../../../src/core/analysis/points';
import { Random } from '../support/random';
import { randomColumns } from '../support/randomPoints';

/** The front (0, 4), (2, 2), (4, 0) with a point that it dominates. */
const good: Points = {
  objectives: [
    [0, 2, 4, 4],
    [4, 2, 0, 4],
  ],
};
/** Twice as far from the ideal. */
const poor: Points = {
  objectives: [
    [0, 4, 8],
    [8, 4, 0],
  ],
};
const none: Points = { objectives: [[], []] };

type Point = readonly number[];

function scaledPoints({ objectives }: Points, { ideal, nadir }: FrontCorners): readonly Point[] {
  return Array.from(objectives[0] ?? [], (_, row) =>
    objectives.map((column, objective) => {
      const from = ideal[objective] as number;
      const range = (nadir[objective] as number) - from || 1;
      return ((column[row] as number) - from) / range;
    }),
  );
}

/** Of all differences between the values of two points the least by which `a` weakly dominates `b`. */
function leastEpsilon(a: readonly Point[], b: readonly Point[]): number {
  const excess = (one: Point, other: Point): readonly number[] =>
    one.map((value, at) => value - (other[at] as number));
  const candidates = a.flatMap(one => b.flatMap(other => excess(one, other)));
  const isEnough = (epsilon: number): boolean =>
    b.every(other => a.some(one => excess(one, other).every(each => each <= epsilon)));
  return Math.min(...candidates.filter(isEnough));
}

describe('fronts side by side', () => {
  it('have the front of all, its corners and one reference point in common', () => {
    const { fronts, combinedSize, corners, referencePoint } = compareFronts({ sets: [good, poor] });
    assert.deepEqual(fronts, [Uint32Array.of(0, 1, 2), Uint32Array.of(0, 1, 2)]);
    assert.equal(combinedSize, 3);
    assert.deepEqual(corners, { ideal: [0, 0], nadir: [4, 4] });
    assert.deepEqual(referencePoint, [4.4, 4.4]);
  });

  it('are measured against the front of all, each objective scaled by its range there', () => {
    const { hypervolumes, igdPlus: distances, epsilons } = compareFronts({ sets: [good, poor] });
    const volumes = [good, poor].map(set => hypervolume(set, [4.4, 4.4]));
    assert.deepEqual(hypervolumes, volumes);
    // Scaled, (0, 1) and (1, 0) are missed by 1, and (0.5, 0.5) by half a diagonal.
    assert.deepEqual(distances, [0, (1 + Math.SQRT1_2 + 1) / 3]);
    assert.deepEqual(epsilons, [0, 1]);
  });

  it('can be measured against one of them', () => {
    const { igdPlus: distances, epsilons } = compareFronts({ sets: [good, poor], reference: 1 });
    assert.deepEqual(distances, [0, 0]);
    assert.deepEqual(epsilons, [0, 0]);
  });

  it('cover each other by pairs', () => {
    const { coverage: covered } = compareFronts({ sets: [good, poor] });
    assert.deepEqual(covered, [
      [1, 1],
      [0, 1],
    ]);
  });

  it('have an additive ε to each other, negative where the one is better throughout', () => {
    // Scaled (0, 1), (0.5, 0.5), (1, 0), and each 0.5 further from the ideal in both objectives.
    const behind: Points = {
      objectives: [
        [2, 4, 6],
        [6, 4, 2],
      ],
    };
    const { pairEpsilons } = compareFronts({ sets: [good, behind, poor] });
    assert.deepEqual(pairEpsilons, [
      [0, -0.5, 0],
      [0.5, 0, 0.5],
      // From (0, 2) to (0, 1); from (1, 1) to (1, 1).
      [1, 0.5, 0],
    ]);
  });

  it('have the additive ε that is the least of all that would do', () => {
    const random = new Random(11);
    for (let round = 0; round < 20; round++) {
      const sets = [0, 1, 2].map(() => ({
        objectives: randomColumns(random, { count: 3, rows: 12, limit: 9 }),
      }));
      const { pairEpsilons, corners } = compareFronts({ sets });
      const points = sets.map(set => scaledPoints(set, corners as FrontCorners));
      const expected = points.map(a => points.map(b => leastEpsilon(a, b)));
      assert.deepEqual(pairEpsilons, expected);
    }
  });

  it('tell the best of each objective, also in rows without the other', () => {
    const partial: Points = {
      objectives: [
        [3, NaN, -1],
        [5, 1, NaN],
      ],
      rows: [0, 1, 2],
    };
    const { best, fronts } = compareFronts({ sets: [partial, none] });
    assert.deepEqual(best, [
      [-1, 1],
      [NaN, NaN],
    ]);
    assert.deepEqual(fronts, [Uint32Array.of(0), new Uint32Array()]);
  });

  it('say what there is no figure for, and why', () => {
    const empty = compareFronts({ sets: [good, none] });
    assert.equal(empty.hypervolumes[1], 'no points');
    assert.equal(empty.igdPlus[1], 'no points');
    assert.deepEqual(empty.coverage[1], ['no points', 'no points']);
    assert.deepEqual(empty.pairEpsilons[0], [0, 'no points']);
    const long = compareFronts({ sets: [good, poor], maxWork: 10 });
    assert.deepEqual(long.igdPlus, ['too long', 'too long']);
    assert.deepEqual(long.coverage[0], ['too long', 'too long']);
    assert.deepEqual(long.pairEpsilons[0], ['too long', 'too long']);
    const nothing = compareFronts({ sets: [none, none] });
    assert.equal(nothing.corners, undefined);
    assert.deepEqual(nothing.hypervolumes, ['no points', 'no points']);
  });

  it('are measured by finite points, whatever else a set has', () => {
    const wild: Points = { objectives: [[0], [-Infinity]] };
    const { combinedSize, referencePoint, hypervolumes } = compareFronts({ sets: [good, wild] });
    assert.equal(combinedSize, 3);
    assert.deepEqual(referencePoint, [4.4, 4.4]);
    assert.equal(hypervolumes[1], Infinity);
  });

  it('count a point that several have once', () => {
    assert.equal(compareFronts({ sets: [good, good, poor] }).combinedSize, 3);
  });

  it('are scaled so that the units of the objectives do not matter', () => {
    const random = new Random(7);
    for (let round = 0; round < 20; round++) {
      const sets = [0, 1].map(() => ({
        objectives: randomColumns(random, { count: 3, rows: 40, limit: 12 }),
      }));
      const inOtherUnits = sets.map(({ objectives }) => ({
        objectives: objectives.map((column, place) => column.map(value => value * 256 ** place)),
      }));
      const one = compareFronts({ sets });
      const other = compareFronts({ sets: inOtherUnits });
      assert.deepEqual(other.igdPlus, one.igdPlus);
      assert.deepEqual(other.epsilons, one.epsilons);
      assert.deepEqual(other.pairEpsilons, one.pairEpsilons);
      assert.deepEqual(other.coverage, one.coverage);
      assert.deepEqual(
        other.hypervolumes.map(Number),
        one.hypervolumes.map(volume => Number(volume) * 256 ** 3),
      );
    }
  });
});
