import assert from 'node:assert/strict';
import { link, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { FileSystemStorage } from '../../src/storage/backends/fileSystem';
import { anEntry } from './support/results';
import { aStorage } from './support/storageInMemory';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const trashPath = '/base/.optiscope/trash';
const ignorePath = '/base/.optiscope/.gitignore';

describe('the trash of FileSystemStorage', () => {
  it('keeps a removed file as it was, hidden, in a folder of its bin', async () => {
    const { disk, storage } = aStorage();
    const entry = await anEntry('runs/a: 1');
    await storage.save(entry);
    await storage.delete('runs/a: 1', { keep: 'bin-1' });
    assert.deepEqual(disk.paths, [ignorePath, `${trashPath}/bin-1/runs/a%3A 1.arrow`]);
    assert.deepEqual(await disk.read(`${trashPath}/bin-1/runs/a%3A 1.arrow`), entry.bytes);
    assert.deepEqual(await storage.list(), []);
    assert.equal((await storage.info()).bytes, 0);
  });

  it('takes damaged files without reading them, and gives them back as they were', async () => {
    const { disk, files, storage } = aStorage();
    disk.put('/base/bad.arrow', text('this is no Arrow file'));
    files.read = () => assert.fail('the file was read');
    files.readRange = () => assert.fail('the file was read');
    assert.equal(await storage.delete('bad', { keep: 'b' }), true);
    assert.deepEqual(await storage.trash.list(), [{ bin: 'b', key: 'bad', bytes: 21 }]);
    assert.equal(await storage.trash.restore('b', 'bad'), true);
    assert.deepEqual(disk.paths, [ignorePath, '/base/bad.arrow']);
  });

  it('completes a restore that was interrupted while the file had both names', async () => {
    const basePath = await temporaryFolder();
    try {
      const storage = new FileSystemStorage({ basePath, files: new DiskFiles() });
      const entry = await anEntry('a');
      await storage.save(entry);
      await storage.delete('a', { keep: 'bin' });
      const kept = join(basePath, '.optiscope', 'trash', 'bin', 'a.arrow');
      await link(kept, join(basePath, 'a.arrow'));
      assert.equal(await storage.trash.restore('bin', 'a'), true);
      assert.deepEqual(await storage.trash.list(), []);
      assert.deepEqual(await storage.load('a'), entry);
      await storage.close();
    } finally {
      await removeFolder(basePath);
    }
  });

  it('is passed over by git, unless its user decided otherwise', async () => {
    const { disk, storage } = aStorage();
    await storage.save(await anEntry('a'));
    await storage.delete('a', { keep: 'b' });
    assert.deepEqual(await disk.read(ignorePath), text('*\n'));
    await disk.delete(ignorePath);
    await storage.save(await anEntry('a'));
    await storage.delete('a', { keep: 'c' });
    assert.equal(await disk.read(ignorePath), undefined);
  });

  it('leaves no folder behind when a bin is empty', async () => {
    const { disk, storage } = aStorage();
    for (const key of ['x/a', 'x/y/b', 'c']) await storage.save(await anEntry(key));
    await storage.clear({ keep: 'one' });
    await storage.save(await anEntry('x/a'));
    await storage.delete('x/a', { keep: 'two' });
    for (const key of ['x/a', 'x/y/b', 'c']) await storage.trash.restore('one', key);
    assert.equal(await disk.stat(`${trashPath}/one`), undefined);
    await storage.trash.empty(['two']);
    assert.equal(await disk.stat(trashPath), undefined);
    assert.deepEqual(await storage.list(), ['c', 'x/a', 'x/y/b']);
  });

  it('keeps entry or copy under the key wherever a save or an overwriting rename stops', async () => {
    for (let step = 1; step <= 6; step++) {
      const { disk, files, storage } = aStorage();
      const [old, next] = [await anEntry('a'), await anEntry('a')];
      await storage.save(old);
      await storage.save(await anEntry('b'));
      files.failsFrom = files.changes + step;
      const steps = [
        () => storage.save(next, { keep: 'one' }),
        () => storage.rename('b', 'a', { overwrite: true, keep: 'two' }),
      ];
      for (const run of steps) await run().catch(() => undefined);
      const reopened = new FileSystemStorage({ basePath: '/base', files: disk });
      const kept = (await reopened.trash.list()).map(({ bin }) => bin);
      const revision = (await reopened.header('a'))?.revision;
      assert.notEqual(revision, undefined, `step ${step}`);
      if (revision !== old.header.revision) assert.ok(kept.includes('one'), `step ${step}`);
    }
  });

  it('changes nothing when there is no room for the copy of what is replaced', async () => {
    const { files, storage } = aStorage();
    const old = await anEntry('a');
    await storage.save(old);
    files.failsFrom = files.changes + 1;
    await assert.rejects(storage.save(await anEntry('a'), { keep: 'b' }), { code: 'unavailable' });
    assert.deepEqual(await storage.load('a'), old);
  });

  it('refuses bins that are no plain names, and touches nothing then', async () => {
    const { disk, storage } = aStorage();
    await storage.save(await anEntry('a'));
    await storage.delete('a', { keep: 'b' });
    await storage.save(await anEntry('a'));
    const before = disk.paths;
    for (const bin of ['', '.', '..', '../..', 'x/y', 'x\\y', 'x y', 'é', 'b\0']) {
      const refused = { code: 'invalid-key', message: /bin of the trash/ };
      await assert.rejects(storage.delete('a', { keep: bin }), refused);
      await assert.rejects(storage.save(await anEntry('a'), { keep: bin }), refused);
      await assert.rejects(storage.clear({ keep: bin }), refused);
      await assert.rejects(storage.trash.restore(bin, 'a'), refused);
      await assert.rejects(storage.trash.empty(['b', bin]), refused);
    }
    await assert.rejects(storage.trash.restore('b', '../a'), { code: 'invalid-key' });
    assert.deepEqual(disk.paths, before);
  });

  it('empties bins only: what somebody put beside them stays', async () => {
    const { disk, storage } = aStorage();
    await storage.save(await anEntry('x/a'));
    await storage.delete('x/a', { keep: 'b' });
    disk.put(`${trashPath}/b/x/notes.txt`, text('mine'));
    disk.put(`${trashPath}/b/.x.1-2345678a.tmp`, text('half a file'));
    disk.put(`${trashPath}/some where/c.arrow`, text('theirs'));
    assert.equal((await storage.trash.list()).length, 1);
    await storage.trash.empty(['b', 'absent']);
    assert.deepEqual(disk.paths, [
      ignorePath,
      `${trashPath}/b/x/notes.txt`,
      `${trashPath}/some where/c.arrow`,
    ]);
  });

  it('makes nothing by being looked at', async () => {
    const { disk, storage } = aStorage();
    assert.deepEqual(await storage.trash.list(), []);
    assert.equal(await storage.trash.restore('b', 'a'), false);
    await storage.trash.empty(['b']);
    assert.equal(await disk.stat('/base'), undefined);
  });

  it('tells apart keys that a disk would merge', async () => {
    const { storage } = aStorage({ ignoresCase: true });
    await storage.save(await anEntry('Run'));
    await storage.delete('Run', { keep: 'b' });
    assert.equal(await storage.trash.restore('b', 'run'), false);
    assert.equal(await storage.trash.restore('b', 'Run'), true);
    assert.deepEqual(await storage.list(), ['Run']);
  });

  it('is closed with its storage', async () => {
    const { storage } = aStorage();
    await storage.close();
    const calls = [
      () => storage.trash.list(),
      () => storage.trash.restore('b', 'a'),
      () => storage.trash.empty(['b']),
    ];
    for (const call of calls) await assert.rejects(call, { code: 'closed' });
  });
});

describe('the trash of FileSystemStorage on a disk', () => {
  let folder: string;
  let base: string;
  let storage: FileSystemStorage;

  beforeEach(async () => {
    folder = await temporaryFolder();
    base = join(folder, 'results');
    storage = new FileSystemStorage({ basePath: base, files: new DiskFiles() });
  });
  afterEach(async () => {
    await storage.close();
    await removeFolder(folder);
  });

  it('does not follow links out of a bin', async () => {
    await storage.save(await anEntry('x/a'));
    await storage.delete('x/a', { keep: 'b' });
    await mkdir(join(folder, 'elsewhere'));
    await writeFile(join(folder, 'elsewhere', 'c.arrow'), 'theirs');
    await symlink(join(folder, 'elsewhere'), join(base, '.optiscope', 'trash', 'b', 'link'));
    await storage.trash.empty(['b']);
    assert.deepEqual(await readdir(join(folder, 'elsewhere')), ['c.arrow']);
    assert.deepEqual(await readdir(join(base, '.optiscope', 'trash', 'b')), ['link']);
  });

  it('moves a file instead of copying it', async () => {
    await storage.save(await anEntry('a'));
    const { ino } = await stat(join(base, 'a.arrow'));
    await storage.delete('a', { keep: 'b' });
    const kept = join(base, '.optiscope', 'trash', 'b', 'a.arrow');
    assert.equal((await stat(kept)).ino, ino);
    await storage.trash.restore('b', 'a');
    assert.equal((await stat(join(base, 'a.arrow'))).ino, ino);
  });

  it('keeps the content of what a link leads to when that is replaced', async () => {
    const [old, next] = [await anEntry('a'), await anEntry('a')];
    await mkdir(base);
    await writeFile(join(folder, 'far.arrow'), old.bytes);
    await symlink(join(folder, 'far.arrow'), join(base, 'a.arrow'));
    await storage.save(next, { keep: 'b' });
    const kept = await readFile(join(base, '.optiscope', 'trash', 'b', 'a.arrow'));
    assert.ok(kept.equals(old.bytes));
    assert.ok((await readFile(join(folder, 'far.arrow'))).equals(next.bytes));
  });
});
