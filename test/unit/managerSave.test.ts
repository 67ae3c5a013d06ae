import assert from 'node:assert/strict';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { isStorageError } from '../../src/storage/errors';
import { StorageManager } from '../../src/storage/manager';
import { managerWith } from './support/managerWith';
import { aResult } from './support/results';

describe('StorageManager saving', () => {
  it('stores the same bytes in the primary, the secondary and the cache, in this order', async () => {
    const { manager } = managerWith();
    const order: string[] = [];
    manager.onDidChange(({ backend }) => order.push(backend));
    const header = await manager.saveResult('a', aResult());
    const [primary, secondary, cache] = await Promise.all(
      (['primary', 'secondary', 'cache'] as const).map(backend =>
        manager.readArtifact({ backend, key: 'a' }),
      ),
    );
    assert.deepEqual(order, ['primary', 'secondary', 'cache']);
    assert.deepEqual(secondary, primary);
    assert.deepEqual(cache, primary);
    assert.equal(primary?.header.revision, header.revision);
  });

  it('leaves the secondary alone without replicate', async () => {
    const { manager, secondary } = managerWith();
    await manager.saveResult('a', aResult(), undefined, { replicate: false });
    assert.deepEqual(secondary.calls, []);
  });

  it('merges the metadata over those of the result', async () => {
    const { manager } = managerWith();
    const result = aResult({ metadata: { kept: 1, replaced: 1 } });
    await manager.saveResult('a', result, { replaced: 2, added: 3 });
    const loaded = await manager.loadResult('a');
    assert.deepEqual(loaded.metadata, { kept: 1, replaced: 2, added: 3 });
  });

  it('keeps the id and gives every save a new revision', async () => {
    const { manager } = managerWith();
    const result = aResult();
    const first = await manager.saveResult('a', result);
    const second = await manager.saveResult('a', result);
    assert.equal(second.id, first.id);
    assert.notEqual(second.revision, first.revision);
  });

  it('makes every save later than the one before, even when the clock is set back', async () => {
    let now = Date.parse('2026-05-05T00:00:00.000Z');
    const { manager } = managerWith({ clock: () => now });
    const first = await manager.saveResult('a', aResult());
    now -= 1000;
    const second = await manager.saveResult('a', aResult());
    assert.equal(first.updatedAt, '2026-05-05T00:00:00.000Z');
    assert.equal(second.updatedAt, '2026-05-05T00:00:00.001Z');
  });

  it('says that the primary holds it when the secondary fails, and is right', async () => {
    const { manager, secondary } = managerWith();
    secondary.fail('save', 'unavailable');
    await assert.rejects(
      manager.saveResult('a', aResult()),
      error =>
        isStorageError(error, 'replication-failed') &&
        isStorageError(error.cause, 'unavailable') &&
        /"a" is saved in the primary/.test(error.message),
    );
    assert.equal((await manager.loadResult('a')).problem.name, 'Welded beam');
    assert.equal((await manager.loadResult('a', { useCache: false })).problem.name, 'Welded beam');
  });

  it('stores nothing anywhere when the primary fails', async () => {
    const { manager, primary, secondary } = managerWith();
    await manager.saveResult('a', aResult({ metadata: { version: 1 } }));
    primary.fail('save', 'busy');
    const again = manager.saveResult('a', aResult({ metadata: { version: 2 } }));
    await assert.rejects(again, error => isStorageError(error, 'busy'));
    primary.recover();
    assert.deepEqual((await manager.loadResult('a')).metadata, { version: 1 });
    assert.deepEqual(secondary.calls.filter(call => call.startsWith('save')).length, 1);
  });

  it('writes over a damaged entry', async () => {
    const { manager, primary } = managerWith();
    primary.fail('header', 'corrupt', 'a');
    await manager.saveResult('a', aResult());
    primary.recover();
    assert.equal(await manager.existsResult('a'), true);
  });

  it('refuses an invalid key before anything is written', async () => {
    const { manager, primary } = managerWith();
    const saving = manager.saveResult('a//b', aResult());
    await assert.rejects(saving, error => isStorageError(error, 'invalid-key'));
    assert.deepEqual(primary.calls, []);
  });

  it('lets saves of one key follow each other, the last one asked for winning on both sides', async () => {
    const { manager } = managerWith();
    await Promise.all(
      [1, 2, 3].map(version => manager.saveResult('a', aResult({ metadata: { version } }))),
    );
    for (const backend of ['primary', 'secondary', 'cache'] as const) {
      assert.deepEqual((await manager.header({ backend, key: 'a' }))?.metadata, { version: 3 });
    }
  });

  it('does not keep in the cache what is larger than the cache', async () => {
    const manager = new StorageManager({ primary: new MemoryStorage(), cacheSizeMb: 0.0001 });
    await manager.saveResult('a', aResult());
    assert.deepEqual(await manager.listResults({ fromBackend: 'cache' }), []);
    assert.equal((await manager.loadResult('a')).rowCount, 3);
  });
});

describe('StorageManager.updateResult', () => {
  it('stores the edited result in both backends when both hold the revision that was read', async () => {
    const { manager } = managerWith();
    const { revision } = await manager.saveResult('a', aResult());
    const edited = aResult({ metadata: { edited: true } });
    const header = await manager.updateResult({ backend: 'primary', key: 'a' }, revision, edited);
    for (const backend of ['primary', 'secondary', 'cache'] as const) {
      const stored = await manager.header({ backend, key: 'a' });
      assert.equal(stored?.revision, header.revision);
    }
  });

  it('leaves a replica alone that held something else', async () => {
    const { manager } = managerWith();
    const old = await manager.saveResult('a', aResult());
    const { revision } = await manager.saveResult('a', aResult(), {}, { replicate: false });
    await manager.updateResult({ backend: 'primary', key: 'a' }, revision, aResult());
    const replica = await manager.header({ backend: 'secondary', key: 'a' });
    assert.equal(replica?.revision, old.revision);
  });

  it('lets the primary follow an edit in the secondary, and forgets the cached version', async () => {
    const { manager } = managerWith();
    const { revision } = await manager.saveResult('a', aResult());
    const edited = aResult({ metadata: { edited: true } });
    await manager.updateResult({ backend: 'secondary', key: 'a' }, revision, edited);
    assert.deepEqual(await manager.listResults({ fromBackend: 'cache' }), []);
    assert.deepEqual((await manager.loadResult('a')).metadata, { edited: true });
  });

  it('refuses when another version was stored meanwhile, and keeps that', async () => {
    const { manager } = managerWith();
    const { revision } = await manager.saveResult('a', aResult());
    const other = await manager.saveResult('a', aResult());
    await assert.rejects(
      manager.updateResult({ backend: 'primary', key: 'a' }, revision, aResult()),
      error => isStorageError(error, 'conflict'),
    );
    const stored = await manager.header({ backend: 'primary', key: 'a' });
    assert.equal(stored?.revision, other.revision);
  });

  it('says where it is saved when the other backend fails', async () => {
    const { manager, primary } = managerWith();
    const { revision } = await manager.saveResult('a', aResult());
    primary.fail('save');
    await assert.rejects(
      manager.updateResult({ backend: 'secondary', key: 'a' }, revision, aResult()),
      error =>
        isStorageError(error, 'replication-failed') &&
        /is saved in the secondary .* but not in the primary/.test(error.message),
    );
  });
});
