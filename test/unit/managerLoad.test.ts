import assert from 'node:assert/strict';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { isStorageError } from '../../src/storage/errors';
import { StorageManager } from '../../src/storage/manager';
import { damaged } from './support/damaged';
import { managerWith } from './support/managerWith';
import { anEntry, aResult } from './support/results';

describe('StorageManager loading', () => {
  it('answers from the cache without reading the primary’s bytes', async () => {
    const { manager, primary } = managerWith();
    await manager.saveResult('a', aResult());
    await manager.loadResult('a');
    assert.equal(primary.calls.includes('load a'), false);
  });

  it('does not answer from the cache when the primary has another revision by now', async () => {
    const inner = new MemoryStorage();
    const manager = new StorageManager({ primary: inner });
    await manager.saveResult('a', aResult());
    await inner.save(await anEntry('a', { metadata: { by: 'somebody else' } }));
    assert.deepEqual((await manager.loadResult('a')).metadata, { by: 'somebody else' });
  });

  it('does not answer from the cache what was deleted by somebody else', async () => {
    const inner = new MemoryStorage();
    const manager = new StorageManager({ primary: inner });
    await manager.saveResult('a', aResult());
    await inner.delete('a');
    await assert.rejects(manager.loadResult('a'), error => isStorageError(error, 'not-found'));
    assert.deepEqual(await manager.listResults({ fromBackend: 'cache' }), []);
  });

  it('reads the primary without useCache, and fills the cache', async () => {
    const { manager, primary } = managerWith();
    await manager.saveResult('a', aResult());
    await manager.clearCache();
    await manager.loadResult('a', { useCache: false });
    assert.equal(primary.calls.includes('load a'), true);
    assert.deepEqual(await manager.listResults({ fromBackend: 'cache' }), ['a']);
  });

  it('falls back to the secondary when the primary lacks the result, which is no degradation', async () => {
    const { manager, secondary } = managerWith();
    await secondary.save(await anEntry('a', { metadata: { from: 'secondary' } }));
    assert.deepEqual((await manager.loadResult('a')).metadata, { from: 'secondary' });
    assert.deepEqual(manager.degraded, []);
  });

  it('falls back to the secondary when the primary is unavailable, and reports it', async () => {
    const { manager, primary } = managerWith({ useCache: false });
    await manager.saveResult('a', aResult());
    primary.failAll();
    const reports: unknown[] = [];
    manager.onDidDegrade(degraded => reports.push(degraded));
    assert.equal((await manager.loadResult('a')).rowCount, 3);
    const message = 'The test makes "load a" fail.';
    const expected = [
      { backend: 'primary', code: 'unavailable', message, answeredBy: 'secondary' },
    ];
    assert.deepEqual(manager.degraded, expected);
    assert.deepEqual(reports, [expected]);
  });

  it('reports recovery when the primary answers again', async () => {
    const { manager, primary } = managerWith({ useCache: false });
    await manager.saveResult('a', aResult());
    primary.failAll();
    await manager.loadResult('a');
    primary.recover();
    await manager.loadResult('a');
    assert.deepEqual(manager.degraded, []);
  });

  it('answers from the cache when the primary is unavailable, and reports it', async () => {
    const { manager, primary } = managerWith();
    await manager.saveResult('a', aResult());
    primary.failAll();
    assert.equal((await manager.loadResult('a')).rowCount, 3);
    assert.equal(manager.degraded[0]?.answeredBy, 'cache');
  });

  it('uses a sound replica when the primary’s bytes are damaged, and names the damaged one', async () => {
    const { manager, primary, secondary } = managerWith({ useCache: false });
    const entry = await anEntry('a', { metadata: { sound: true } });
    await primary.save(damaged(entry));
    await secondary.save(entry);
    assert.deepEqual((await manager.loadResult('a')).metadata, { sound: true });
    const [degradation] = manager.degraded;
    assert.equal(degradation?.code, 'corrupt');
    assert.equal(degradation.backend, 'primary');
    assert.equal(degradation.key, 'a');
    assert.equal(degradation.answeredBy, 'secondary');
  });

  it('answers from the cache as a last resort when every other copy is damaged', async () => {
    const { manager, primary, secondary } = managerWith();
    await manager.saveResult('a', aResult());
    for (const backend of [primary, secondary]) {
      backend.fail('header', 'corrupt', 'a');
      backend.fail('load', 'corrupt', 'a');
    }
    assert.equal((await manager.loadResult('a')).rowCount, 3);
    assert.deepEqual(
      manager.degraded.map(({ backend, answeredBy }) => [backend, answeredBy]),
      [
        ['primary', 'cache'],
        ['secondary', 'cache'],
      ],
    );
  });

  it('does not take a damaged result for a missing one', async () => {
    const { manager, primary } = managerWith({ useCache: false });
    await primary.save(damaged(await anEntry('a')));
    await assert.rejects(manager.loadResult('a'), error => isStorageError(error, 'corrupt'));
  });

  it('says the most telling thing when nobody can answer', async () => {
    const { manager, primary, secondary } = managerWith({ useCache: false });
    primary.failAll('unavailable');
    await secondary.save(damaged(await anEntry('a')));
    await assert.rejects(
      manager.loadResult('a'),
      error =>
        isStorageError(error, 'corrupt') &&
        error.message.includes('secondary') &&
        error.message.includes('The test makes "load a" fail.'),
    );
  });

  it('does not say "not found" when the primary could not be asked', async () => {
    const { manager, primary } = managerWith();
    primary.failAll();
    await assert.rejects(manager.loadResult('a'), error => isStorageError(error, 'unavailable'));
  });

  it('names the key and the backends when nothing is there', async () => {
    const { manager } = managerWith();
    await assert.rejects(
      manager.loadResult('nowhere'),
      error =>
        isStorageError(error, 'not-found') &&
        /"nowhere" in the primary and the secondary/.test(error.message),
    );
  });

  it('reads exactly the address that is asked for', async () => {
    const { manager, secondary } = managerWith();
    await manager.saveResult('a', aResult({ metadata: { in: 'both' } }));
    await secondary.save(await anEntry('a', { metadata: { in: 'secondary' } }));
    const there = await manager.loadFrom({ backend: 'secondary', key: 'a' });
    assert.deepEqual(there.metadata, { in: 'secondary' });
    await assert.rejects(manager.loadFrom({ backend: 'cache', key: 'b' }), error =>
      isStorageError(error, 'not-found'),
    );
  });
});
