import assert from 'node:assert/strict';
import { FileSystemStorage } from '../../src/storage/backends/fileSystem';
import { anEntry } from './support/results';
import { aStorage } from './support/storageInMemory';

describe('FileSystemStorage on a failing disk', () => {
  it('keeps the old entry when the disk is full, and goes on when there is room', async () => {
    const { files, storage } = aStorage();
    const [old, next] = [await anEntry('a'), await anEntry('a')];
    await storage.save(old);
    files.failsFrom = files.changes + 1;
    await assert.rejects(storage.save(next), { code: 'unavailable', message: /disk is full/ });
    assert.deepEqual(await storage.load('a'), old);
    files.failsFrom = Infinity;
    await storage.save(next);
    assert.deepEqual(await storage.load('a'), next);
  });

  it('has the entry under one of the keys wherever a rename stops', async () => {
    for (let step = 1; step <= 4; step++) {
      const { disk, files, storage } = aStorage();
      const entry = await anEntry('old/a');
      await storage.save(entry);
      files.failsFrom = files.changes + step;
      await storage.rename('old/a', 'new/b').catch(() => undefined);
      const reopened = new FileSystemStorage({ basePath: '/base', files: disk });
      const keys = await reopened.list();
      assert.equal(keys.length, 1, `step ${step}`);
      assert.equal((await reopened.load(keys[0] ?? ''))?.header.revision, entry.header.revision);
    }
  });

  it('tells which entries are gone when clearing stops half-way', async () => {
    const { files, storage } = aStorage();
    for (const key of ['a', 'b', 'c']) await storage.save(await anEntry(key));
    const gone: string[] = [];
    storage.onDidChange(({ keys }) => gone.push(...(keys ?? [])));
    files.failsFrom = files.changes + 2;
    await assert.rejects(storage.clear(), { code: 'unavailable' });
    const left = await storage.list();
    assert.equal(left.length, 2);
    assert.deepEqual([...left, ...gone].sort(), ['a', 'b', 'c']);
  });

  it('says which folder cannot be read instead of leaving it out of a listing', async () => {
    const { files, storage } = aStorage();
    await storage.save(await anEntry('open/a'));
    await storage.save(await anEntry('secret/b'));
    files.forbids = /secret/;
    const failure = { code: 'unavailable', message: /\/base\/secret/ };
    await assert.rejects(storage.list(), failure);
    await assert.rejects(storage.clear(), failure);
    assert.deepEqual(await storage.list('open/'), ['open/a']);
    files.forbids = undefined;
    assert.deepEqual(await storage.list(), ['open/a', 'secret/b']);
  });

  it('says that its folder is gone, writes nothing meanwhile, and recovers', async () => {
    const { disk, storage } = aStorage();
    await storage.save(await anEntry('a'));
    disk.deleteFolder('/base');
    const gone = { code: 'unavailable', message: /folder \/base is gone/ };
    const entry = await anEntry('b');
    const calls = [
      () => storage.list(),
      () => storage.load('a'),
      () => storage.header('a'),
      () => storage.save(entry),
      () => storage.delete('a'),
      () => storage.rename('a', 'b'),
      () => storage.clear(),
      () => storage.info(),
    ];
    for (const call of calls) await assert.rejects(call, gone, String(call));
    assert.deepEqual(disk.paths, []);
    disk.makeFolder('/base');
    assert.deepEqual(await storage.list(), []);
    await storage.save(entry);
    assert.deepEqual(await storage.load('b'), entry);
  });

  it('refuses a key whose file is a folder, or whose folder is a file', async () => {
    const { disk, storage } = aStorage();
    disk.makeFolder('/base/a.arrow');
    disk.put('/base/b', new Uint8Array(3));
    await assert.rejects(storage.save(await anEntry('a')), {
      code: 'unavailable',
      message: /is a folder/,
    });
    await assert.rejects(storage.save(await anEntry('b/c')), {
      code: 'unavailable',
      message: /no folder/,
    });
    assert.equal(await storage.load('a'), undefined);
    assert.equal(await storage.load('b/c'), undefined);
    assert.deepEqual(disk.paths, ['/base/b']);
  });

  it('refuses a file in the place of its folder', async () => {
    const { disk, storage } = aStorage();
    disk.put('/base', new Uint8Array(3));
    await assert.rejects(storage.list(), { code: 'unavailable' });
    await assert.rejects(storage.save(await anEntry('a')), { code: 'unavailable' });
  });
});
