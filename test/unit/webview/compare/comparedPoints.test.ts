import assert from 'node:assert/strict';
import { compareFronts } from '../../../../src/core/analysis/compareFronts';
import type { Direction } from '../../../../src/core/variables';
import type { Readable } from '../../../../src/webview/compare/compared';
import type { StepLine } from '../../../../src/webview/plots/pointSet';
import { attainmentLines, comparedPoints } from '../../../../src/webview/compare/comparedPoints';
import { minimisedBy } from '../../../../src/webview/compare/comparison';
import type { Comparison } from '../../../../src/webview/compare/comparison';
import { signs } from '../../../../src/webview/plots/signs';

/** A comparison of runs whose rows all count, each given by its points. */
function comparison(
  runs: readonly (readonly (readonly number[])[])[],
  directions: readonly Direction[],
): Comparison {
  const goals = directions.map((direction, place) => ({ name: `f${place}`, direction }));
  const rows = runs.map(points => ({
    values: directions.map((_, place) => Float64Array.from(points, point => point[place] ?? NaN)),
    rows: Uint32Array.from(points.keys()),
    counts: new Uint8Array(points.length).fill(1),
    feasible: points.length,
  }));
  const sets = rows.map(({ values }) => ({ objectives: minimisedBy(goals, values) }));
  // Of a result, the plot takes no more than what tells it apart.
  const results = runs.map((_, run) => ({ ...signs[run], name: `run ${run}` }) as Readable);
  return { results, goals, rows, facts: compareFronts({ sets }), reference: undefined };
}

const run = [
  [3, 1],
  [1, 3],
  [3, 3],
];

describe('the points of several results in one plane', () => {
  it('come one result after the other, each with its front on top', () => {
    const both = comparison([run, [[2, 2]]], ['minimize', 'minimize']);
    const { points, owner, rows } = comparedPoints(both, [0, 1], true);
    assert.deepEqual([...points.x], [3, 1, 3, 2]);
    assert.deepEqual([...points.y], [1, 3, 3, 2]);
    assert.deepEqual([...owner], [0, 0, 0, 1]);
    assert.deepEqual([...rows], [0, 1, 2, 0]);
    assert.deepEqual([...points.category], [2, 2, 0, 3]);
    assert.deepEqual(
      points.legend.map(({ name, colour }) => [name, colour]),
      [
        ['run 0', signs[0]?.colour],
        ['run 1', signs[1]?.colour],
      ],
    );
  });

  it('are those of the fronts alone without the dominated ones', () => {
    const { rows } = comparedPoints(comparison([run], ['minimize', 'minimize']), [0, 1], false);
    assert.deepEqual([...rows], [0, 1]);
  });
});

/** The corners of a line, from left to right. */
function placesOf(line: StepLine | undefined): readonly (readonly [number, number])[] {
  return Array.from(line?.x ?? [], (x, at) => [x, line?.y[at] ?? NaN]);
}

describe('what a front attains', () => {
  it('is bounded by steps that lie in what it dominates', () => {
    const [line] = attainmentLines(comparison([run], ['minimize', 'minimize']), [0, 1]);
    assert.deepEqual(placesOf(line), [
      [1, 3],
      [3, 3],
      [3, 1],
    ]);
  });

  it('is on the other side where more is better', () => {
    const front = [
      [1, 3],
      [3, 1],
    ];
    const [line] = attainmentLines(comparison([front], ['maximize', 'maximize']), [0, 1]);
    assert.deepEqual(placesOf(line), [
      [1, 3],
      [1, 1],
      [3, 1],
    ]);
  });

  it('is no line where a third objective counts', () => {
    const three = comparison([[[1, 2, 3]]], ['minimize', 'minimize', 'minimize']);
    assert.deepEqual(attainmentLines(three, [0, 1]), []);
  });
});
