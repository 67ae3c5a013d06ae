import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  link,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { FileSystemStorage } from '../../src/storage/backends/fileSystem';
import { anEntry } from './support/results';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('DiskFiles', () => {
  const files = new DiskFiles();
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder, 'deep', 'er', 'file');
  });
  afterEach(() => removeFolder(folder));

  it('writes a file into folders it makes, and leaves nothing else', async () => {
    await files.write(path, bytes('first'));
    await files.write(path, bytes('second'));
    assert.equal(await readFile(path, 'utf8'), 'second');
    assert.deepEqual(await readdir(join(folder, 'deep', 'er')), ['file']);
  });

  it('writes a file that is larger than one chunk', async () => {
    const large = new Uint8Array(3_000_001).map((_, index) => index % 251);
    await files.write(path, large);
    assert.ok(Buffer.from(large).equals((await files.read(path)) ?? new Uint8Array()));
  });

  it('gives a replaced file another inode and keeps its access rights', async () => {
    await files.write(path, bytes('first'));
    await chmod(path, 0o640);
    const before = await files.stat(path);
    await files.write(path, bytes('other'));
    const after = await files.stat(path);
    assert.notEqual(after?.inode, before?.inode);
    assert.equal((await stat(path)).mode & 0o777, 0o640);
  });

  it('writes through a link to the file it leads to', async () => {
    await files.write(path, bytes('first'));
    const link = join(folder, 'link');
    await symlink(path, link);
    await files.write(link, bytes('second'));
    assert.equal(await readlink(link), path);
    assert.equal(await readFile(path, 'utf8'), 'second');
  });

  it('leaves a file alone that was to be absent', async () => {
    await files.write(path, bytes('first'), { ifAbsent: true });
    await assert.rejects(files.write(path, bytes('second'), { ifAbsent: true }), {
      code: 'already-exists',
    });
    assert.equal(await readFile(path, 'utf8'), 'first');
    assert.deepEqual(await readdir(join(folder, 'deep', 'er')), ['file']);
  });

  it('lets one of many win that write what was to be absent', async () => {
    const texts = Array.from({ length: 10 }, (_, n) => `writer ${n}`);
    const outcomes = await Promise.allSettled(
      texts.map(text => files.write(path, bytes(text), { ifAbsent: true })),
    );
    const winners = texts.filter((_, n) => outcomes[n]?.status === 'fulfilled');
    assert.deepEqual(winners, [await readFile(path, 'utf8')]);
  });

  it('moves a file, and refuses to replace another unless asked', async () => {
    const target = join(folder, 'new', 'place');
    await files.write(path, bytes('one'));
    assert.equal(await files.rename(path, target), true);
    assert.equal(await files.rename(path, target), false);
    await files.write(path, bytes('two'));
    await assert.rejects(files.rename(path, target), { code: 'already-exists' });
    assert.equal(await readFile(path, 'utf8'), 'two');
    assert.equal(await files.rename(path, target, { overwrite: true }), true);
    assert.equal(await readFile(target, 'utf8'), 'two');
    assert.equal(await files.stat(path), undefined);
  });

  it('says what is absent', async () => {
    assert.equal(await files.stat(path), undefined);
    assert.equal(await files.list(path), undefined);
    assert.equal(await files.read(path), undefined);
    assert.equal(await files.readRange(path, 0, 1), undefined);
    assert.equal(await files.delete(path), false);
    assert.equal(await files.deleteEmptyFolder(path), true);
    await writeFile(join(folder, 'file'), '');
    assert.equal(await files.stat(join(folder, 'file', 'below')), undefined);
  });

  it('reads a range, and less at the end', async () => {
    await files.write(path, bytes('0123456789'));
    const range = async (start: number, length: number): Promise<string> =>
      new TextDecoder().decode(await files.readRange(path, start, length));
    assert.equal(await range(2, 3), '234');
    assert.equal(await range(8, 100), '89');
    assert.equal(await range(20, 5), '');
  });

  it('reads into memory that is there, and says how much that was', async () => {
    await files.write(path, bytes('0123456789'));
    const memory = bytes('------');
    assert.equal(await files.readInto(path, 2, memory), 6);
    assert.equal(new TextDecoder().decode(memory), '234567');
    assert.equal(await files.readInto(path, 8, memory), 2);
    assert.equal(new TextDecoder().decode(memory), '894567');
    assert.equal(await files.readInto(path, 20, memory), 0);
    assert.equal(await files.readInto(join(folder, 'gone'), 0, memory), undefined);
  });

  it('removes only folders that are empty', async () => {
    await files.write(path, bytes(''));
    assert.equal(await files.deleteEmptyFolder(join(folder, 'deep')), false);
    await files.delete(path);
    assert.equal(await files.deleteEmptyFolder(join(folder, 'deep', 'er')), true);
    assert.equal(await files.deleteEmptyFolder(join(folder, 'deep')), true);
  });

  it('says in words that a folder is where a file should be, and the reverse', async () => {
    await mkdir(path, { recursive: true });
    await assert.rejects(files.read(path), { code: 'unavailable', message: /folder.*EISDIR/ });
    await assert.rejects(files.write(path, bytes('x')), { code: 'unavailable' });
    await writeFile(join(folder, 'plain'), '');
    const below = join(folder, 'plain', 'x');
    await assert.rejects(files.write(below, bytes('x')), { code: 'unavailable' });
    await assert.rejects(files.list(join(folder, 'plain')), { code: 'unavailable' });
    assert.deepEqual((await readdir(folder)).sort(), ['deep', 'plain']);
  });

  it('says that a path is too long', async () => {
    const long = join(folder, 'x'.repeat(300));
    await assert.rejects(files.write(long, bytes('x')), {
      code: 'unavailable',
      message: /too long/,
    });
  });

  it('knows how much room there is', async () => {
    const free = await files.freeBytes(folder);
    assert.ok(free !== undefined && free > 0);
  });

  it('follows links to folders in a listing, once', async () => {
    const base = join(folder, 'base');
    const storage = new FileSystemStorage({ basePath: base, files });
    await storage.save(await anEntry('a/b'));
    await symlink(base, join(base, 'a', 'loop'));
    await symlink(join(folder, 'nowhere'), join(base, 'broken.arrow'));
    await mkdir(join(folder, 'elsewhere'));
    await symlink(join(folder, 'elsewhere'), join(base, 'linked'));
    await storage.save(await anEntry('linked/c'));
    assert.deepEqual(await storage.list(), ['a/b', 'linked/c']);
    assert.deepEqual(await readdir(join(folder, 'elsewhere')), ['c.arrow']);
  });

  it('completes a rename that was stopped when the file had both names', async () => {
    const base = join(folder, 'base');
    const storage = new FileSystemStorage({ basePath: base, files });
    for (const overwrite of [false, true]) {
      const entry = await anEntry('old');
      await storage.save(entry);
      await link(join(base, 'old.arrow'), join(base, 'new.arrow'));
      assert.deepEqual(await storage.list(), ['new', 'old']);
      assert.equal(await storage.rename('old', 'new', { overwrite }), true);
      assert.deepEqual(await storage.list(), ['new']);
      assert.deepEqual((await storage.load('new'))?.bytes, entry.bytes);
      await storage.clear();
    }
  });

  it('removes temporary files of interrupted writes after an hour', async () => {
    const base = join(folder, 'base');
    const storage = new FileSystemStorage({ basePath: base, files });
    await storage.save(await anEntry('a'));
    const names = ['.a.arrow.123-0123abcd.tmp', '.b.arrow.123-0123abcd.tmp', '.mine.tmp'];
    for (const name of names) await writeFile(join(base, name), '');
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const name of [names[0], names[2]]) await utimes(join(base, name ?? ''), old, old);
    await storage.list();
    assert.deepEqual((await readdir(base)).sort(), [
      '.b.arrow.123-0123abcd.tmp',
      '.mine.tmp',
      'a.arrow',
    ]);
  });

  it('has whole files whenever the writing process is killed', async function () {
    this.timeout(60_000);
    const script = new URL('support/endlessWriter.ts', import.meta.url).pathname;
    for (const pauseMs of [5, 60, 150]) {
      await rm(path, { force: true });
      const child = spawn(process.execPath, ['--import', 'tsx', script, path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let written = '';
      child.stdout.on('data', (data: Buffer) => (written += data.toString()));
      await once(child.stdout, 'data');
      await new Promise(resolve => setTimeout(resolve, pauseMs));
      child.kill('SIGKILL');
      await once(child, 'close');
      const acknowledged = Number(written.trim().split('\n').at(-1));
      const content = await readFile(path);
      assert.equal(content.length, 1_000_000);
      const [found] = content;
      assert.ok(content.every(byte => byte === found));
      assert.ok(found === acknowledged % 251 || found === (acknowledged + 1) % 251);
    }
  });
});
