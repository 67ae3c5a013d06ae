import assert from 'node:assert/strict';
import { bestLine } from '../../../src/webview/analysis/bestLine';
import { checkpointsOf, hypervolumeLine } from '../../../src/webview/analysis/hypervolumeLine';
import { orderValues } from '../../../src/webview/analysis/orderValues';
import { valueAt } from '../../../src/webview/analysis/progressLine';
import { hypervolume } from '../../../src/core/analysis/hypervolume';
import { Random } from '../support/random';
import { randomColumns } from '../support/randomPoints';
import { float64, int64 } from '../support/columns';
import type { Column } from '../../../src/core/column';

const all = (rows: number): Uint8Array => new Uint8Array(rows).fill(1);

describe('The line of the best so far', () => {
  it('has a step wherever a row is better than all before, and ends at the last row', () => {
    const values = [3, 5, 2, NaN, 2, 1, 4];
    const line = bestLine({ values, direction: 'minimize', counts: all(7), x: undefined });
    assert.deepEqual([...line.x], [0, 2, 5, 6]);
    assert.deepEqual([...line.y], [3, 2, 1, 1]);
    assert.deepEqual([line.best, line.since], [5, 1]);
  });

  it('follows another axis, and leaves rows out that do not count or have no place there', () => {
    const line = bestLine({
      values: [9, 8, 7, 6, 5],
      direction: 'maximize',
      counts: Uint8Array.of(1, 1, 1, 1, 0),
      x: [NaN, 40, 10, 20, 50],
    });
    assert.deepEqual([...line.x], [10, 40, 50]);
    assert.deepEqual([...line.y], [7, 8, 8]);
    assert.deepEqual([line.best, line.since], [1, 1]);
  });

  it('is empty where no row counts', () => {
    const line = bestLine({
      values: [1, 2],
      direction: 'minimize',
      counts: new Uint8Array(2),
      x: undefined,
    });
    assert.deepEqual([line.x.length, line.best], [0, undefined]);
  });

  it('tells its value anywhere', () => {
    const line = { x: Float64Array.of(2, 5, 9), y: Float64Array.of(7, 4, 4) };
    assert.deepEqual(
      [1, 2, 4.9, 5, 100].map(place => valueAt(line, place)),
      [undefined, 7, 7, 4, 4],
    );
  });
});

describe('The line of the hypervolume', () => {
  for (const objectives of [1, 2, 3, 4]) {
    it(`is the hypervolume of the rows up to each, for ${objectives} objectives`, () => {
      const columns = randomColumns(new Random(objectives), {
        count: objectives,
        rows: 40,
        limit: 9,
      });
      const counts = Uint8Array.from({ length: 40 }, (_, row) => (row % 5 === 2 ? 0 : 1));
      const x = Float64Array.from({ length: 40 }, (_, row) => (row * 7) % 40);
      const found = hypervolumeLine({ objectives: columns, counts, x, most: 40 });
      assert.equal(found.computed, 40);
      const reference = found.reference ?? [];
      for (let row = 0; row < 40; row++) {
        const until = [...x.keys()].filter(
          other => counts[other] === 1 && (x[other] as number) <= (x[row] as number),
        );
        const expected = hypervolume({ objectives: columns, rows: until }, reference) ?? NaN;
        const value = found.values[row] as number;
        assert.ok(Math.abs(value - expected) <= 1e-9 * Math.max(1, expected), `row ${row}`);
      }
    });
  }

  it('is computed at some rows where it would take long', () => {
    const columns = randomColumns(new Random(5), { count: 3, rows: 100, limit: 50 });
    const found = hypervolumeLine({
      objectives: columns,
      counts: all(100),
      x: undefined,
      most: 10,
    });
    const known = [...found.values.keys()].filter(row => !Number.isNaN(found.values[row]));
    assert.deepEqual(known, [9, 19, 29, 39, 49, 59, 69, 79, 89, 99]);
    assert.equal(found.computed, 10);
  });

  it('is nothing without a front', () => {
    const found = hypervolumeLine({
      objectives: [[NaN, Infinity]],
      counts: all(2),
      x: undefined,
      most: 10,
    });
    assert.deepEqual([found.reference, found.line.best, found.computed], [undefined, undefined, 0]);
  });

  it('looks at as many rows as are wanted, the last being all', () => {
    assert.deepEqual(checkpointsOf(3, 100), [1, 2, 3]);
    assert.deepEqual(checkpointsOf(10, 4), [3, 5, 8, 10]);
    assert.deepEqual(checkpointsOf(0, 4), []);
  });
});

describe('A column along which rows came', () => {
  it('is its numbers', () => {
    assert.deepEqual([...orderValues(float64('t', [1.5, null, 3])).values], [1.5, NaN, 3]);
    assert.deepEqual([...orderValues(int64('n', [3n, 2n])).values], [3, 2]);
  });

  it('is seconds after the first of its times', () => {
    const column: Column = {
      variable: { name: 'started', role: 'observable' },
      type: 'string',
      values: ['2026-01-02T03:04:10Z', 'soon', '2026-01-02T03:04:05.500Z'],
    };
    const { values, since } = orderValues(column);
    assert.deepEqual([...values], [4.5, NaN, 0]);
    assert.equal(since, '2026-01-02T03:04:05.500Z');
  });
});
