import assert from 'node:assert/strict';
import { everyRow } from '../../../src/core/analysis/numbers';
import { sortedRows } from '../../../src/core/analysis/sortedRows';
import { unbeatenByHalves } from '../../../src/core/analysis/unbeatenByHalves';
import { Random } from '../support/random';
import { crowdedFront, dominates, pointAt, randomColumns } from '../support/randomPoints';

/** By comparing each with each; a flag per row. */
function expectedFlags(columns: readonly Float64Array[]): readonly number[] {
  const points = Array.from(columns[0] ?? [], (_, row) => pointAt(columns, row));
  return points.map(point => Number(!points.some(other => dominates(other, point))));
}

/** A flag per row. */
function foundFlags(columns: readonly Float64Array[]): readonly number[] {
  const rows = everyRow(columns[0]?.length ?? 0);
  const order = columns.reduceRight((sorted, column) => sortedRows(column, sorted), rows);
  const flags = unbeatenByHalves(columns, order);
  const found = new Uint8Array(order.length);
  order.forEach((row, at) => (found[row] = flags[at] as number));
  return [...found];
}

describe('unbeatenByHalves', () => {
  for (const count of [4, 5, 6, 7]) {
    describe(`of ${count} objectives`, () => {
      it('finds among few values what comparing each with each finds', () => {
        const random = new Random(count);
        for (const rows of [1, 2, 31, 32, 33, 34, 65, 130, 131, 400, 900]) {
          for (const limit of [2, 5, 1000]) {
            const others = limit === 5 ? [Infinity, -Infinity, -0] : [];
            const columns = randomColumns(random, { count, rows, limit, others });
            assert.deepEqual(foundFlags(columns), expectedFlags(columns), `${rows}, ${limit}`);
          }
        }
      });

      it('finds on a large front what comparing each with each finds', () => {
        const random = new Random(10 + count);
        for (const rows of [40, 130, 300, 1500]) {
          for (const sum of [3, 9, 40]) {
            const others = sum === 9 ? [Infinity, -Infinity, -0] : [];
            const columns = crowdedFront(random, { count, rows, sum, others });
            assert.deepEqual(foundFlags(columns), expectedFlags(columns), `${rows}, ${sum}`);
          }
        }
      });
    });
  }

  it('finds no difference between equal points', () => {
    const random = new Random(1);
    const front = crowdedFront(random, { count: 5, rows: 200, sum: 9 });
    const twice = front.map(column => Float64Array.from([...column, ...column]));
    const flags = foundFlags(twice);
    assert.deepEqual(flags.slice(200), flags.slice(0, 200));
    assert.deepEqual(flags.slice(0, 200), expectedFlags(front));
    assert.deepEqual(
      foundFlags(front.map(() => new Float64Array(200).fill(3))),
      Array(200).fill(1),
    );
  });

  it('looks only at the rows of the order', () => {
    const columns = [0, 1, 2, 3].map(() => Float64Array.from([5, 1, 3, 2]));
    assert.deepEqual([...unbeatenByHalves(columns, Uint32Array.of(3, 2))], [1, 0]);
    assert.deepEqual([...unbeatenByHalves(columns, new Uint32Array())], []);
  });

  it('finds points of which most are alike in an objective', () => {
    const random = new Random(2);
    const columns = crowdedFront(random, { count: 6, rows: 1500, sum: 30 }).map(column =>
      column.map(value => (value > 5 ? value : 5)),
    );
    assert.deepEqual(foundFlags(columns), expectedFlags(columns));
  });
});
