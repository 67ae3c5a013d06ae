import assert from 'node:assert/strict';
import { createStorageManager } from '../../../src/storage/factories';
import type { StorageManager } from '../../../src/storage/manager';
import { ShownResult } from '../../../src/ui/explorer/shownResult';
import { aResult } from '../support/results';
import { float64 } from '../support/columns';

const address = { backend: 'primary', key: 'a' } as const;
const late = { name: 'late', rows: [2], createdBy: 'OptiScope', parent: 'early' } as const;

const ranking = {
  name: 'rank',
  description: 'by cost',
  ranks: Uint32Array.of(2, 0, 1),
  record: { method: 'topsis' },
};

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

  it('stores a ranking and its set in one step, and rows stay what they were', async () => {
    const before = await shown.outline();
    const resultSets = [...before.resultSets, late];
    const after = await shown.saveRanking({ revision: before.revision, ranking, resultSets });
    assert.notEqual(after.contentId, before.contentId);
    assert.equal(after.rowsId, before.rowsId);
    assert.deepEqual(after.columns.at(-1), {
      type: 'int64',
      variable: { name: 'rank', role: 'observable', description: 'by cost' },
      missing: 1,
    });
    const stored = await manager.loadFrom(address);
    assert.deepEqual(stored.columns.at(-1)?.values, BigInt64Array.of(2n, 0n, 1n));
    assert.deepEqual(stored.resultSets, resultSets);
    const { revision } = after;
    const again = { ...ranking, ranks: Uint32Array.of(1, 2, 3) };
    const replaced = await shown.saveRanking({ revision, ranking: again, resultSets });
    assert.notEqual(replaced.contentId, after.contentId);
    assert.equal(replaced.rowsId, before.rowsId);
    assert.equal(replaced.columns.length, after.columns.length);
  });

  it('stores no ranking in place of another column', async () => {
    const { revision, resultSets, columns } = await shown.outline();
    const name = columns[0]?.variable.name ?? '';
    const taken = { ...ranking, name };
    await assert.rejects(shown.saveRanking({ revision, ranking: taken, resultSets }), {
      code: 'invalid',
    });
    assert.equal((await shown.outline()).revision, revision);
  });

  it('lets undo take a ranking and a change of sets back, one after the other', async () => {
    const first = await shown.outline();
    const second = await shown.saveSets(first.revision, [late]);
    const { revision, resultSets } = second;
    await shown.saveRanking({ revision, ranking, resultSets });
    const ranked = await manager.changes.undo();
    assert.equal(ranked?.title, 'Save the ranking "rank" in "a"');
    assert.deepEqual(await shown.outline(), second);
    const sets = await manager.changes.undo();
    assert.equal(sets?.title, 'Change the result sets of "a"');
    assert.deepEqual(await shown.outline(), first);
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
