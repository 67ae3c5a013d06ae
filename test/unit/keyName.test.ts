import assert from 'node:assert/strict';
import { keyName, nameWithoutExtension } from '../../src/formats/keyName';
import { keyFault } from '../../src/storage/keys';

describe('keyName', () => {
  const names: readonly (readonly [name: string, key: string])[] = [
    ['zdt1', 'zdt1'],
    ['mo constrained é "q"', 'mo constrained é "q"'],
    ['a/b', 'a/b'],
    ['/a// b /', 'a/b'],
    ['../x', '_/x'],
    ['a\tb\\c', 'a_b_c'],
    ['', 'unnamed'],
    [' / ', 'unnamed'],
    ['\ud800x', '\ufffdx'],
  ];

  for (const [name, key] of names) {
    it(`turns ${JSON.stringify(name)} into ${JSON.stringify(key)}`, () => {
      assert.equal(keyName(name), key);
      assert.equal(keyFault(keyName(name)), undefined);
    });
  }

  it('shortens without cutting a character', () => {
    assert.equal(keyName('é'.repeat(150)), 'é'.repeat(100));
  });
});

describe('nameWithoutExtension', () => {
  it('drops the last extension only', () => {
    assert.equal(nameWithoutExtension('wing.v2.csv'), 'wing.v2');
    assert.equal(nameWithoutExtension('.hidden'), '.hidden');
  });
});
