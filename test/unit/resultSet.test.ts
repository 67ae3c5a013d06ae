import assert from 'node:assert/strict';
import { readResultSets } from '../../src/core/metadataJson';
import { difference, intersection, union } from '../../src/core/resultSet';
import type { ResultSet } from '../../src/core/resultSet';

const front: ResultSet = { name: 'front', rows: [1, 4, 10], operations: ['pareto()'] };
const picked: ResultSet = { name: 'picked', rows: [2, 4, 10, 11] };

describe('result set operations', () => {
  it('unite, in the order of the rows', () => {
    const set = union(front, picked, { name: 'both', createdBy: 'me' });
    assert.deepEqual(set, {
      name: 'both',
      createdBy: 'me',
      rows: [1, 2, 4, 10, 11],
      parent: 'front',
      operations: ['pareto()', 'union(front, picked)'],
    });
    assert.deepEqual(readResultSets([set]), [set]);
  });

  it('intersect', () => {
    const set = intersection(picked, front, { name: 'common' });
    assert.deepEqual(set.rows, [4, 10]);
    assert.equal(set.parent, 'picked');
    assert.deepEqual(set.operations, ['intersection(picked, front)']);
  });

  it('subtract', () => {
    const set = difference(front, picked, { name: 'rest' });
    assert.deepEqual(set.rows, [1]);
    assert.deepEqual(set.operations, ['pareto()', 'difference(front, picked)']);
  });

  it('leave the sets they take as they were', () => {
    union(front, picked, { name: 'x' });
    assert.deepEqual(front.rows, [1, 4, 10]);
    assert.deepEqual(front.operations, ['pareto()']);
  });
});
