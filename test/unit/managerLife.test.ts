import assert from 'node:assert/strict';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { isStorageError } from '../../src/storage/errors';
import { StorageManager } from '../../src/storage/manager';
import type { StorageChange } from '../../src/storage/stores';
import { FlakyBackend } from './support/flakyBackend';
import { managerWith } from './support/managerWith';
import { anEntry, aResult } from './support/results';

describe('StorageManager.getStorageInfo', () => {
  it('tells how the backends and the cache are doing', async () => {
    const { manager } = managerWith({ cacheSizeMb: 1 });
    const { size } = await manager.saveResult('a', aResult());
    await manager.loadResult('a');
    await manager.loadResult('b').catch(() => 'not there');
    const { primary, secondary, cache, degraded } = await manager.getStorageInfo();
    const memory = { type: 'memory', location: 'memory', count: 1, bytes: size, warnings: [] };
    const trash = { count: 0, bytes: 0 };
    assert.deepEqual(primary, { ...memory, trash, health: 'ok' });
    assert.deepEqual(secondary, primary);
    assert.deepEqual(cache, {
      count: 1,
      bytes: size,
      maxBytes: 1024 * 1024,
      hits: 1,
      misses: 1,
      evictions: 0,
    });
    assert.deepEqual(degraded, []);
  });

  it('reports a backend out of reach instead of failing', async () => {
    const { manager, primary } = managerWith();
    primary.failAll('busy');
    const info = await manager.getStorageInfo();
    assert.equal(info.primary.health, 'The test makes "info" fail.');
    assert.equal(info.primary.code, 'busy');
    assert.equal(info.secondary?.health, 'ok');
  });

  it('leaves out what is not there', async () => {
    const { manager } = managerWith({ secondary: undefined, useCache: false });
    assert.deepEqual(Object.keys(await manager.getStorageInfo()), ['primary', 'degraded']);
  });
});

describe('StorageManager.onDidChange', () => {
  it('fires once per changed backend', async () => {
    const { manager } = managerWith({ useCache: false });
    await manager.saveResult('a', aResult());
    const changes: StorageChange[] = [];
    manager.onDidChange(change => changes.push(change));
    await manager.renameResult('a', 'b');
    await manager.deleteResult('b');
    assert.deepEqual(changes, [
      { backend: 'primary', keys: ['a', 'b'] },
      { backend: 'secondary', keys: ['a', 'b'] },
      { backend: 'primary', keys: ['b'] },
      { backend: 'secondary', keys: ['b'] },
    ]);
  });

  it('tells of changes that others made', async () => {
    const { manager, primary } = managerWith();
    const changes: StorageChange[] = [];
    manager.onDidChange(change => changes.push(change));
    await primary.save(await anEntry('a'));
    assert.deepEqual(changes, [{ backend: 'primary', keys: ['a'] }]);
  });
});

describe('StorageManager.close', () => {
  it('rejects every call afterwards, and may be called twice', async () => {
    const { manager, primary } = managerWith();
    await manager.close();
    await manager.close();
    const address = { backend: 'primary', key: 'a' } as const;
    const calls: readonly (() => Promise<unknown>)[] = [
      () => manager.saveResult('a', aResult()),
      () => manager.loadResult('a'),
      () => manager.deleteResult('a'),
      () => manager.renameResult('a', 'b'),
      () => manager.existsResult('a'),
      () => manager.listResults(),
      () => manager.migrateResult('a', 'primary', 'secondary'),
      () => manager.planSync(),
      () => manager.syncBackends(),
      () => manager.getStorageInfo(),
      () => manager.clearCache(),
      () => manager.clearAllResults(),
      () => manager.getResultStorageType('a'),
      () => manager.header(address),
      () => manager.headers('primary', ['a']),
      () => manager.loadFrom(address),
      () => manager.readArtifact(address),
      () => manager.deleteFrom(address),
      () => manager.duplicateResult('a', 'b'),
      () => manager.reconfigure({ primary: new MemoryStorage() }),
    ];
    for (const call of calls) {
      await assert.rejects(call(), error => isStorageError(error, 'closed'), call.toString());
    }
    assert.deepEqual(primary.calls, ['close']);
  });

  it('finishes the work under way first', async () => {
    const { manager, primary, secondary } = managerWith();
    const saving = manager.saveResult('a', aResult());
    await manager.close();
    await saving;
    assert.deepEqual([primary.calls.at(-1), secondary.calls], ['close', ['save a', 'close']]);
  });

  it('closes the secondary although the primary fails to, and reports it', async () => {
    const { manager, primary, secondary } = managerWith();
    primary.fail('close');
    await assert.rejects(manager.close(), error => isStorageError(error, 'unavailable'));
    assert.deepEqual(secondary.calls, ['close']);
  });

  it('is called at the end of an "await using" block', async () => {
    const { manager, primary } = managerWith();
    await manager[Symbol.asyncDispose]();
    assert.deepEqual(primary.calls, ['close']);
  });

  it('stops a sync between two results', async () => {
    const { manager, primary } = managerWith();
    for (let index = 0; index < 100; index++) await primary.save(await anEntry(`k${index}`));
    let closing: Promise<void> | undefined;
    const syncing = manager.syncBackends('primary_to_secondary', {
      onProgress: () => {
        closing ??= manager.close();
      },
    });
    await assert.rejects(syncing, error => isStorageError(error, 'cancelled'));
    await closing;
  });
});

