import assert from 'node:assert/strict';
import { difficultKeys } from './backendKeys';
import { anArtifact, anEntry } from './support/results';
import { aStorage } from './support/storageInMemory';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

describe('FileSystemStorage with files of others', () => {
  it('shows a file that somebody dropped into the folder', async () => {
    const { disk, storage } = aStorage();
    const { bytes, head } = await anArtifact();
    disk.put('/base/from python/run 1.arrow', bytes);
    assert.deepEqual(await storage.list(), ['from python/run 1']);
    assert.deepEqual(await storage.load('from python/run 1'), {
      header: { ...head, key: 'from python/run 1' },
      bytes,
    });
  });

  it('has a file also when it is no result, and says that its folder went away', async () => {
    const { disk, storage } = aStorage();
    disk.put('/base/broken.arrow', text('no Arrow file'));
    assert.equal(await storage.has('broken'), true);
    assert.equal(await storage.has('other'), false);
    await disk.delete('/base/broken.arrow');
    await disk.deleteEmptyFolder('/base');
    await assert.rejects(storage.has('broken'), { code: 'unavailable' });
  });

  it('reads, renames and removes files whose names are no encoding of ours', async () => {
    const { disk, storage } = aStorage();
    const names = ['my%zz', 'a:b', 'x%41', 'what?'];
    for (const name of names) disk.put(`/base/${name}.arrow`, (await anArtifact()).bytes);
    assert.deepEqual(await storage.list(), [...names].sort());
    for (const name of names) assert.equal((await storage.header(name))?.key, name);
    assert.equal(await storage.rename('my%zz', 'mine'), true);
    assert.equal(await storage.delete('a:b'), true);
    await storage.save(await anEntry('x%41'));
    assert.deepEqual(disk.paths, ['/base/mine.arrow', '/base/what?.arrow', '/base/x%41.arrow']);
  });

  it('reports files that cannot be shown', async () => {
    const { disk, storage } = aStorage();
    const { bytes } = await anArtifact();
    for (const name of ['NUL', 'a\\b', ' x', 'a:b', 'a%3Ab'])
      disk.put(`/base/${name}.arrow`, bytes);
    assert.deepEqual(await storage.list(), ['a:b']);
    const { warnings } = await storage.info();
    assert.equal(warnings.length, 4);
    assert.match(warnings.join(), /NUL\.arrow is not shown/);
  });

  it('passes over other files, hidden folders and its own temporary files', async () => {
    const { disk, storage } = aStorage();
    const { bytes } = await anArtifact();
    const others = ['readme.md', '.git/x.arrow', '.optiscope/y.arrow', '.a.arrow.1-2345678a.tmp'];
    for (const name of others) disk.put(`/base/${name}`, bytes);
    assert.deepEqual(await storage.list(), []);
  });

  it('clears only Arrow files and the folders they leave empty', async () => {
    const { disk, storage } = aStorage();
    await storage.save(await anEntry('a/b'));
    await storage.save(await anEntry('c/d'));
    disk.put('/base/a/notes.txt', text('mine'));
    disk.put('/base/c/theirs.arrow', text('not an Arrow file'));
    disk.put('/base/.git/z.arrow', (await anArtifact()).bytes);
    disk.makeFolder('/base/empty');
    assert.equal(await storage.clear(), 2);
    assert.deepEqual(disk.paths, [
      '/base/.git/z.arrow',
      '/base/a/notes.txt',
      '/base/c/theirs.arrow',
    ]);
    assert.notEqual(await disk.stat('/base/empty'), undefined);
  });

  it('removes the folders that a renamed or removed file leaves empty, but not its own', async () => {
    const { disk, storage } = aStorage();
    await storage.save(await anEntry('a/b/c'));
    await storage.rename('a/b/c', 'x/y');
    assert.equal(await disk.stat('/base/a'), undefined);
    await storage.delete('x/y');
    assert.equal(await disk.stat('/base/x'), undefined);
    assert.notEqual(await disk.stat('/base'), undefined);
  });
});

describe('FileSystemStorage with damaged files', () => {
  const damages: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array])[] = [
    ['is empty', () => new Uint8Array()],
    ['was replaced by text', () => text('this is no Arrow file at all, only words')],
    ['lost its end', bytes => bytes.slice(0, -20)],
    ['lost its middle', bytes => Uint8Array.from([...bytes.slice(0, 200), ...bytes.slice(-200)])],
  ];
  for (const [what, damage] of damages) {
    it(`lists, refuses and removes a file that ${what}`, async () => {
      const { disk, storage } = aStorage();
      disk.put('/base/runs/bad.arrow', damage((await anArtifact()).bytes));
      const failure = {
        code: /^corrupt|unsupported$/,
        message: /"runs\/bad" \(\/base\/runs\/bad\.arrow\)/,
      };
      assert.deepEqual(await storage.list(), ['runs/bad']);
      await assert.rejects(storage.load('runs/bad'), failure);
      await assert.rejects(storage.header('runs/bad'), failure);
      const expected = crypto.randomUUID();
      await assert.rejects(storage.save(await anEntry('runs/bad'), { expected }), {
        code: 'conflict',
      });
      assert.equal(await storage.delete('runs/bad'), true);
    });
  }

  it('notices that a file it knows was changed in place', async () => {
    const { disk, storage } = aStorage();
    await storage.save(await anEntry('a'));
    await storage.header('a');
    const { bytes, head } = await anArtifact();
    disk.put('/base/a.arrow', bytes);
    assert.equal((await storage.header('a'))?.revision, head.revision);
  });
});

describe('FileSystemStorage on a disk that ignores case', () => {
  it('refuses a key that the disk takes for another one', async () => {
    const { disk, storage } = aStorage({ ignoresCase: true });
    const entry = await anEntry('Runs/One');
    await storage.save(entry);
    for (const key of ['Runs/one', 'runs/Two']) {
      await assert.rejects(storage.save(await anEntry(key)), {
        code: 'invalid-key',
        message: /case/,
      });
      assert.equal(await storage.load(key), undefined);
      assert.equal(await storage.delete(key), false);
    }
    await storage.save(await anEntry('caf\u00e9'));
    await assert.rejects(storage.save(await anEntry('cafe\u0301')), { code: 'invalid-key' });
    assert.deepEqual(await storage.load('Runs/One'), entry);
    assert.equal(disk.paths.length, 2);
  });

  it('changes the case of a key', async () => {
    const { storage } = aStorage({ ignoresCase: true });
    const entry = await anEntry('Runs/One');
    await storage.save(entry);
    assert.equal(await storage.rename('Runs/One', 'Runs/one'), true);
    assert.deepEqual(await storage.list(), ['Runs/one']);
    assert.equal((await storage.load('Runs/one'))?.header.revision, entry.header.revision);
  });

  it('keeps difficult keys that differ in more than case', async () => {
    const { storage } = aStorage({ ignoresCase: true });
    const keys = difficultKeys.filter(key => key === key.toLowerCase());
    for (const key of keys) await storage.save(await anEntry(key));
    assert.deepEqual(await storage.list(), [...keys].sort());
  });
});
