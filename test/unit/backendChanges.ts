import assert from 'node:assert/strict';
import type { BackendChange, StorageBackend } from '../../src/storage/backend';
import { anEntry } from './support/results';

/** What a backend tells of its changes, and how it ends. */
export function describeBackendChanges(open: () => Promise<StorageBackend>): void {
  async function openWith(...keys: readonly string[]): Promise<{
    readonly backend: StorageBackend;
    readonly changes: readonly BackendChange[];
  }> {
    const backend = await open();
    for (const key of keys) await backend.save(await anEntry(key));
    const changes: BackendChange[] = [];
    backend.onDidChange(change => changes.push(change));
    return { backend, changes };
  }

  it('tells which key was saved', async () => {
    const { backend, changes } = await openWith();
    await backend.save(await anEntry('a'));
    assert.deepEqual(changes, [{ keys: ['a'] }]);
  });

  it('tells which keys a rename changed', async () => {
    const { backend, changes } = await openWith('a');
    await backend.rename('a', 'b');
    assert.deepEqual(changes, [{ keys: ['a', 'b'] }]);
  });

  it('tells which key was removed', async () => {
    const { backend, changes } = await openWith('a');
    await backend.delete('a');
    assert.deepEqual(changes, [{ keys: ['a'] }]);
  });

  it('tells that it was cleared', async () => {
    const { backend, changes } = await openWith('a', 'b');
    await backend.clear();
    assert.equal(changes.length, 1);
    const keys = changes[0]?.keys;
    assert.deepEqual([...(keys ?? ['a', 'b'])].sort(), ['a', 'b']);
  });

  it('tells nothing when nothing changed', async () => {
    const { backend, changes } = await openWith('a', 'b');
    await backend.rename('a', 'a');
    await backend.rename('x', 'y');
    await backend.delete('x');
    await backend.load('a');
    await assert.rejects(backend.rename('a', 'b'), { code: 'already-exists' });
    await assert.rejects(backend.save(await anEntry('a'), { expected: null }));
    assert.deepEqual(changes, []);
  });

  it('tells nobody who no longer listens', async () => {
    const backend = await open();
    const changes: BackendChange[] = [];
    const subscription = backend.onDidChange(change => changes.push(change));
    subscription.dispose();
    await backend.save(await anEntry('a'));
    assert.deepEqual(changes, []);
  });

  it('can be closed twice, and refuses everything afterwards', async () => {
    const backend = await open();
    const entry = await anEntry('a');
    await backend.save(entry);
    await backend.close();
    await backend.close();
    const calls: readonly (() => Promise<unknown>)[] = [
      () => backend.save(entry),
      () => backend.load('a'),
      () => backend.header('a'),
      () => backend.list(),
      () => backend.rename('a', 'b'),
      () => backend.delete('a'),
      () => backend.clear(),
      () => backend.info(),
      ...(backend.headers ? [async () => backend.headers?.(['a'])] : []),
      async () => backend.trash?.list(),
      async () => backend.trash?.restore('bin', 'a'),
      async () => backend.trash?.empty(['bin']),
    ];
    for (const call of calls) await assert.rejects(call, { code: 'closed' }, String(call));
  });
}