describe('StorageManager.reconfigure', () => {
  it('goes on with other backends, closes the old ones and tells the listeners', async () => {
    const { manager, primary, secondary } = managerWith();
    const changes: StorageChange[] = [];
    manager.onDidChange(change => changes.push(change));
    const next = new MemoryStorage();
    await next.save(await anEntry('new'));
    await manager.reconfigure({ primary: next, secondary: undefined });
    assert.deepEqual(await manager.listResults(), ['new']);
    assert.deepEqual([primary.calls, secondary.calls], [['close'], ['close']]);
    await next.delete('new');
    assert.deepEqual(changes, [
      { backend: 'primary' },
      { backend: 'secondary' },
      { backend: 'cache' },
      { backend: 'sources' },
      { backend: 'primary', keys: ['new'] },
    ]);
  });

  it('lets work that was asked for before end on the old backends', async () => {
    const { manager, primary } = managerWith();
    const saving = manager.saveResult('a', aResult());
    await manager.reconfigure({ primary: new MemoryStorage() });
    await saving;
    assert.equal(primary.calls.includes('save a'), true);
    assert.deepEqual(await manager.listResults(), []);
  });

  it('does not close a backend that stays, and empties the cache', async () => {
    const { manager, primary } = managerWith();
    await manager.saveResult('a', aResult());
    await manager.reconfigure({ primary, cacheSizeMb: 5 });
    assert.equal(primary.calls.includes('close'), false);
    assert.deepEqual(await manager.listResults({ fromBackend: 'cache' }), []);
    assert.equal((await manager.loadResult('a')).rowCount, 3);
  });

  it('forgets what was wrong with the old backends', async () => {
    const { manager, primary } = managerWith();
    await manager.saveResult('a', aResult());
    primary.failAll();
    await manager.loadResult('a');
    assert.equal(manager.degraded.length, 1);
    await manager.reconfigure({ primary: new MemoryStorage() });
    assert.deepEqual(manager.degraded, []);
  });

  it('refuses the same backend in both roles and keeps the old ones', async () => {
    const { manager } = managerWith();
    await manager.saveResult('a', aResult());
    const backend = new FlakyBackend(new MemoryStorage());
    const trying = manager.reconfigure({ primary: backend, secondary: backend });
    await assert.rejects(trying, error => isStorageError(error, 'unsupported'));
    assert.deepEqual(await manager.listResults(), ['a']);
  });
});

describe('new StorageManager', () => {
  it('refuses a cache size that is none', () => {
    assert.throws(
      () => new StorageManager({ primary: new MemoryStorage(), cacheSizeMb: -1 }),
      error => isStorageError(error, 'unsupported'),
    );
  });

  it('has no cache with size 0 or without useCache', async () => {
    for (const options of [{ cacheSizeMb: 0 }, { useCache: false }]) {
      const manager = new StorageManager({ primary: new MemoryStorage(), ...options });
      assert.deepEqual(
        manager.backends.map(({ name }) => name),
        ['primary'],
      );
      assert.equal(await manager.clearCache(), 0);
    }
  });
});
