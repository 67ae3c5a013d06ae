import assert from 'node:assert/strict';
import type { BaselineStore } from '../../src/storage/baseline';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { isStorageError } from '../../src/storage/errors';
import { lastingMemory, managerWith } from './support/managerWith';
import { anEntry } from './support/results';

function countingBaseline(): BaselineStore & { readonly saved: ReadonlyMap<string, string>[] } {
  const saved: ReadonlyMap<string, string>[] = [];
  return {
    saved,
    load: async () => saved.at(-1) ?? new Map<string, string>(),
    save: async (_pair, revisions) => {
      saved.push(new Map(revisions));
    },
  };
}

describe('StorageManager.planSync', () => {
  it('is stopped before it reads anything', async () => {
    const { manager, primary } = managerWith();
    await primary.save(await anEntry('a'));
    const planning = manager.planSync('bidirectional', { signal: AbortSignal.abort() });
    await assert.rejects(planning, error => isStorageError(error, 'cancelled'));
    assert.equal(primary.calls.includes('header a'), false);
  });

  it('is stopped while it reads the headers of many results', async () => {
    const { manager, primary } = managerWith();
    const { header, bytes } = await anEntry('');
    const keys = Array.from({ length: 1200 }, (_, n) => `k${String(n).padStart(4, '0')}`);
    for (const key of keys) await primary.inner.save({ header: { ...header, key }, bytes });
    const stop = new AbortController();
    primary.before('header', 'k0000', async () => stop.abort());
    const syncing = manager.syncBackends('primary_to_secondary', { signal: stop.signal });
    await assert.rejects(syncing, error => isStorageError(error, 'cancelled'));
    assert.equal(primary.calls.includes('header k1199'), false);
  });
});

describe('A sync', () => {
  it('remembers nothing of a side that is empty in every new session', async () => {
    const baseline = countingBaseline();
    const sides = { primary: lastingMemory('/one'), secondary: new MemoryStorage() };
    const { manager, primary } = managerWith({ ...sides, baseline });
    await primary.save(await anEntry('a'));
    await manager.syncBackends('bidirectional');
    assert.deepEqual(baseline.saved, []);
  });

  it('does not delete what somebody replaces at the last moment', async () => {
    const baseline = countingBaseline();
    const sides = { primary: lastingMemory('/one'), secondary: lastingMemory('/two') };
    const { manager, primary, secondary } = managerWith({ ...sides, baseline });
    for (const key of ['a', 'b', 'c']) await primary.save(await anEntry(key));
    await manager.syncBackends('bidirectional');
    await primary.delete('a');
    const newer = await anEntry('a');
    secondary.before('delete', 'a', () => secondary.inner.save(newer));
    const plan = await manager.planSync('bidirectional');
    const { statistics, failures } = await manager.runSync(plan);
    assert.deepEqual([statistics.deleted, statistics.failed], [0, 1]);
    assert.match(failures[0]?.message ?? '', /"a" in the secondary storage was changed meanwhile/);
    assert.deepEqual(await secondary.load('a'), newer);
  });

  it('keeps what it deletes, as one change', async () => {
    const baseline = countingBaseline();
    const sides = { primary: lastingMemory('/one'), secondary: lastingMemory('/two') };
    const { manager, primary, secondary } = managerWith({ ...sides, baseline });
    for (const key of ['a', 'b', 'c', 'd', 'e']) await primary.save(await anEntry(key));
    await manager.syncBackends('bidirectional');
    for (const key of ['a', 'b']) await primary.delete(key);
    await secondary.save(await anEntry('c', { updatedAt: '2999-01-01T00:00:00.000Z' }));
    const old = await primary.load('c');
    await manager.syncBackends('bidirectional');
    assert.deepEqual(await secondary.list(), ['c', 'd', 'e']);
    const report = await manager.changes.undo();
    assert.deepEqual([report?.restored.length, report?.skipped], [3, []]);
    assert.deepEqual(await secondary.list(), ['a', 'b', 'c', 'd', 'e']);
    assert.deepEqual(await primary.load('c'), old);
  });

  it('that changes nothing is no change to take back, and costs nothing', async () => {
    const { manager, primary, secondary } = managerWith();
    const entry = await anEntry('a');
    await primary.save(entry);
    await secondary.save(entry);
    await manager.syncBackends();
    assert.equal(primary.calls.includes('trash'), false);
    assert.deepEqual(await manager.changes.list(), []);
  });
});
