import assert from 'node:assert/strict';
import { isStorageError } from '../../src/storage/errors';
import { damaged } from './support/damaged';
import { lastingMemory, managerWith } from './support/managerWith';
import { anEntry, aResult } from './support/results';

const everywhere = ['primary', 'secondary', 'cache'] as const;

describe('StorageManager.renameResult', () => {
  it('renames everywhere and keeps id and revision', async () => {
    const { manager } = managerWith();
    const { id, revision } = await manager.saveResult('a', aResult());
    assert.deepEqual(await manager.renameResult('a', 'b/c'), everywhere);
    for (const backend of everywhere) {
      const header = await manager.header({ backend, key: 'b/c' });
      assert.deepEqual([header?.id, header?.revision, header?.key], [id, revision, 'b/c']);
      assert.equal(await manager.header({ backend, key: 'a' }), undefined);
    }
  });

  it('refuses a key that is taken in any backend, before one is touched', async () => {
    const { manager, primary, secondary } = managerWith();
    await manager.saveResult('a', aResult());
    await secondary.save(await anEntry('b'));
    await assert.rejects(
      manager.renameResult('a', 'b'),
      error =>
        isStorageError(error, 'already-exists') &&
        /secondary .*nothing was renamed/.test(error.message),
    );
    assert.deepEqual(await primary.list(), ['a']);
  });

  it('writes over what is there with overwrite, and forgets it in the cache', async () => {
    const { manager } = managerWith();
    const { revision } = await manager.saveResult('a', aResult());
    await manager.saveResult('b', aResult());
    await manager.renameResult('a', 'b', { overwrite: true });
    for (const backend of everywhere) {
      assert.equal((await manager.header({ backend, key: 'b' }))?.revision, revision);
    }
  });

  it('completes a rename that was interrupted when both keys were there', async () => {
    const { manager, primary } = managerWith();
    const entry = await anEntry('a');
    await primary.save(entry);
    await primary.save({ ...entry, header: { ...entry.header, key: 'b' } });
    assert.deepEqual(await manager.renameResult('a', 'b'), ['primary']);
    assert.deepEqual(await primary.list(), ['b']);
    assert.equal((await primary.header('b'))?.revision, entry.header.revision);
  });

  it('does not say to have renamed what somebody else renamed meanwhile', async () => {
    const { manager, primary } = managerWith();
    await primary.save(await anEntry('a'));
    primary.before('rename', 'a', async () => void (await primary.inner.rename('a', 'elsewhere')));
    await assert.rejects(manager.renameResult('a', 'b'), { code: 'not-found' });
    assert.deepEqual(await primary.list(), ['elsewhere']);
  });

  it('touches nothing when a backend cannot be looked at', async () => {
    const { manager, primary, secondary } = managerWith();
    await manager.saveResult('a', aResult());
    secondary.fail('header');
    const renaming = manager.renameResult('a', 'b');
    await assert.rejects(renaming, error => isStorageError(error, 'unavailable'));
    assert.deepEqual(await primary.list(), ['a']);
  });

  it('says how far it came when the secondary fails, and completes when called again', async () => {
    const { manager, secondary } = managerWith();
    const { id } = await manager.saveResult('a', aResult({ metadata: { version: 1 } }));
    secondary.fail('rename');
    await assert.rejects(
      manager.renameResult('a', 'b'),
      error =>
        isStorageError(error, 'replication-failed') &&
        /now "b" in the primary storage, but not in the secondary/.test(error.message),
    );
    secondary.recover();
    await manager.saveResult(
      'b',
      aResult({ id, metadata: { version: 2 } }),
      {},
      { replicate: false },
    );
    assert.deepEqual(await manager.renameResult('a', 'b'), ['secondary', 'cache']);
    assert.deepEqual(await secondary.list(), ['b']);
    assert.deepEqual((await manager.loadResult('b')).metadata, { version: 2 });
  });

  it('does not take another result under the new key for its own', async () => {
    const { manager, primary, secondary } = managerWith();
    await secondary.save(await anEntry('a'));
    await primary.save(await anEntry('b'));
    for (const overwrite of [false, true]) {
      const renaming = manager.renameResult('a', 'b', { overwrite });
      await assert.rejects(renaming, error => isStorageError(error, 'already-exists'));
    }
  });

  it('names the key that is not there', async () => {
    const { manager } = managerWith();
    await assert.rejects(
      manager.renameResult('a', 'b'),
      error => isStorageError(error, 'not-found') && error.message.includes('"a"'),
    );
  });

  it('leaves a result alone that has the key already', async () => {
    const { manager } = managerWith();
    await manager.saveResult('a', aResult());
    assert.deepEqual(await manager.renameResult('a', 'a'), []);
    assert.deepEqual(await manager.listResults(), ['a']);
  });
});

