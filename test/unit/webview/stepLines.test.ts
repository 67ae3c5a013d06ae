import assert from 'node:assert/strict';
import { stepsInSight, withFeet } from '../../../src/webview/plots/stepLines';

const axes = { x: { name: 'x' }, y: { name: 'y' } };
const ranges = { x: [0, 100], y: [0, 1] } as const;

describe('The steps of a line in sight', () => {
  it('are all of a few', () => {
    const line = { x: [0, 3, 50, 100], y: [9, 7, 5, 5] };
    assert.deepEqual(stepsInSight(line, { axes, ranges }), [
      [0, 9],
      [3, 7],
      [50, 5],
      [100, 5],
    ]);
  });

  it('begin with the one before the first in sight, and end with the one after the last', () => {
    const line = { x: [0, 10, 20, 30, 40, 50], y: [6, 5, 4, 3, 2, 1] };
    const found = stepsInSight(line, { axes, ranges: { ...ranges, x: [15, 35] } });
    assert.deepEqual(
      found.map(([x]) => x),
      [10, 20, 30, 40],
    );
  });

  it('have gaps where a value has no place', () => {
    const line = { x: [0, 1, 2], y: [1, 0, -Infinity] };
    const log = { ...axes, y: { name: 'y', log: true } };
    assert.deepEqual(stepsInSight(line, { axes: log, ranges }), [
      [0, 1],
      [1, NaN],
      [2, NaN],
    ]);
  });

  it('are first and last of each part where there are very many', () => {
    const x = Float64Array.from({ length: 1_000_000 }, (_, at) => at / 10_000);
    const y = x.map(value => -value);
    const found = stepsInSight({ x, y }, { axes, ranges });
    assert.ok(found.length <= 4_002, String(found.length));
    assert.deepEqual(found[0], [0, -0]);
    assert.deepEqual(found.at(-1), [99.9999, -99.9999]);
    // No more than one of the parts that are looked at lies between two steps.
    const gaps = found.slice(1).map(([place], at) => place - (found[at]?.[0] ?? NaN));
    assert.ok(Math.max(...gaps) <= 100 / 2_000 + 1e-9);
  });

  it('go on level behind a low step', () => {
    const steps = [
      [0, 9],
      [1, 8.9],
      [1.5, 8.8],
      [100, 8.8],
    ] as const;
    assert.deepEqual(withFeet(steps, [0, 150]), [
      [0, 9],
      [1, 8.9],
      [1.5, 8.8],
      [2.5, 8.8],
      [100, 8.8],
    ]);
  });

  it('are none without a line', () => {
    assert.deepEqual(stepsInSight({ x: [], y: [] }, { axes, ranges }), []);
  });
});
