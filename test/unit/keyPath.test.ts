import assert from 'node:assert/strict';
import {
  keyOfPath,
  namesOfKey,
  namesOfSegment,
  pathOfPlainKey,
  segmentOfName,
} from '../../src/storage/keyPath';
import { difficultKeys } from './backendKeys';

const path = (key: string): string => namesOfKey(key).join('/');

describe('keyPath', () => {
  it('leaves names that every disk can have', () => {
    assert.equal(
      path('runs/2026-01-01/größe (final) #2'),
      'runs/2026-01-01/größe (final) #2.arrow',
    );
  });

  it('encodes what one of Linux, macOS and Windows cannot have', () => {
    assert.equal(path('a<b>c:d"e\\f|g?h*i%j'), 'a%3Cb%3Ec%3Ad%22e%5Cf%7Cg%3Fh%2Ai%25j.arrow');
  });

  it('encodes names that Windows takes for devices', () => {
    assert.equal(path('CON'), '%43ON.arrow');
    assert.equal(path('aux.txt/lpt9'), '%61ux.txt/%6Cpt9.arrow');
    assert.equal(path('console/com10'), 'console/com10.arrow');
  });

  it('encodes dots and blanks that end a folder, and dots that hide', () => {
    assert.equal(path('a./b /c.'), 'a%2E/b%20/c..arrow');
    assert.equal(path('.git/.x'), '%2Egit/%2Ex.arrow');
  });

  it('keeps the folder of "a.arrow/b" apart from the file of "a"', () => {
    assert.equal(path('a.arrow/b'), 'a%2Earrow/b.arrow');
    assert.equal(path('a.ARROW/b'), 'a%2EARROW/b.arrow');
    assert.equal(path('a'), 'a.arrow');
  });

  it('finds every key by its path again', () => {
    for (const key of difficultKeys) assert.equal(keyOfPath(`/${path(key)}`), key);
  });

  it('gives different keys different paths, also where case does not count', () => {
    const keys = difficultKeys.filter(key => key.toLowerCase() === key);
    assert.equal(new Set(keys.map(key => path(key).toLowerCase())).size, keys.length);
  });

  it('refuses names that are longer than disks allow', () => {
    assert.equal(path('x'.repeat(249)).length, 255);
    assert.throws(() => namesOfKey('x'.repeat(250)), { code: 'invalid-key', message: /256 bytes/ });
    assert.throws(() => namesOfKey(`${'é'.repeat(128)}/a`), { code: 'invalid-key' });
    assert.throws(() => namesOfKey('?'.repeat(90)), { code: 'invalid-key' });
  });

  it('takes a name that is no encoding of ours for itself', () => {
    const foreign = [
      'my%zz.arrow',
      'a%41.arrow',
      'a%3ab.arrow',
      'what?.arrow',
      'a:b.arrow',
      '%2E.arrow',
    ];
    for (const name of foreign) {
      const segment = segmentOfName(name, true);
      assert.equal(segment, name.slice(0, -'.arrow'.length));
      assert.ok(namesOfSegment(segment, true).includes(name), name);
    }
  });

  it('never takes a name for one key that is our encoding of another', () => {
    assert.equal(segmentOfName('a%3Ab.arrow', true), 'a:b');
    assert.deepEqual(namesOfSegment('a%3Ab', true), ['a%253Ab.arrow']);
  });

  it('takes hidden files, other extensions and names that lead elsewhere for nothing', () => {
    const names = ['.a.arrow', 'a.txt', 'a.ARROW', '.arrow', 'a\\..\\b.arrow', 'NUL.arrow'];
    for (const name of names) assert.equal(segmentOfName(name, true), undefined, name);
    assert.equal(segmentOfName('.optiscope', false), undefined);
  });

  it('knows keys that every disk can have as they are', () => {
    const plain = ['a', 'run-1', 'zdt/zdt1/run_000', 'Console/nul-1', 'com/port'];
    for (const key of plain) {
      assert.equal(pathOfPlainKey(key), namesOfKey(key).join('/'));
    }
    const others = ['a.b', 'a b', 'é/a', 'x/con', 'NUL/x', 'a%b', '.a', '', 'a//b', '/a', 'lpt1'];
    for (const key of [...others, 'x'.repeat(250)]) assert.equal(pathOfPlainKey(key), undefined);
  });
});