describe('StorageManager.migrateResult', () => {
  it('copies byte for byte, keeping id, revision and times', async () => {
    const { manager, primary, secondary } = managerWith();
    await primary.save(await anEntry('a'));
    const outcome = await manager.migrateResult('a', 'primary', 'secondary');
    assert.deepEqual(outcome, { outcome: 'copied', key: 'a' });
    assert.deepEqual(await secondary.load('a'), await primary.load('a'));
  });

  it('forgets the cached version of what it wrote over', async () => {
    const { manager, secondary } = managerWith();
    await manager.saveResult('a', aResult(), {}, { replicate: false });
    await secondary.save(await anEntry('a'));
    await manager.migrateResult('a', 'secondary', 'primary', { onConflict: 'overwrite' });
    assert.deepEqual(await manager.listResults({ fromBackend: 'cache' }), []);
  });

  it('does not delete a source that somebody replaces at the last moment', async () => {
    const { manager, primary } = managerWith();
    await primary.save(await anEntry('a'));
    const newer = await anEntry('a');
    primary.before('delete', 'a', () => primary.inner.save(newer));
    const moving = manager.migrateResult('a', 'primary', 'secondary', { move: true });
    await assert.rejects(
      moving,
      error => isStorageError(error, 'conflict') && /was copied, but changed/.test(error.message),
    );
    assert.deepEqual(await primary.load('a'), newer);
  });

  it('deletes the source of a move, after the copy was read back', async () => {
    const { manager, primary, secondary } = managerWith();
    await secondary.save(await anEntry('a'));
    assert.equal(
      (await manager.migrateResult('a', 'secondary', 'primary', { move: true })).outcome,
      'moved',
    );
    assert.deepEqual([await primary.list(), await secondary.list()], [['a'], []]);
    assert.deepEqual(
      primary.calls.filter(call => /^(save|load)/.test(call)),
      ['save a', 'load a'],
    );
  });

  it('does not delete a source that changed meanwhile', async () => {
    const { manager, primary, secondary } = managerWith();
    await primary.save(await anEntry('a'));
    const newer = await anEntry('a');
    secondary.before('load', 'a', () => primary.save(newer));
    const moving = manager.migrateResult('a', 'primary', 'secondary', { move: true });
    await assert.rejects(moving, error => isStorageError(error, 'conflict'));
    assert.deepEqual(await primary.load('a'), newer);
  });

  it('does not delete the source when the copy is not what was written', async () => {
    const { manager, primary, secondary } = managerWith();
    const entry = await anEntry('a');
    await primary.save(entry);
    secondary.before('load', 'a', () => secondary.inner.save(damaged(entry)));
    const moving = manager.migrateResult('a', 'primary', 'secondary', { move: true });
    await assert.rejects(moving, error => isStorageError(error, 'corrupt'));
    assert.deepEqual(await primary.list(), ['a']);
  });

  it('does not copy damaged bytes', async () => {
    const { manager, primary, secondary } = managerWith();
    await primary.save(damaged(await anEntry('a')));
    const copying = manager.migrateResult('a', 'primary', 'secondary');
    await assert.rejects(copying, error => isStorageError(error, 'corrupt'));
    assert.deepEqual(await secondary.list(), []);
  });

  it('refuses when the destination has another version, and by default changes neither', async () => {
    const { manager, primary, secondary } = managerWith();
    const [here, there] = [await anEntry('a'), await anEntry('a')];
    await primary.save(here);
    await secondary.save(there);
    const moving = manager.migrateResult('a', 'primary', 'secondary', { move: true });
    await assert.rejects(moving, error => isStorageError(error, 'already-exists'));
    assert.deepEqual([await primary.load('a'), await secondary.load('a')], [here, there]);
  });

  const outcomes = {
    overwrite: { outcome: 'copied', key: 'a' },
    skip: { outcome: 'skipped', key: 'a' },
    'keep-both': { outcome: 'copied', key: 'a.conflict-1' },
  } as const;
  for (const [onConflict, expected] of Object.entries(outcomes)) {
    it(`answers ${JSON.stringify(expected)} when the destination has another version under "${onConflict}"`, async () => {
      const { manager, primary, secondary } = managerWith();
      await primary.save(await anEntry('a', { metadata: { from: 'primary' } }));
      await secondary.save(await anEntry('a', { metadata: { from: 'secondary' } }));
      const options = { onConflict: onConflict as keyof typeof outcomes };
      const outcome = await manager.migrateResult('a', 'primary', 'secondary', options);
      assert.deepEqual(outcome, expected);
      const kept = await secondary.header('a');
      const winner = onConflict === 'overwrite' ? 'primary' : 'secondary';
      assert.deepEqual(kept?.metadata, { from: winner });
    });
  }

  it('completes a move whose copy is there already', async () => {
    const { manager, primary } = managerWith();
    await manager.saveResult('a', aResult());
    const { outcome } = await manager.migrateResult('a', 'primary', 'secondary', { move: true });
    assert.equal(outcome, 'moved');
    assert.deepEqual(await primary.list(), []);
    assert.equal((await manager.loadResult('a')).rowCount, 3);
  });

  it('writes a damaged copy again before the source of a move goes', async () => {
    const { manager, primary, secondary } = managerWith();
    const entry = await anEntry('a');
    await primary.save(entry);
    await secondary.save(damaged(entry));
    await manager.migrateResult('a', 'primary', 'secondary', { move: true });
    assert.deepEqual(await secondary.load('a'), entry);
  });

  it('copies to and from the cache, but moves nothing there, for it forgets', async () => {
    const { manager } = managerWith();
    await manager.saveResult('a', aResult());
    await manager.clearCache();
    await manager.migrateResult('a', 'primary', 'cache');
    await manager.deleteFrom({ backend: 'secondary', key: 'a' });
    await manager.migrateResult('a', 'primary', 'cache');
    await manager.migrateResult('a', 'cache', 'secondary');
    assert.deepEqual(await manager.listResults({ fromBackend: 'secondary' }), ['a']);
    const moving = manager.migrateResult('a', 'primary', 'cache', { move: true });
    await assert.rejects(moving, error => isStorageError(error, 'unsupported'));
    assert.equal(await manager.existsResult('a'), true);
  });

  it('refuses to move a result to the place it is in', async () => {
    const primary = lastingMemory('/same');
    const { manager } = managerWith({ primary, secondary: lastingMemory('/same') });
    await manager.saveResult('a', aResult());
    const moving = manager.migrateResult('a', 'primary', 'secondary', { move: true });
    await assert.rejects(moving, error => isStorageError(error, 'unsupported'));
    await assert.rejects(manager.migrateResult('a', 'primary', 'primary'), error =>
      isStorageError(error, 'unsupported'),
    );
    assert.deepEqual(await primary.list(), ['a']);
  });

  it('names the key that is not there', async () => {
    const { manager } = managerWith();
    await assert.rejects(
      manager.migrateResult('a', 'primary', 'secondary'),
      error => isStorageError(error, 'not-found') && error.message.includes('"a" in the primary'),
    );
  });
});
