import assert from 'node:assert/strict';
import type { StorageBackend } from '../../src/storage/backend';
import { hasKey } from '../../src/storage/storedHeader';
import { anEntry } from './support/results';

/** Saving, finding and removing entries. */
export function describeBackendEntries(open: () => Promise<StorageBackend>): void {
  it('gives back what was saved, byte for byte', async () => {
    const backend = await open();
    const entry = await anEntry('runs/first', { rows: 5 });
    await backend.save(entry);
    assert.deepEqual(await backend.load('runs/first'), entry);
  });

  it('gives back a header without the bytes', async () => {
    const backend = await open();
    const entry = await anEntry('runs/first');
    await backend.save(entry);
    assert.deepEqual(await backend.header('runs/first'), entry.header);
  });

  it('gives back an artifact of several megabytes', async () => {
    const backend = await open();
    const entry = await anEntry('large', { rows: 50_000 });
    assert.ok(entry.bytes.length > 2_000_000);
    await backend.save(entry);
    const loaded = await backend.load('large');
    assert.ok(loaded !== undefined && Buffer.from(entry.bytes).equals(loaded.bytes));
  });

  it('replaces an entry', async () => {
    const backend = await open();
    await backend.save(await anEntry('a', { rows: 2 }));
    const second = await anEntry('a', { rows: 7 });
    await backend.save(second);
    assert.deepEqual(await backend.load('a'), second);
    assert.deepEqual(await backend.header('a'), second.header);
    assert.deepEqual(await backend.list(), ['a']);
  });

  it('says that a key is absent', async () => {
    const backend = await open();
    assert.equal(await backend.load('nothing'), undefined);
    assert.equal(await backend.header('nothing'), undefined);
    assert.equal(await hasKey(backend, 'nothing'), false);
    assert.equal(await backend.delete('nothing'), false);
    assert.equal(await backend.rename('nothing', 'something'), false);
    assert.deepEqual(await backend.list(), []);
  });

  it('removes an entry and nothing else', async () => {
    const backend = await open();
    for (const key of ['a', 'a/b', 'ab']) await backend.save(await anEntry(key));
    assert.equal(await hasKey(backend, 'a'), true);
    assert.equal(await backend.delete('a'), true);
    assert.deepEqual(await Promise.all(['a', 'a/b'].map(key => hasKey(backend, key))), [
      false,
      true,
    ]);
    assert.equal(await backend.load('a'), undefined);
    assert.deepEqual(await backend.list(), ['a/b', 'ab']);
    assert.equal(await backend.delete('a'), false);
  });

  it('clears all entries and counts them', async () => {
    const backend = await open();
    for (const key of ['a', 'b/c', 'b/d/e']) await backend.save(await anEntry(key));
    assert.equal(await backend.clear(), 3);
    assert.deepEqual(await backend.list(), []);
    assert.equal(await backend.clear(), 0);
  });

  it('counts entries and bytes', async () => {
    const backend = await open();
    assert.equal((await backend.info()).count, 0);
    const [one, two] = [await anEntry('one'), await anEntry('two', { rows: 9 })];
    await backend.save(one);
    await backend.save(two);
    const info = await backend.info();
    assert.equal(info.type, backend.type);
    assert.equal(info.count, 2);
    assert.equal(info.bytes, one.bytes.length + two.bytes.length);
    assert.deepEqual(info.warnings, []);
  });

  it('keeps all of many entries saved at the same time', async () => {
    const backend = await open();
    const entries = await Promise.all(Array.from({ length: 40 }, (_, n) => anEntry(`many/${n}`)));
    await Promise.all(entries.map(entry => backend.save(entry)));
    assert.equal((await backend.list()).length, 40);
    for (const entry of entries) assert.deepEqual(await backend.load(entry.header.key), entry);
  });

  describe('rename', () => {
    it('moves an entry and changes nothing in it', async () => {
      const backend = await open();
      const entry = await anEntry('old/name');
      await backend.save(entry);
      assert.equal(await backend.rename('old/name', 'new/deep/name'), true);
      const moved = { ...entry, header: { ...entry.header, key: 'new/deep/name' } };
      assert.deepEqual(await backend.load('new/deep/name'), moved);
      assert.deepEqual(await backend.header('new/deep/name'), moved.header);
      assert.equal(await backend.load('old/name'), undefined);
      assert.deepEqual(await backend.list(), ['new/deep/name']);
    });

    it('refuses a taken key and leaves both entries', async () => {
      const backend = await open();
      const [a, b] = [await anEntry('a'), await anEntry('b')];
      await backend.save(a);
      await backend.save(b);
      await assert.rejects(backend.rename('a', 'b'), { code: 'already-exists', message: /"b"/ });
      assert.deepEqual(await backend.load('a'), a);
      assert.deepEqual(await backend.load('b'), b);
    });

    it('replaces a taken key on request', async () => {
      const backend = await open();
      const a = await anEntry('a');
      await backend.save(a);
      await backend.save(await anEntry('b'));
      assert.equal(await backend.rename('a', 'b', { overwrite: true }), true);
      assert.equal((await backend.header('b'))?.revision, a.header.revision);
      assert.deepEqual(await backend.list(), ['b']);
    });

    it('leaves an entry that is renamed to its own key', async () => {
      const backend = await open();
      const entry = await anEntry('a');
      await backend.save(entry);
      assert.equal(await backend.rename('a', 'a'), true);
      assert.equal(await backend.rename('a', 'a', { overwrite: true }), true);
      assert.deepEqual(await backend.load('a'), entry);
    });
  });

  describe('save with an expected revision', () => {
    it('saves when that revision is there', async () => {
      const backend = await open();
      const first = await anEntry('a');
      await backend.save(first);
      const second = await anEntry('a');
      await backend.save(second, { expected: first.header.revision });
      assert.equal((await backend.header('a'))?.revision, second.header.revision);
    });

    it('is a conflict when another revision is there, which stays', async () => {
      const backend = await open();
      const first = await anEntry('a');
      await backend.save(first);
      const expected = crypto.randomUUID();
      await assert.rejects(backend.save(await anEntry('a'), { expected }), { code: 'conflict' });
      assert.deepEqual(await backend.load('a'), first);
    });

    it('is a conflict when the entry is gone', async () => {
      const backend = await open();
      const expected = crypto.randomUUID();
      await assert.rejects(backend.save(await anEntry('a'), { expected }), { code: 'conflict' });
      assert.deepEqual(await backend.list(), []);
    });

    it('saves what was expected to be absent only once', async () => {
      const backend = await open();
      const first = await anEntry('a');
      await backend.save(first, { expected: null });
      await assert.rejects(backend.save(await anEntry('a'), { expected: null }), {
        code: 'already-exists',
        message: /"a"/,
      });
      assert.deepEqual(await backend.load('a'), first);
    });

    it('lets one of many win that save at the same time', async () => {
      const backend = await open();
      const first = await anEntry('a');
      await backend.save(first);
      const rivals = await Promise.all(Array.from({ length: 8 }, () => anEntry('a')));
      const outcomes = await Promise.allSettled(
        rivals.map(rival => backend.save(rival, { expected: first.header.revision })),
      );
      const winners = rivals.filter((_, index) => outcomes[index]?.status === 'fulfilled');
      assert.equal(winners.length, 1);
      assert.deepEqual(await backend.load('a'), winners[0]);
    });
  });
}
