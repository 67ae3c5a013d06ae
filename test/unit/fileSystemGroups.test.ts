import assert from 'node:assert/strict';
import { fsync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { FileLock } from '../../src/platform/node/fileLock';
import { FileSystemStorage } from '../../src/storage/backends/fileSystem';
import { anEntry } from './support/results';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const flushed = promisify(fsync);
const count = 100;
const keys = Array.from({ length: count }, (_, n) => `runs/k${n}`);

describe('FileSystemStorage with many changes at once', () => {
  let base: string;
  let flushes: number;
  let storage: FileSystemStorage;

  beforeEach(async () => {
    base = join(await temporaryFolder(), 'results');
    flushes = 0;
    const files = new DiskFiles(async descriptor => {
      flushes++;
      await flushed(descriptor);
    });
    storage = new FileSystemStorage({ basePath: base, files, lock: new FileLock({ lingerMs: 0 }) });
  });
  afterEach(async () => {
    await storage.close();
    await removeFolder(join(base, '..'));
  });

  async function saveAll(): Promise<void> {
    const entries = await Promise.all(keys.map(key => anEntry(key, { rows: 1 })));
    await Promise.all(entries.map(entry => storage.save(entry)));
  }

  it('flushes every file, and a folder once for many of them', async () => {
    await storage.save(await anEntry('runs/first', { rows: 1 }));
    flushes = 0;
    await saveAll();
    assert.ok(flushes > count && flushes < 1.6 * count, `${flushes} flushes`);
    assert.equal((await storage.list()).length, count + 1);
  });

  it('removes and renames with a flush for many', async () => {
    await saveAll();
    flushes = 0;
    await Promise.all(keys.map(key => storage.rename(key, `${key} again`)));
    assert.ok(flushes > 0 && flushes < count / 4, `${flushes} flushes of renames`);
    flushes = 0;
    await Promise.all(keys.map(key => storage.delete(`${key} again`, { keep: 'bin' })));
    assert.ok(flushes > 0 && flushes < count / 4, `${flushes} flushes of deletes`);
    assert.deepEqual(await readdir(base), ['.optiscope']);
    assert.equal((await storage.trash.list()).length, count);
  });

  it('keeps the order of changes of one key, however long each takes to write', async () => {
    const large = await anEntry('a', { rows: 20_000 });
    const small = await anEntry('a', { rows: 1 });
    await Promise.all([storage.save(large), storage.save(small)]);
    assert.equal((await storage.load('a'))?.header.revision, small.header.revision);
    const [, wasThere] = await Promise.all([storage.save(large), storage.delete('a')]);
    assert.equal(wasThere, true);
    assert.deepEqual(await storage.list(), []);
    await storage.save(large);
    await Promise.all([storage.delete('a'), storage.save(small)]);
    assert.deepEqual(await storage.list(), ['a']);
  });

  it('leaves nothing of saves that lose against an expected revision', async () => {
    const rivals = await Promise.all(Array.from({ length: 20 }, () => anEntry('new/a')));
    const outcomes = await Promise.allSettled(
      rivals.map(rival => storage.save(rival, { expected: null })),
    );
    const winners = rivals.filter((_, n) => outcomes[n]?.status === 'fulfilled');
    assert.equal(winners.length, 1);
    assert.deepEqual(await storage.load('new/a'), winners[0]);
    assert.deepEqual(await readdir(join(base, 'new')), ['a.arrow']);
    assert.deepEqual(await readdir(base), ['new']);
  });
});
