import assert from 'node:assert/strict';
import { isStorageError } from '../../src/storage/errors';
import { managerWith } from './support/managerWith';
import { anEntry, aResult } from './support/results';

const everywhere = ['primary', 'secondary', 'cache'] as const;

describe('StorageManager deleting', () => {
  it('removes a result everywhere and says where it was', async () => {
    const { manager } = managerWith();
    await manager.saveResult('a', aResult());
    const removed = await manager.deleteResult('a');
    assert.deepEqual([...removed].sort(), ['cache', 'primary', 'secondary']);
    assert.equal(await manager.existsResult('a', { checkAll: true }), false);
    assert.deepEqual(await manager.deleteResult('a'), []);
  });

  it('keeps the replica without fromAll, and does not answer from the cache', async () => {
    const { manager, secondary } = managerWith();
    await manager.saveResult('a', aResult());
    await secondary.save(await anEntry('a', { metadata: { in: 'secondary' } }));
    assert.deepEqual(await manager.deleteResult('a', { fromAll: false }), ['primary', 'cache']);
    assert.deepEqual((await manager.loadResult('a')).metadata, { in: 'secondary' });
  });

  it('does not touch the replica when the primary cannot be reached', async () => {
    const { manager, primary, secondary } = managerWith();
    await manager.saveResult('a', aResult());
    primary.fail('delete');
    await assert.rejects(manager.deleteResult('a'), error => isStorageError(error, 'unavailable'));
    assert.deepEqual(await secondary.list(), ['a']);
  });

  it('says what is gone already when the secondary fails, and completes when called again', async () => {
    const { manager, secondary } = managerWith();
    await manager.saveResult('a', aResult());
    secondary.fail('delete');
    await assert.rejects(
      manager.deleteResult('a'),
      error => isStorageError(error) && /was deleted from the primary/.test(error.message),
    );
    secondary.recover();
    assert.deepEqual(await manager.deleteResult('a'), ['secondary']);
  });

  it('deletes from one backend only by address', async () => {
    const { manager } = managerWith();
    await manager.saveResult('a', aResult());
    assert.equal(await manager.deleteFrom({ backend: 'secondary', key: 'a' }), true);
    assert.equal(await manager.existsResult('a'), true);
    assert.equal(await manager.deleteFrom({ backend: 'secondary', key: 'a' }), false);
  });

  it('puts back what was read before, byte for byte, unless the key is taken by now', async () => {
    const { manager } = managerWith();
    await manager.saveResult('a', aResult());
    const address = { backend: 'secondary', key: 'a' } as const;
    const entry = await manager.readArtifact(address);
    await manager.deleteFrom(address);
    await manager.restore(entry, 'secondary');
    assert.deepEqual(await manager.readArtifact(address), entry);
    await assert.rejects(manager.restore(entry, 'secondary'), error =>
      isStorageError(error, 'already-exists'),
    );
  });
});

describe('StorageManager finding', () => {
  it('lists the keys of one backend by a literal prefix, sorted', async () => {
    const { manager } = managerWith();
    for (const key of ['b%', 'b_c', 'B', 'a/x']) await manager.saveResult(key, aResult());
    await manager.deleteFrom({ backend: 'secondary', key: 'B' });
    assert.deepEqual(await manager.listResults(), ['B', 'a/x', 'b%', 'b_c']);
    assert.deepEqual(await manager.listResults({ prefix: 'b%' }), ['b%']);
    assert.deepEqual(await manager.listResults({ fromBackend: 'secondary' }), ['a/x', 'b%', 'b_c']);
  });

  it('looks in the primary, and with checkAll everywhere', async () => {
    const { manager, secondary } = managerWith();
    await secondary.save(await anEntry('a'));
    assert.equal(await manager.existsResult('a'), false);
    assert.equal(await manager.existsResult('a', { checkAll: true }), true);
  });

  it('finds a damaged result to exist', async () => {
    const { manager, primary } = managerWith();
    primary.fail('header', 'corrupt', 'a');
    assert.equal(await manager.existsResult('a'), true);
  });

  it('does not say "absent" when a backend could not be asked', async () => {
    const { manager, primary } = managerWith();
    primary.failAll();
    const asking = manager.existsResult('a', { checkAll: true });
    await assert.rejects(asking, error => isStorageError(error, 'unavailable'));
  });

  it('tells the type of the first backend that has a result', async () => {
    const { manager } = managerWith();
    await manager.saveResult('a', aResult());
    assert.equal(await manager.getResultStorageType('a'), 'memory');
    assert.equal(await manager.getResultStorageType('b'), undefined);
  });

  it('gives headers in the order asked for, and the error in place of a damaged one', async () => {
    const { manager, primary } = managerWith();
    await manager.saveResult('a', aResult());
    await manager.saveResult('b', aResult());
    primary.fail('header', 'corrupt', 'b');
    const headers = await manager.headers('primary', ['b', 'gone', 'a']);
    assert.deepEqual([...headers.keys()], ['b', 'a']);
    assert.equal(isStorageError(headers.get('b'), 'corrupt'), true);
  });
});

describe('StorageManager duplicating', () => {
  it('makes a new result of the same content in both backends', async () => {
    const { manager } = managerWith({ clock: () => Date.parse('2026-07-07') });
    const original = await manager.saveResult('a', aResult());
    const copy = await manager.duplicateResult('a', 'b');
    assert.notEqual(copy.id, original.id);
    assert.notEqual(copy.revision, original.revision);
    assert.equal(copy.createdAt, '2026-07-07T00:00:00.000Z');
    assert.deepEqual(copy.problem, original.problem);
    assert.deepEqual(await manager.listResults({ fromBackend: 'secondary' }), ['a', 'b']);
  });

  it('refuses a key that is taken', async () => {
    const { manager } = managerWith();
    for (const key of ['a', 'b']) await manager.saveResult(key, aResult());
    await assert.rejects(manager.duplicateResult('a', 'b'), error =>
      isStorageError(error, 'already-exists'),
    );
  });
});

describe('StorageManager clearing', () => {
  it('empties only the cache, which fills again', async () => {
    const { manager } = managerWith();
    await manager.saveResult('a', aResult());
    assert.equal(await manager.clearCache(), 1);
    await manager.loadResult('a');
    assert.deepEqual(await manager.listResults({ fromBackend: 'cache' }), ['a']);
  });

  it('empties all backends and says how many results they held', async () => {
    const { manager } = managerWith();
    for (const key of ['a', 'b']) await manager.saveResult(key, aResult());
    assert.deepEqual(await manager.clearAllResults(), { cache: 2, primary: 2, secondary: 2 });
    for (const fromBackend of everywhere) {
      assert.deepEqual(await manager.listResults({ fromBackend }), []);
    }
  });

  it('keeps the secondary without fromAll', async () => {
    const { manager } = managerWith();
    await manager.saveResult('a', aResult());
    assert.deepEqual(await manager.clearAllResults({ fromAll: false }), { cache: 1, primary: 1 });
    assert.deepEqual(await manager.listResults({ fromBackend: 'secondary' }), ['a']);
  });
});
