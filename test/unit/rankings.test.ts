import assert from 'node:assert/strict';
import { rankingNames, withRanking } from '../../src/core/rankings';
import type { Ranking } from '../../src/core/rankings';
import { float64, int64 } from './support/columns';
import { aResult } from './support/results';

const ranking: Ranking = {
  name: 'TOPSIS rank',
  description: 'Rank by TOPSIS.',
  ranks: Uint32Array.of(2, 0, 1),
  record: { method: 'topsis' },
};

function result() {
  return aResult({ columns: [float64('x', [1, 2, 3]), float64('y', [3, 2, 1])] });
}

describe('A ranking in a result', () => {
  it('is a column of whole numbers, missing where a row has no rank', () => {
    const { columns, metadata } = withRanking(result(), ranking);
    const expected = int64('TOPSIS rank', [2n, null, 1n], { description: 'Rank by TOPSIS.' });
    assert.deepEqual(columns[2], expected);
    assert.deepEqual(metadata['rankings'], { 'TOPSIS rank': { method: 'topsis' } });
  });

  it('takes the place of the ranking of its name, and leaves the others', () => {
    const first = withRanking(result(), ranking);
    const two = withRanking(first, { ...ranking, name: 'other' });
    const again = withRanking(two, { ...ranking, ranks: Uint32Array.of(1, 2, 3) });
    assert.deepEqual(
      again.columns.map(({ variable }) => variable.name),
      ['x', 'y', 'TOPSIS rank', 'other'],
    );
    assert.deepEqual(again.columns[2]?.values, BigInt64Array.of(1n, 2n, 3n));
    assert.deepEqual([...rankingNames(again.metadata)], ['TOPSIS rank', 'other']);
  });

  it('never takes the place of a column that is none', () => {
    assert.throws(() => withRanking(result(), { ...ranking, name: 'x' }), { code: 'invalid' });
  });

  it('may have a name that means something to objects', () => {
    const { columns, metadata } = withRanking(result(), { ...ranking, name: '__proto__' });
    assert.equal(columns[2]?.variable.name, '__proto__');
    assert.deepEqual([...rankingNames(metadata)], ['__proto__']);
  });

  it('has a rank for each row', () => {
    const ranks = Uint32Array.of(1, 2);
    assert.throws(() => withRanking(result(), { ...ranking, ranks }), { code: 'invalid' });
  });
});
