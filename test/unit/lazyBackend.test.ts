import assert from 'node:assert/strict';
import type { StorageBackend } from '../../src/storage/backend';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { isStorageError, StorageError } from '../../src/storage/errors';
import { lazyBackend } from '../../src/storage/lazyBackend';
import { StorageManager } from '../../src/storage/manager';
import { damaged } from './support/damaged';
import { FlakyBackend } from './support/flakyBackend';
import { anEntry } from './support/results';

/** Opens as often as it is asked to, each time when it is told to. */
function openings() {
  const asked: { succeed: (backend: StorageBackend) => void; fail: () => void }[] = [];
  const open = () =>
    new Promise<StorageBackend>((succeed, reject) =>
      asked.push({ succeed, fail: () => reject(new StorageError('unavailable', 'no disk')) }),
    );
  return { asked, backend: lazyBackend({ config: { type: 'memory' }, open }) };
}

describe('lazyBackend', () => {
  it('opens at the first use, once for all who wait', async () => {
    const { asked, backend } = openings();
    assert.equal(asked.length, 0);
    const calls = [backend.list(), backend.load('a')];
    assert.equal(asked.length, 1);
    asked[0]?.succeed(new MemoryStorage());
    assert.deepEqual(await Promise.all(calls), [[], undefined]);
    assert.equal(asked.length, 1);
  });

  it('rejects the call that could not open, and tries again at the next one', async () => {
    const { asked, backend } = openings();
    const failing = backend.list();
    asked[0]?.fail();
    await assert.rejects(failing, error => isStorageError(error, 'unavailable'));
    const next = backend.list();
    asked[1]?.succeed(new MemoryStorage());
    assert.deepEqual(await next, []);
  });

  for (const moment of ['before', 'after'] as const) {
    it(`listens to the backend once somebody listens, ${moment} it was opened`, async () => {
      const { asked, backend } = openings();
      const inner = new MemoryStorage();
      const { onDidChange } = inner;
      let listeners = 0;
      const counting: typeof onDidChange = listener => {
        listeners++;
        return onDidChange(listener);
      };
      const seen: unknown[] = [];
      if (moment === 'before') backend.onDidChange(change => seen.push(change));
      const listing = backend.list();
      asked[0]?.succeed(Object.assign(inner, { onDidChange: counting }));
      await listing;
      assert.equal(listeners, moment === 'before' ? 1 : 0);
      if (moment === 'after') backend.onDidChange(change => seen.push(change));
      await inner.save(await anEntry('a'));
      assert.deepEqual(seen, [{ keys: ['a'] }]);
      assert.equal(listeners, 1);
    });
  }

  it('passes every call on', async () => {
    const inner = new FlakyBackend(new MemoryStorage());
    const backend = lazyBackend({ config: { type: 'memory' }, open: async () => inner });
    await backend.save(await anEntry('a'), { expected: null });
    await backend.rename('a', 'b', { overwrite: true });
    await backend.header('b');
    await backend.load('b');
    assert.deepEqual(await backend.list('b'), ['b']);
    assert.equal((await backend.info()).count, 1);
    await backend.delete('b');
    await backend.clear();
    assert.deepEqual(inner.calls, [
      'save a',
      'rename a',
      'header b',
      'load b',
      'list',
      'info',
      'delete b',
      'clear',
    ]);
  });

  it('passes on what is to be kept, its trash and what is asked of many keys', async () => {
    const memory = new MemoryStorage();
    const backend = lazyBackend({ config: { type: 'memory' }, open: async () => memory });
    const entry = await anEntry('a');
    await backend.save(entry);
    assert.deepEqual(await backend.headers?.(['x', 'a']), new Map([['a', entry.header]]));
    await backend.clear({ keep: 'one' });
    await backend.save(entry);
    const expected = crypto.randomUUID();
    await assert.rejects(backend.delete('a', { expected }), { code: 'conflict' });
    await backend.delete('a', { keep: 'two' });
    assert.deepEqual(
      (await backend.trash?.list())?.map(({ bin }) => bin),
      ['one', 'two'],
    );
    assert.equal(await backend.trash?.restore('two', 'a'), true);
    await backend.trash?.empty(['one']);
    assert.deepEqual(await memory.trash?.list(), []);
  });

  it('has faultless notes over a backend without any', async () => {
    const bounded = new MemoryStorage({ maxBytes: 1e6 });
    const backend = lazyBackend({ config: { type: 'memory' }, open: async () => bounded });
    assert.deepEqual(await backend.check?.(), []);
    await backend.rebuild?.();
  });

  it('has no trash once it is known that the backend keeps nothing', async () => {
    const { asked, backend } = openings();
    const { trash } = backend;
    assert.ok(trash);
    const calls = [trash.list(), trash.restore('one', 'a'), trash.empty(['one'])];
    asked[0]?.succeed(new MemoryStorage({ maxBytes: 1e6 }));
    assert.deepEqual(await Promise.all<unknown>(calls), [[], false, undefined]);
    assert.equal(backend.trash, undefined);
  });

  it('is not shown with a trash, nor mended at the price of what it cannot keep', async () => {
    const bounded = new MemoryStorage({ maxBytes: 1e6 });
    const primary = lazyBackend({ config: { type: 'memory' }, open: async () => bounded });
    const manager = new StorageManager({ primary });
    assert.equal((await manager.getStorageInfo()).primary.trash, undefined);
    const entry = damaged(await anEntry('a'));
    await primary.save(entry);
    const fix = { action: 'quarantine', backend: 'primary', key: 'a', isSafe: false } as const;
    const [outcome] = await manager.fixStorage([fix]);
    assert.match(outcome?.message ?? '', /cannot keep what it replaces/);
    assert.deepEqual(await bounded.load('a'), entry);
    await manager.close();
  });

  it('lets changes be listened to before it is open', async () => {
    const { asked, backend } = openings();
    const keys: unknown[] = [];
    backend.onDidChange(change => keys.push(change.keys));
    const saving = backend.save(await anEntry('a'));
    asked[0]?.succeed(new MemoryStorage());
    await saving;
    assert.deepEqual(keys, [['a']]);
  });

  it('is read-only once it is known to be', async () => {
    const inner = Object.assign(new MemoryStorage(), { isReadonly: true });
    const backend = lazyBackend({ config: { type: 'memory' }, open: async () => inner });
    assert.equal(backend.isReadonly, false);
    await backend.list();
    assert.equal(backend.isReadonly, true);
  });

  it('never opens after it was closed', async () => {
    const { asked, backend } = openings();
    await backend.close();
    await assert.rejects(backend.list(), error => isStorageError(error, 'closed'));
    assert.equal(asked.length, 0);
  });

  it('closes what was being opened when it is closed', async () => {
    const { asked, backend } = openings();
    const inner = new FlakyBackend(new MemoryStorage());
    const listing = backend.list();
    const closing = backend.close();
    asked[0]?.succeed(inner);
    await Promise.all([listing, closing]);
    assert.equal(inner.calls.at(-1), 'close');
    await backend.close();
    assert.equal(inner.calls.filter(call => call === 'close').length, 1);
  });

  it('closes without complaint when opening fails meanwhile', async () => {
    const { asked, backend } = openings();
    const listing = backend.list();
    const closing = backend.close();
    asked[0]?.fail();
    await assert.rejects(listing, error => isStorageError(error, 'unavailable'));
    await closing;
  });
});
