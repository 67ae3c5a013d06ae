import assert from 'node:assert/strict';
import type { StorageBackend, Trash } from '../../src/storage/backend';
import { difficultKeys } from './backendKeys';
import { anEntry } from './support/results';

/** Keeping what is removed or replaced, and having it back. */
export function describeBackendTrash(open: () => Promise<StorageBackend>): void {
  async function openWith(...keys: readonly string[]) {
    const backend = await open();
    const { trash } = backend;
    assert.ok(trash, 'has a trash');
    const entries = await Promise.all(keys.map((key, n) => anEntry(key, { rows: n + 1 })));
    for (const entry of entries) await backend.save(entry);
    return { backend, trash, entries };
  }

  async function namesIn(trash: Trash): Promise<readonly string[]> {
    return (await trash.list()).map(({ bin, key }) => `${bin}: ${key}`);
  }

  it('keeps nothing unless it is asked to', async () => {
    const { backend, trash } = await openWith('a', 'b', 'c');
    await backend.save(await anEntry('a'));
    await backend.rename('b', 'c', { overwrite: true });
    await backend.delete('a');
    await backend.clear();
    assert.deepEqual(await trash.list(), []);
  });

  it('keeps what a deletion removes, out of sight, and says how large it is', async () => {
    const { backend, trash, entries } = await openWith('runs/a', 'b');
    assert.equal(await backend.delete('runs/a', { keep: 'bin-1' }), true);
    assert.deepEqual(await backend.list(), ['b']);
    assert.equal((await backend.info()).count, 1);
    assert.equal(await backend.load('runs/a'), undefined);
    const bytes = entries[0]?.bytes.length;
    assert.deepEqual(await trash.list(), [{ bin: 'bin-1', key: 'runs/a', bytes }]);
  });

  it('keeps what is replaced, not what replaces it', async () => {
    const { backend, trash, entries } = await openWith('a');
    const second = await anEntry('a', { rows: 9 });
    await backend.save(second, { keep: 'bin-1', expected: entries[0]?.header.revision ?? '' });
    assert.deepEqual(await backend.load('a'), second);
    await backend.delete('a');
    assert.equal(await trash.restore('bin-1', 'a'), true);
    assert.deepEqual(await backend.load('a'), entries[0]);
  });

  it('keeps what a renamed entry writes over', async () => {
    const { backend, trash, entries } = await openWith('a', 'b');
    await backend.rename('a', 'b', { overwrite: true, keep: 'bin-1' });
    assert.deepEqual(await namesIn(trash), ['bin-1: b']);
    await backend.rename('b', 'a');
    await trash.restore('bin-1', 'b');
    assert.deepEqual(await backend.load('a'), entries[0]);
    assert.deepEqual(await backend.load('b'), entries[1]);
  });

  it('keeps everything that is cleared, and has it back', async () => {
    const { backend, trash, entries } = await openWith('a', 'a/b', 'c');
    assert.equal(await backend.clear({ keep: 'bin-1' }), 3);
    assert.deepEqual(await namesIn(trash), ['bin-1: a', 'bin-1: a/b', 'bin-1: c']);
    for (const { key } of await trash.list()) assert.equal(await trash.restore('bin-1', key), true);
    assert.deepEqual(await backend.list(), ['a', 'a/b', 'c']);
    for (const entry of entries) assert.deepEqual(await backend.load(entry.header.key), entry);
    assert.deepEqual(await trash.list(), []);
  });

  it('keeps and restores nothing that is not there', async () => {
    const { backend, trash } = await openWith('a');
    assert.equal(await backend.delete('x', { keep: 'bin-1' }), false);
    assert.equal(await backend.rename('a', 'b', { overwrite: true, keep: 'bin-1' }), true);
    await backend.save(await anEntry('new'), { keep: 'bin-1' });
    assert.deepEqual(await trash.list(), []);
    assert.equal(await trash.restore('bin-1', 'a'), false);
    await backend.clear();
    assert.equal(await backend.clear({ keep: 'bin-1' }), 0);
    await trash.empty(['bin-1', 'bin-2']);
  });

  it('has each key once in a bin, and the first one stays', async () => {
    const { backend, trash, entries } = await openWith('a');
    await backend.save(await anEntry('a'), { keep: 'bin-1' });
    await backend.save(await anEntry('a'), { keep: 'bin-1' });
    await backend.delete('a', { keep: 'bin-1' });
    assert.deepEqual(await namesIn(trash), ['bin-1: a']);
    await trash.restore('bin-1', 'a');
    assert.deepEqual(await backend.load('a'), entries[0]);
  });

  it('keeps bins apart and lists them sorted', async () => {
    const { backend, trash } = await openWith('a', 'b', 'B');
    await backend.delete('b', { keep: '2' });
    await backend.delete('a', { keep: '10' });
    await backend.delete('B', { keep: '2' });
    assert.deepEqual(await namesIn(trash), ['10: a', '2: B', '2: b']);
    await trash.empty(['2', 'none']);
    assert.deepEqual(await namesIn(trash), ['10: a']);
    assert.equal(await trash.restore('2', 'b'), false);
    assert.deepEqual(await backend.list(), []);
  });

  it('does not restore over what has the key by now', async () => {
    const { backend, trash } = await openWith('a');
    await backend.delete('a', { keep: 'bin-1' });
    const newer = await anEntry('a');
    await backend.save(newer);
    await assert.rejects(trash.restore('bin-1', 'a'), { code: 'already-exists' });
    const expected = crypto.randomUUID();
    await assert.rejects(trash.restore('bin-1', 'a', { expected }), { code: 'conflict' });
    assert.deepEqual(await backend.load('a'), newer);
    assert.deepEqual(await namesIn(trash), ['bin-1: a']);
  });

  it('restores over exactly what it is told to expect', async () => {
    const { backend, trash, entries } = await openWith('a');
    const second = await anEntry('a');
    await backend.save(second, { keep: 'bin-1' });
    const expected = second.header.revision;
    assert.equal(await trash.restore('bin-1', 'a', { expected }), true);
    assert.deepEqual(await backend.load('a'), entries[0]);
    assert.deepEqual(await backend.header('a'), entries[0]?.header);
    assert.deepEqual(await trash.list(), []);
  });

  it('keeps and restores entries under difficult keys', async () => {
    const { backend, trash, entries } = await openWith(...difficultKeys);
    for (const key of difficultKeys) await backend.delete(key, { keep: 'bin-1' });
    assert.deepEqual(
      await namesIn(trash),
      [...difficultKeys].sort().map(key => `bin-1: ${key}`),
    );
    for (const key of difficultKeys) assert.equal(await trash.restore('bin-1', key), true, key);
    for (const entry of entries) assert.deepEqual(await backend.load(entry.header.key), entry);
  });

  it('refuses bins with other names, and changes nothing', async () => {
    const { backend, trash, entries } = await openWith('a');
    for (const bin of ['', '../x', 'a/b', 'a b', 'é', '..']) {
      await assert.rejects(backend.delete('a', { keep: bin }), { code: 'invalid-key' }, bin);
      await assert.rejects(trash.restore(bin, 'a'), { code: 'invalid-key' }, bin);
      await assert.rejects(trash.empty([bin]), { code: 'invalid-key' }, bin);
    }
    assert.deepEqual(await backend.load('a'), entries[0]);
  });

  it('tells which key was restored, and nothing of its trash', async () => {
    const { backend, trash } = await openWith('a', 'b');
    await backend.delete('a', { keep: 'bin-1' });
    await backend.delete('b', { keep: 'bin-1' });
    const changes: unknown[] = [];
    backend.onDidChange(change => changes.push(change));
    await trash.restore('bin-1', 'a');
    await trash.empty(['bin-1']);
    await trash.list();
    assert.deepEqual(changes, [{ keys: ['a'] }]);
  });

  describe('delete with an expected revision', () => {
    it('removes what has that revision', async () => {
      const { backend, entries } = await openWith('a');
      const expected = entries[0]?.header.revision ?? '';
      assert.equal(await backend.delete('a', { expected }), true);
      assert.deepEqual(await backend.list(), []);
    });

    it('is a conflict when another revision is there, which stays', async () => {
      const { backend, trash, entries } = await openWith('a');
      const options = { expected: crypto.randomUUID(), keep: 'bin-1' };
      await assert.rejects(backend.delete('a', options), { code: 'conflict', message: /"a"/ });
      assert.deepEqual(await backend.load('a'), entries[0]);
      assert.deepEqual(await trash.list(), []);
    });

    it('says that the key is absent', async () => {
      const { backend } = await openWith();
      assert.equal(await backend.delete('a', { expected: crypto.randomUUID() }), false);
    });

    it('removes for one of many only what a rival does not replace', async () => {
      const { backend, entries } = await openWith('a');
      const expected = entries[0]?.header.revision ?? '';
      const rival = await anEntry('a');
      const outcomes = await Promise.allSettled([
        backend.save(rival, { expected }),
        backend.delete('a', { expected }),
      ]);
      const [saved, deleted] = outcomes.map(({ status }) => status === 'fulfilled');
      assert.notEqual(saved, deleted);
      assert.deepEqual(await backend.load('a'), saved ? rival : undefined);
    });
  });

  it('gives the headers of many keys at once, in the order asked for', async () => {
    const keys = Array.from({ length: 1100 }, (_, n) => `many/${n}`);
    const { backend, entries } = await openWith('b', 'a');
    if (backend.headers === undefined) return;
    const found = await backend.headers(['gone', 'a', ...keys, 'b']);
    assert.deepEqual(
      [...found],
      [
        ['a', entries[1]?.header],
        ['b', entries[0]?.header],
      ],
    );
    assert.deepEqual([...(await backend.headers([]))], []);
  });
}
