import assert from 'node:assert/strict';
import { readSourceSetting, withoutEntry } from '../../../src/ui/sources/sourceSetting';

describe('The setting of the sources', () => {
  it('takes texts, and paths with a name', () => {
    const { entries, faults } = readSourceSetting(['runs', { path: '~/a.db', name: 'mine' }]);
    assert.deepEqual(entries, [{ path: 'runs' }, { path: '~/a.db', name: 'mine' }]);
    assert.deepEqual(faults, []);
  });

  it('tells of what is neither, and keeps the others', () => {
    const { entries, faults } = readSourceSetting([42, 'runs', { name: 'x' }, ' ', null]);
    assert.deepEqual(entries, [{ path: 'runs' }]);
    assert.equal(faults.length, 4);
    assert.match(faults[0]?.message ?? '', /optiscope\.sources.*there is 42/);
  });

  it('tells of a value that is no list', () => {
    assert.equal(readSourceSetting('runs').faults.length, 1);
  });

  it('loses one entry by its place among those that can be used', () => {
    const value = [42, 'a', null, { path: 'b' }, 'c'];
    assert.deepEqual(withoutEntry(value, 1), [42, 'a', null, 'c']);
    assert.deepEqual(withoutEntry(value, 0), [42, null, { path: 'b' }, 'c']);
  });
});
