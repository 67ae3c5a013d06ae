import assert from 'node:assert/strict';
import { frontCorners, referencePoint } from '../../../src/core/analysis/frontPoints';
import { hyperplaneThrough } from '../../../src/core/analysis/hyperplaneThrough';
import { kneeRow } from '../../../src/core/analysis/kneeRow';
import { Random } from '../support/random';
import { sphereFront } from '../support/randomPoints';

describe('frontCorners', () => {
  it('spans the front, not all points', () => {
    const objectives = [
      [1, 2, 9],
      [4, 3, 9],
    ];
    assert.deepEqual(frontCorners({ objectives }), { ideal: [1, 3], nadir: [2, 4] });
    assert.deepEqual(frontCorners({ objectives, rows: [2] }), { ideal: [9, 9], nadir: [9, 9] });
  });

  it('leaves out what is not finite', () => {
    const objectives = [
      [1, -Infinity, NaN, 2],
      [4, 5, 1, 3],
    ];
    assert.deepEqual(frontCorners({ objectives }), { ideal: [1, 3], nadir: [2, 4] });
    assert.equal(frontCorners({ objectives, rows: [1, 2] }), undefined);
    assert.equal(frontCorners({ objectives: [] }), undefined);
    assert.equal(frontCorners({ objectives: [[], []] }), undefined);
  });
});

describe('referencePoint', () => {
  it('is a tenth of the range beyond the nadir', () => {
    assert.deepEqual(referencePoint({ ideal: [0, -3], nadir: [1, 7] }), [1.1, 8]);
  });

  it('is beyond the nadir also where there is no range', () => {
    assert.deepEqual(referencePoint({ ideal: [-20, 0], nadir: [-20, 0] }), [-18, 0.1]);
  });
});

describe('kneeRow', () => {
  it('is the point that bulges most towards the ideal', () => {
    const objectives = [
      [0, 10, 1, 5, 9],
      [100, 0, 40, 10, 9],
    ];
    // Normalised: (0.1, 0.4) and (0.5, 0.1) lie 0.5 and 0.4 in front of the line.
    assert.equal(kneeRow({ objectives }), 2);
    assert.equal(kneeRow({ objectives, rows: [0, 1, 3, 4] }), 3);
  });

  it('is found among three objectives', () => {
    const bulging = sphereFront(new Random(1), 3, 200).map(column => [...column, 0.1]);
    const corners = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    const objectives = bulging.map((column, index) => [...column, ...(corners[index] as number[])]);
    assert.equal(kneeRow({ objectives }), 200);
  });

  it('is the first of several', () => {
    assert.equal(
      kneeRow({
        objectives: [
          [0, 1, 0.25, 0.25],
          [1, 0, 0.25, 0.25],
        ],
      }),
      2,
    );
  });

  it('leaves out dominated and infinite points and constant objectives', () => {
    const objectives = [
      [0, 1, 0.2, -Infinity, 0.3],
      [1, 0, 0.2, 5, 0.3],
      [7, 7, 7, 7, 7],
    ];
    assert.equal(kneeRow({ objectives }), 2);
  });

  it('is found though the extreme points do not span a plane', () => {
    // The third objective is the first again: two extreme points are the same.
    const first = [0, 1, 0.1];
    assert.equal(kneeRow({ objectives: [first, [1, 0, 0.2], first] }), 2);
  });

  it('is none where the front does not bulge, or is no front', () => {
    assert.equal(
      kneeRow({
        objectives: [
          [0, 1, 0.5],
          [1, 0, 0.5],
        ],
      }),
      undefined,
      'straight',
    );
    assert.equal(
      kneeRow({
        objectives: [
          [0, 1, 0.8],
          [1, 0, 0.8],
        ],
      }),
      undefined,
      'concave',
    );
    assert.equal(
      kneeRow({
        objectives: [
          [0, 1],
          [1, 0],
        ],
      }),
      undefined,
    );
    assert.equal(kneeRow({ objectives: [[1], [1]] }), undefined);
    assert.equal(kneeRow({ objectives: [[3, 1, 2]] }), undefined);
    assert.equal(kneeRow({ objectives: [[NaN], [1]] }), undefined);
    assert.equal(kneeRow({ objectives: [[], []] }), undefined);
    assert.equal(kneeRow({ objectives: [] }), undefined);
  });
});

describe('hyperplaneThrough', () => {
  it('finds where the axes are met', () => {
    assert.deepEqual(
      hyperplaneThrough([
        [0, 4],
        [2, 0],
      ]),
      [0.5, 0.25],
    );
  });

  it('is undefined when the points do not span one', () => {
    assert.equal(
      hyperplaneThrough([
        [1, 2],
        [1, 2],
      ]),
      undefined,
    );
    assert.equal(
      hyperplaneThrough([
        [1, 1],
        [2, 2],
      ]),
      undefined,
    );
    assert.equal(
      hyperplaneThrough([
        [NaN, 1],
        [2, 2],
      ]),
      undefined,
    );
  });
});
