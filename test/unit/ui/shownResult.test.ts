import assert from 'node:assert/strict';
import { createStorageManager } from '../../../src/storage/factories';
import type { StorageManager } from '../../../src/storage/manager';
import { ShownResult } from '../../../src/ui/explorer/shownResult';
import { aResult } from '../support/results';
import { float64 } from '../support/columns';

const address = { backend: 'primary', key: 'a' } as const;
const late = { name: 'late', rows: [2], createdBy: 'OptiScope', parent: 'early' } as const;

describe('A result that an explorer shows', () => {
  let manager: StorageManager;
  let shown: ShownResult;

  beforeEach(async () => {
    manager = createStorageManager();
    await manager.saveResult('a', aResult({ resultSets: [{ name: 'early', rows: [0, 1] }] }));
    shown = new ShownResult(manager, address);
  });

  afterEach(() => manager.close());

  it('stores result sets as a new revision of the same content', async () => {
    const before = await shown.outline();
    const sets = [...before.resultSets, late];
    const after = await shown.saveSets(before.revision, sets);
    assert.notEqual(after.revision, before.revision);
    assert.equal(after.contentId, before.contentId);
    assert.deepEqual(after.resultSets, sets);
    const stored = await manager.loadFrom(address);
    assert.deepEqual(stored.resultSets, sets);
    assert.deepEqual(stored.columns, aResult().columns);
  });

  it('gives cells by the content, whatever else has changed', async () => {
    const { contentId, revision } = await shown.outline();
    await shown.saveSets(revision, [late]);
    const { values } = shown.cells({ contentId, column: 2, start: 1, end: 3 });
    assert.deepEqual(values, Float64Array.of(1, 4));
  });

  it('tells another content by one cell, one missing value or one unit', async () => {
    const ids = new Set([(await shown.outline()).contentId]);
    for (const column of [
      float64('x', [1, 2, 3]),
      float64('x', [1, 2, -3]),
      float64('x', [1, 2, null]),
      float64('x', [1, 2, 0]),
      float64('x', [1, 2, -0]),
      float64('x', [1, 2, 3], { unit: 'mm' }),
    ]) {
      await manager.saveResult('a', aResult({ columns: [column] }));
      ids.add((await shown.outline()).contentId);
    }
    assert.equal(ids.size, 7);
  });

  it('refuses cells of a content that is gone', async () => {
    const { contentId } = await shown.outline();
    await manager.saveResult('a', aResult({ rows: 4 }));
    await shown.outline();
    const ask = { contentId, column: 0, start: 0, end: 3 };
    assert.throws(() => shown.cells(ask), { code: 'conflict' });
  });

  it('writes nothing over what somebody else stored meanwhile, known or not', async () => {
    const { revision } = await shown.outline();
    const theirs = { name: 'theirs', rows: [1] };
    await manager.saveResult('a', aResult({ resultSets: [theirs] }));
    const refused = { code: 'conflict', message: /"a" was changed elsewhere/ };
    await assert.rejects(shown.saveSets(revision, [late]), refused);
    const now = await shown.outline();
    await assert.rejects(shown.saveSets(revision, [late]), refused);
    assert.deepEqual((await manager.loadFrom(address)).resultSets, [theirs]);
    await shown.saveSets(now.revision, [theirs, late]);
    assert.deepEqual((await manager.loadFrom(address)).resultSets, [theirs, late]);
  });

  it('refuses sets that are no sets, and stores nothing', async () => {
    const { revision } = await shown.outline();
    await assert.rejects(shown.saveSets(revision, [{ name: 'wild', rows: [3] }]), {
      message: /rows/,
    });
    assert.equal((await shown.outline()).revision, revision);
  });

  it('says of the cache why nothing can be saved there, and what to do', async () => {
    await manager.loadResult('a');
    const cached = new ShownResult(manager, { backend: 'cache', key: 'a' });
    const { readonlyReason, revision } = await cached.outline();
    assert.match(readonlyReason ?? '', /open the result in the primary or secondary backend/);
    await assert.rejects(cached.saveSets(revision, [late]), {
      code: 'read-only',
      message: readonlyReason ?? '',
    });
  });
});
