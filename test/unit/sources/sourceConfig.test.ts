import assert from 'node:assert/strict';
import { literalLocation, namedSources, placeOfSource } from '../../../src/sources/sourceConfig';

describe('The location of a source', () => {
  it('is a path where it has no wildcard', () => {
    assert.deepEqual(placeOfSource('/data/My runs (copy)!/a.db'), {
      root: '/data/My runs (copy)!/a.db',
      isMeant: undefined,
    });
  });

  it('is a folder and a pattern from its first wildcard on', () => {
    const { root, isMeant } = placeOfSource('/data/runs/*/study-?.{db,log}');
    assert.equal(root, '/data/runs');
    assert.equal(isMeant?.('one/study-1.db'), true);
    assert.equal(isMeant('one/study-12.db'), false);
    assert.equal(isMeant('one/two/study-1.db'), false);
    const deep = placeOfSource('/data/**/*.log');
    assert.equal(deep.isMeant?.('a/b/c.log'), true);
    assert.equal(deep.isMeant('c.log'), true);
  });

  it('means a chosen path and nothing else, whatever is in its name', () => {
    const { root, isMeant } = placeOfSource(literalLocation('/data/run[1]{a}*?.csv'));
    assert.equal(root, '/data');
    assert.equal(isMeant?.('run[1]{a}*?.csv'), true);
    assert.equal(isMeant('run1ab.csv'), false);
    assert.equal(literalLocation('/data/plain.csv'), '/data/plain.csv');
  });

  it('gives its source a name that says something, and no two the same', () => {
    const locations = [
      '/data/runs',
      '/other/runs',
      'C:\\work\\study.db',
      '/data/runs/**/*.db',
      '/',
    ];
    assert.deepEqual(
      namedSources(locations.map(location => ({ location }))).map(({ name }) => name),
      ['runs', 'runs-2', 'study.db', 'runs-3', 'source'],
    );
    const [named] = namedSources([{ location: '/data', name: 'a/b ' }]);
    assert.equal(named?.name, 'a_b');
  });
});
