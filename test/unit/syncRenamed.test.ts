import assert from 'node:assert/strict';
import type { BaselineStore } from '../../src/storage/baseline';
import type { StorageBackend } from '../../src/storage/backend';
import { lastingMemory, managerWith } from './support/managerWith';
import { anEntry } from './support/results';

const earlier = { updatedAt: '2020-01-01T00:00:00.000Z' };
const later = { updatedAt: '2999-01-01T00:00:00.000Z' };

function remembered(): BaselineStore {
  let known: ReadonlyMap<string, string> = new Map();
  return {
    load: async () => known,
    save: async (_pair, revisions) => {
      known = new Map(revisions);
    },
  };
}

/** Two sides that were alike, until "a" was renamed to "b" in the primary. */
async function renamedInPrimary() {
  const sides = { primary: lastingMemory('/one'), secondary: lastingMemory('/two') };
  const { manager, primary, secondary } = managerWith({ ...sides, baseline: remembered() });
  const a = await anEntry('a');
  for (const entry of [a, await anEntry('c'), await anEntry('d')]) await primary.save(entry);
  await manager.syncBackends('bidirectional');
  await primary.rename('a', 'b');
  /** Whether a side has the renamed version under any key. */
  const has = async (side: StorageBackend): Promise<boolean> => {
    const headers = await Promise.all((await side.list()).map(key => side.header(key)));
    return headers.some(header => header?.revision === a.header.revision);
  };
  return { manager, primary, secondary, a, has };
}

describe('A sync of a result that was renamed on one side', () => {
  it('keeps the old key when another result took the new one at the last moment', async () => {
    const { manager, primary, secondary, a } = await renamedInPrimary();
    const other = await anEntry('b');
    secondary.before('save', 'b', () => secondary.inner.save(other));
    const plan = await manager.planSync('bidirectional');
    const { statistics, failures } = await manager.runSync(plan);
    assert.deepEqual([statistics.deleted, statistics.failed], [0, 2]);
    const failure = failures.find(({ key }) => key === 'a');
    assert.equal(
      failure?.message,
      '"a" is kept: "b" in the secondary storage is another version than the renamed one.',
    );
    assert.deepEqual((await secondary.load('a'))?.bytes, a.bytes);
    assert.equal((await primary.header('b'))?.revision, a.header.revision);
  });

  it('keeps the old key when the new one has another result that nothing is written over', async () => {
    const { manager, secondary, a } = await renamedInPrimary();
    const other = await anEntry('b', { updatedAt: a.header.updatedAt });
    await secondary.save(other);
    for (let run = 0; run < 2; run++) {
      const { deleted, conflicts, failed } = await manager.syncBackends('bidirectional');
      assert.deepEqual([deleted, conflicts, failed], [0, 2, 0]);
      assert.deepEqual(await secondary.load('b'), other);
      assert.deepEqual((await secondary.load('a'))?.bytes, a.bytes);
    }
  });

  it('gives it its old key back where a newer result takes the new one', async () => {
    const { manager, primary, secondary, a, has } = await renamedInPrimary();
    const newer = await anEntry('b', later);
    await secondary.save(newer);
    const plan = await manager.planSync('bidirectional');
    const action = plan.actions.find(({ key }) => key === 'a');
    assert.deepEqual([action?.kind, action?.to], ['copy', 'primary']);
    assert.match(action?.reason ?? '', /renamed to "b" in the primary, where another result/);
    for (let run = 0; run < 2; run++) {
      assert.equal((await manager.syncBackends('bidirectional')).failed, 0);
      for (const side of [primary, secondary]) {
        assert.equal((await side.header('b'))?.revision, newer.header.revision);
        assert.equal((await side.header('a'))?.revision, a.header.revision);
        assert.equal(await has(side), true);
      }
    }
  });

  it('renames it on the other side, too, over an older result', async () => {
    const { manager, primary, secondary, a } = await renamedInPrimary();
    await secondary.save(await anEntry('b', earlier));
    assert.equal((await manager.syncBackends('bidirectional')).failed, 0);
    for (const side of [primary, secondary]) {
      assert.deepEqual(await side.list(), ['b', 'c', 'd']);
      assert.equal((await side.header('b'))?.revision, a.header.revision);
    }
  });

  it('loses neither when both versions of the new key are kept', async () => {
    const { manager, primary, secondary, has } = await renamedInPrimary();
    await secondary.save(await anEntry('b', later));
    for (let run = 0; run < 2; run++) {
      await manager.syncBackends('bidirectional', { policy: 'keep-both' });
      assert.deepEqual([await has(primary), await has(secondary)], [true, true]);
    }
  });
});
