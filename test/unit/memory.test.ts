import assert from 'node:assert/strict';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { anEntry } from './support/results';

describe('MemoryStorage', () => {
  const sizeOf = async (rows: number): Promise<number> =>
    (await anEntry('a', { rows })).bytes.length;

  it('drops what was not used for longest when it is full', async () => {
    const memory = new MemoryStorage({ maxBytes: 2 * (await sizeOf(3)) });
    await memory.save(await anEntry('a'));
    await memory.save(await anEntry('b'));
    await memory.load('a');
    await memory.save(await anEntry('c'));
    assert.deepEqual(await memory.list(), ['a', 'c']);
  });

  it('tells which keys it dropped', async () => {
    const memory = new MemoryStorage({ maxBytes: await sizeOf(3) });
    await memory.save(await anEntry('a'));
    const changes: unknown[] = [];
    memory.onDidChange(change => changes.push(change));
    await memory.save(await anEntry('b'));
    assert.deepEqual(changes, [{ keys: ['b', 'a'] }]);
  });

  it('refuses an entry that alone is too large, and keeps the others and its old state', async () => {
    const memory = new MemoryStorage({ maxBytes: await sizeOf(3) });
    const small = await anEntry('a');
    await memory.save(small);
    await assert.rejects(memory.save(await anEntry('a', { rows: 1000 })), {
      code: 'unavailable',
      message: /"a" has \d+ bytes/,
    });
    assert.deepEqual(await memory.load('a'), small);
  });

  it('says whether an artifact fits', () => {
    const memory = new MemoryStorage({ maxBytes: 100.9 });
    assert.equal(memory.fits(100), true);
    assert.equal(memory.fits(101), false);
    assert.equal(new MemoryStorage().fits(2 ** 40), true);
  });

  it('keeps nothing when it may hold 0 bytes', async () => {
    const memory = new MemoryStorage({ maxBytes: 0 });
    await assert.rejects(memory.save(await anEntry('a')), { code: 'unavailable' });
    assert.deepEqual(await memory.list(), []);
  });

  it('refuses a negative size', () => {
    assert.throws(() => new MemoryStorage({ maxBytes: -1 }), RangeError);
    assert.throws(() => new MemoryStorage({ maxBytes: NaN }), RangeError);
  });

  it('counts hits, misses and evictions', async () => {
    const memory = new MemoryStorage({ maxBytes: await sizeOf(3) });
    await memory.save(await anEntry('a'));
    await memory.load('a');
    await memory.load('a');
    await memory.load('b');
    await memory.save(await anEntry('b'));
    assert.deepEqual(memory.statistics, { hits: 2, misses: 1, evictions: 1 });
  });

  it('answers those who do not want to wait as it answers the others', async () => {
    const memory = new MemoryStorage({ maxBytes: 2 * (await sizeOf(3)) });
    const [a, b, c] = [await anEntry('a'), await anEntry('b'), await anEntry('c')];
    memory.set(a);
    memory.set(b);
    assert.equal(memory.get('a'), a);
    memory.set(c);
    assert.equal(memory.get('b'), undefined);
    assert.deepEqual(await memory.list(), ['a', 'c']);
    assert.deepEqual(memory.statistics, { hits: 1, misses: 1, evictions: 1 });
    await memory.close();
    assert.throws(() => memory.get('a'), { code: 'closed' });
    assert.throws(() => memory.set(a), { code: 'closed' });
  });

  it('does not tell later listeners what it dropped before', async () => {
    const memory = new MemoryStorage({ maxBytes: await sizeOf(3) });
    memory.set(await anEntry('a'));
    memory.set(await anEntry('b'));
    const changes: unknown[] = [];
    memory.onDidChange(change => changes.push(change));
    memory.set(await anEntry('b'));
    assert.deepEqual(changes, [{ keys: ['b'] }]);
  });

  it('does not count clearing as eviction', async () => {
    const memory = new MemoryStorage({ maxBytes: 10_000_000 });
    await memory.save(await anEntry('a'));
    await memory.clear();
    assert.equal(memory.statistics.evictions, 0);
  });

  it('tells how much more it can hold', async () => {
    const size = await sizeOf(3);
    const memory = new MemoryStorage({ maxBytes: size + 10 });
    await memory.save(await anEntry('a'));
    assert.equal((await memory.info()).freeBytes, 10);
    assert.equal((await new MemoryStorage().info()).freeBytes, undefined);
  });
});
