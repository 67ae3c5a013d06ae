import assert from 'node:assert/strict';
import type { BaselineStore } from '../../src/storage/baseline';
import { isStorageError, StorageError } from '../../src/storage/errors';
import type { SyncProgress } from '../../src/storage/syncRun';
import { damaged } from './support/damaged';
import { lastingMemory, managerWith } from './support/managerWith';
import { anEntry, aResult } from './support/results';

/** Remembers baselines like a file does, and can lose its mind. */
function rememberedBaseline(): BaselineStore & { isDamaged: boolean } {
  const pairs = new Map<string, ReadonlyMap<string, string>>();
  return {
    isDamaged: false,
    async load(pair) {
      if (this.isDamaged) throw new StorageError('corrupt', 'The baseline is damaged.');
      return pairs.get(pair) ?? new Map();
    },
    async save(pair, revisions) {
      pairs.set(pair, new Map(revisions));
    },
  };
}

/** Two sides that outlast the session, as far as a sync can tell, with a baseline. */
function lastingPair() {
  const baseline = rememberedBaseline();
  const primary = lastingMemory('/one');
  const secondary = lastingMemory('/two');
  return { baseline, ...managerWith({ primary, secondary, baseline }) };
}

describe('StorageManager.syncBackends', () => {
  it('copies byte for byte from the primary to the secondary unless told otherwise', async () => {
    const { manager, primary, secondary } = managerWith();
    await primary.save(await anEntry('a'));
    await secondary.save(await anEntry('b'));
    const { bytes, ...statistics } = await manager.syncBackends();
    assert.deepEqual(statistics, {
      copied_to_primary: 0,
      copied_to_secondary: 1,
      updated: 0,
      skipped: 0,
      conflicts: 0,
      deleted: 0,
      failed: 0,
    });
    assert.equal(bytes, (await primary.load('a'))?.bytes.length);
    assert.deepEqual(await secondary.load('a'), await primary.load('a'));
    assert.deepEqual(await primary.list(), ['a']);
  });

  it('does what saving left undone when the secondary was unavailable', async () => {
    const { manager, secondary } = managerWith();
    secondary.fail('save');
    await assert.rejects(manager.saveResult('a', aResult()));
    secondary.recover();
    assert.equal((await manager.syncBackends()).copied_to_secondary, 1);
    assert.deepEqual(await secondary.list(), ['a']);
  });

  it('forgets cached versions that were replaced', async () => {
    const { manager, secondary } = managerWith();
    await manager.saveResult('a', aResult());
    const updatedAt = '2999-01-01T00:00:00.000Z';
    await secondary.save(await anEntry('a', { updatedAt, metadata: { newer: true } }));
    await manager.syncBackends('bidirectional');
    assert.deepEqual(await manager.listResults({ fromBackend: 'cache' }), []);
    assert.deepEqual((await manager.loadResult('a')).metadata, { newer: true });
  });

  it('goes on after a failure, names it, and does the rest the next time', async () => {
    const { manager, primary, secondary } = managerWith();
    for (const key of ['a', 'b', 'c']) await primary.save(await anEntry(key));
    secondary.fail('save', 'unavailable', 'b');
    const plan = await manager.planSync();
    const { statistics, failures } = await manager.runSync(plan);
    assert.equal(statistics.copied_to_secondary, 2);
    assert.deepEqual(failures, [{ key: 'b', message: 'The test makes "save b" fail.' }]);
    secondary.recover();
    const { copied_to_secondary, skipped } = await manager.syncBackends();
    assert.deepEqual({ copied_to_secondary, skipped }, { copied_to_secondary: 1, skipped: 2 });
  });

  it('never copies damaged bytes', async () => {
    const { manager, primary, secondary } = managerWith();
    await primary.save(damaged(await anEntry('a')));
    const { failed, copied_to_secondary } = await manager.syncBackends();
    assert.deepEqual({ failed, copied_to_secondary }, { failed: 1, copied_to_secondary: 0 });
    assert.deepEqual(await secondary.list(), []);
  });

  it('repairs what is damaged from the sound replica', async () => {
    const { manager, primary, secondary } = managerWith();
    const entry = await anEntry('a');
    await primary.save(entry);
    await secondary.save(damaged(entry));
    secondary.fail('header', 'corrupt', 'a');
    assert.equal((await manager.syncBackends()).updated, 1);
    assert.deepEqual(await secondary.load('a'), entry);
  });

  it('does not write over what changed since the plan was made', async () => {
    const { manager, primary, secondary } = managerWith();
    await primary.save(await anEntry('a'));
    await primary.save(await anEntry('b'));
    await secondary.save(await anEntry('b'));
    const plan = await manager.planSync();
    const [lateA, lateB] = [await anEntry('a'), await anEntry('b')];
    await secondary.save(lateA);
    await secondary.save(lateB);
    const { statistics } = await manager.runSync(plan);
    assert.equal(statistics.failed, 2);
    assert.deepEqual(await secondary.load('a'), lateA);
    assert.deepEqual(await secondary.load('b'), lateB);
  });

  it('notices when the destination does not keep what was written', async () => {
    const { manager, primary, secondary } = managerWith();
    await primary.save(await anEntry('a'));
    const other = damaged((await primary.load('a'))!);
    secondary.before('load', 'a', () => secondary.inner.save(other));
    const { failures } = await manager.runSync(await manager.planSync());
    assert.match(failures[0]?.message ?? '', /not what was written/);
  });

  it('keeps both versions of a conflict on both sides under "keep-both"', async () => {
    const { manager, primary, secondary } = managerWith();
    const [older, newer] = [
      await anEntry('a', { updatedAt: '2026-01-01T00:00:00.000Z' }),
      await anEntry('a'),
    ];
    await primary.save(older);
    await secondary.save(newer);
    const { conflicts, failed } = await manager.syncBackends('bidirectional', {
      policy: 'keep-both',
    });
    assert.deepEqual({ conflicts, failed }, { conflicts: 1, failed: 0 });
    for (const side of [primary, secondary]) {
      assert.deepEqual(await side.list(), ['a', 'a.conflict-1']);
      assert.deepEqual((await side.load('a'))?.bytes, newer.bytes);
      assert.deepEqual((await side.load('a.conflict-1'))?.bytes, older.bytes);
    }
    assert.equal((await manager.syncBackends('bidirectional')).skipped, 2);
  });

  it('reports progress after each result and its failure', async () => {
    const { manager, primary, secondary } = managerWith();
    for (const key of ['a', 'b']) await primary.save(await anEntry(key));
    secondary.fail('save', 'busy', 'b');
    const seen: SyncProgress[] = [];
    await manager.syncBackends('primary_to_secondary', { onProgress: step => seen.push(step) });
    assert.deepEqual(
      seen.map(({ done, total }) => [done, total]),
      [
        [1, 2],
        [2, 2],
      ],
    );
    assert.equal(seen.find(({ key }) => key === 'b')?.message, 'The test makes "save b" fail.');
  });

  it('stops between results when cancelled; the next sync does the rest', async () => {
    const { manager, primary, secondary } = managerWith();
    const keys = Array.from({ length: 100 }, (_, index) => `k${index}`);
    for (const key of keys) await primary.save(await anEntry(key));
    const stop = new AbortController();
    const syncing = manager.syncBackends('primary_to_secondary', {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await assert.rejects(syncing, error => isStorageError(error, 'cancelled'));
    const copied = (await secondary.list()).length;
    assert.ok(copied >= 1 && copied < keys.length / 2, `${copied} were copied`);
    const rest = await manager.syncBackends();
    assert.equal(rest.copied_to_secondary, keys.length - copied);
    assert.equal(rest.skipped, copied);
  });

  it('refuses a plan for backends that are no longer these', async () => {
    const { manager } = lastingPair();
    const plan = await manager.planSync();
    await manager.reconfigure({
      primary: lastingMemory('/one'),
      secondary: lastingMemory('/three'),
    });
    await assert.rejects(manager.runSync(plan), error => isStorageError(error, 'conflict'));
  });

  it('needs a secondary', async () => {
    const { manager } = managerWith({ secondary: undefined });
    await assert.rejects(manager.syncBackends(), error => isStorageError(error, 'unsupported'));
  });
});

describe('StorageManager.syncBackends with a baseline', () => {
  it('deletes and renames on the other side what was deleted or renamed on one', async () => {
    const { manager, primary, secondary } = lastingPair();
    for (const key of ['a', 'b', 'c', 'd']) await primary.save(await anEntry(key));
    await manager.syncBackends('bidirectional');
    await primary.delete('a');
    await secondary.rename('b', 'folder/b');
    const { deleted, copied_to_primary } = await manager.syncBackends('bidirectional');
    assert.deepEqual({ deleted, copied_to_primary }, { deleted: 2, copied_to_primary: 1 });
    for (const side of [primary, secondary]) {
      assert.deepEqual(await side.list(), ['c', 'd', 'folder/b']);
    }
  });

  it('carries an older change over and finds changes on both sides in conflict', async () => {
    const { manager, primary, secondary } = lastingPair();
    for (const key of ['a', 'b']) await primary.save(await anEntry(key));
    await manager.syncBackends('bidirectional');
    const old = { updatedAt: '2020-01-01T00:00:00.000Z' };
    await secondary.save(await anEntry('a', old));
    await primary.save(await anEntry('b', old));
    await secondary.save(await anEntry('b'));
    const { updated, conflicts } = await manager.syncBackends('bidirectional');
    assert.deepEqual({ updated, conflicts }, { updated: 1, conflicts: 1 });
    assert.equal((await primary.header('a'))?.updatedAt, old.updatedAt);
    assert.equal((await primary.header('b'))?.updatedAt, old.updatedAt);
  });

  it('keeps the old key when the renamed result did not arrive', async () => {
    const { manager, primary, secondary } = lastingPair();
    await primary.save(await anEntry('a'));
    await manager.syncBackends('bidirectional');
    await primary.rename('a', 'b');
    secondary.fail('save', 'unavailable', 'b');
    assert.equal((await manager.syncBackends('bidirectional')).failed, 2);
    assert.deepEqual(await secondary.list(), ['a']);
    secondary.recover();
    await manager.syncBackends('bidirectional');
    assert.deepEqual(await secondary.list(), ['b']);
  });

  it('refuses to delete most of a side until that is allowed', async () => {
    const { manager, primary, secondary } = lastingPair();
    for (const key of ['a', 'b', 'c']) await primary.save(await anEntry(key));
    await manager.syncBackends('bidirectional');
    await primary.clear();
    const refused = manager.syncBackends('bidirectional');
    await assert.rejects(refused, error => isStorageError(error, 'conflict'));
    assert.deepEqual(await secondary.list(), ['a', 'b', 'c']);
    const allowed = await manager.syncBackends('bidirectional', { allowMassDelete: true });
    assert.equal(allowed.deleted, 3);
  });

  it('takes a damaged baseline for none, says so, and writes it anew', async () => {
    const { manager, baseline, primary, secondary } = lastingPair();
    for (const key of ['a', 'b']) await primary.save(await anEntry(key));
    await manager.syncBackends('bidirectional');
    await primary.delete('a');
    baseline.isDamaged = true;
    const { notes, actions } = await manager.planSync('bidirectional');
    assert.match(notes[0] ?? '', /come back: The baseline is damaged\./);
    assert.equal(actions[0]?.kind, 'copy');
    await manager.syncBackends('bidirectional');
    baseline.isDamaged = false;
    await secondary.delete('a');
    assert.equal((await manager.syncBackends('bidirectional')).deleted, 1);
  });

  it('does not take an empty memory for a deletion of everything', async () => {
    const { manager, primary, secondary } = managerWith({ baseline: rememberedBaseline() });
    await primary.save(await anEntry('a'));
    await manager.syncBackends('bidirectional');
    await secondary.clear();
    const plan = await manager.planSync('bidirectional');
    assert.deepEqual(
      plan.actions.map(({ kind }) => kind),
      ['copy'],
    );
    assert.match(plan.notes[0] ?? '', /keeps nothing between sessions/);
  });

  it('keeps what it knew of results that a one-way sync did not touch', async () => {
    const { manager, primary, secondary } = lastingPair();
    for (const key of ['a', 'b', 'c']) await primary.save(await anEntry(key));
    await manager.syncBackends('bidirectional');
    await primary.delete('a');
    await manager.syncBackends('primary_to_secondary');
    assert.equal((await manager.syncBackends('bidirectional')).deleted, 1);
    assert.deepEqual(await secondary.list(), ['b', 'c']);
  });
});
