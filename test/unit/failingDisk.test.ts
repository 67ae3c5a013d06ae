import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fsync } from 'node:fs';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { FileLock } from '../../src/platform/node/fileLock';
import { FileSystemStorage } from '../../src/storage/backends/fileSystem';
import { anEntry } from './support/results';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const flushed = promisify(fsync);

function mount(...args: readonly string[]): void {
  execFileSync('mount', args, { stdio: 'ignore' });
}

describe('FileSystemStorage on a disk that fails', () => {
  let base: string;
  /** The number of the flush that fails, counted from 1, and how. */
  let failing: { at: number; code: string } | undefined;
  let flushes: number;
  let storage: FileSystemStorage;

  beforeEach(async () => {
    base = join(await temporaryFolder(), 'results');
    failing = undefined;
    flushes = 0;
    const files = new DiskFiles(async descriptor => {
      flushes++;
      if (flushes !== failing?.at) return flushed(descriptor);
      throw Object.assign(new Error(failing.code), { code: failing.code });
    });
    storage = new FileSystemStorage({ basePath: base, files, lock: new FileLock({ lingerMs: 0 }) });
  });
  afterEach(async () => {
    await storage.close();
    await removeFolder(join(base, '..'));
  });

  function failAt(flush: number, code = 'EIO'): void {
    flushes = 0;
    failing = { at: flush, code };
  }

  it('keeps the old entry, and no temporary file, when the bytes cannot be flushed', async () => {
    const old = await anEntry('a');
    await storage.save(old);
    for (const code of ['EIO', 'ENOSPC', 'EDQUOT']) {
      failAt(1, code);
      await assert.rejects(storage.save(await anEntry('a')), {
        code: 'unavailable',
        message: new RegExp(`a\\.arrow.*${code}`),
      });
      assert.deepEqual(await storage.load('a'), old);
      assert.deepEqual(await readdir(base), ['a.arrow']);
    }
    const next = await anEntry('a');
    await storage.save(next);
    assert.deepEqual(await storage.load('a'), next);
  });

  it('removes the folders made for a file that could not be written', async () => {
    await storage.save(await anEntry('a'));
    failAt(1);
    await assert.rejects(storage.save(await anEntry('x/y/z')), { code: 'unavailable' });
    assert.deepEqual(await readdir(base), ['a.arrow']);
  });

  it('does not acknowledge what may be lost because its folder could not be flushed', async () => {
    await storage.save(await anEntry('a'));
    failAt(2);
    await assert.rejects(storage.save(await anEntry('b')), { code: 'unavailable', message: /EIO/ });
    failAt(1);
    await assert.rejects(storage.rename('a', 'c'), { code: 'unavailable', message: /EIO/ });
    failAt(1);
    await assert.rejects(storage.delete('c'), { code: 'unavailable', message: /EIO/ });
    failing = undefined;
    await storage.save(await anEntry('b'));
    assert.deepEqual(await storage.list(), ['b']);
  });

  it('tells of what changed although it was not acknowledged', async () => {
    const told: string[] = [];
    storage.onDidChange(({ keys }) => told.push(...(keys ?? ['any'])));
    await storage.save(await anEntry('a'));
    failAt(2);
    await assert.rejects(storage.save(await anEntry('b')));
    assert.deepEqual(told, ['a', 'b']);
  });

  it('goes on after a process died that held the lock', async () => {
    await storage.save(await anEntry('a'));
    const holder = { token: 't', pid: 2 ** 22 + 1, since: '2026-01-01T00:00:00.000Z' };
    const text = JSON.stringify({ ...holder, host: hostname() });
    await writeFile(join(base, '.optiscope.lock'), text);
    await storage.save(await anEntry('b'));
    assert.deepEqual((await readdir(base)).sort(), ['a.arrow', 'b.arrow']);
  });

  it('moves a link so that it still leads to its file', async () => {
    const entry = await anEntry('a');
    await mkdir(base);
    await writeFile(join(base, '..', 'far.arrow'), entry.bytes);
    await symlink(join('..', 'far.arrow'), join(base, 'a.arrow'));
    await storage.rename('a', 'x/b');
    assert.deepEqual((await storage.load('x/b'))?.bytes, entry.bytes);
    await storage.delete('x/b', { keep: 'bin' });
    assert.equal(await storage.trash.restore('bin', 'x/b'), true);
    assert.deepEqual((await storage.load('x/b'))?.bytes, entry.bytes);
    assert.deepEqual(await readdir(join(base, 'x')), ['b.arrow']);
  });
});

describe('FileSystemStorage on a disk of a mebibyte (left out where this process may not mount one)', () => {
  let disk: string;
  let base: string;
  let storage: FileSystemStorage;
  let isMounted = false;
  const saved = new Map<string, string>();

  before(async function () {
    disk = await temporaryFolder();
    base = join(disk, 'results');
    const ports = { files: new DiskFiles(), lock: new FileLock({ waitMs: 500 }) };
    storage = new FileSystemStorage({ basePath: base, ...ports });
    try {
      mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk);
      isMounted = true;
    } catch {
      this.skip();
    }
  });
  after(async () => {
    await storage.close();
    if (isMounted) execFileSync('umount', [disk]);
    await removeFolder(disk);
  });

  async function fill(): Promise<void> {
    for (let n = saved.size; n < 1000; n++) {
      const entry = await anEntry(`k${n}`, { rows: 50 });
      await storage.save(entry);
      saved.set(entry.header.key, entry.header.revision);
    }
  }

  async function assertAllThere(): Promise<void> {
    assert.deepEqual(await storage.list(), [...saved.keys()].sort());
    for (const [key, revision] of saved) {
      assert.equal((await storage.load(key))?.header.revision, revision);
    }
    assert.ok((await readdir(base)).every(name => !name.endsWith('.tmp')));
  }

  it('moves results between it and a folder of another disk, into its trash and back', async () => {
    const far = await temporaryFolder();
    const entry = await anEntry('far/a', { rows: 1 });
    await mkdir(base);
    await symlink(far, join(base, 'far'));
    await storage.save(entry);
    await storage.rename('far/a', 'near/a');
    assert.deepEqual(await readdir(far), []);
    await storage.save(await anEntry('far/a', { rows: 1 }));
    await assert.rejects(storage.rename('near/a', 'far/a'), { code: 'already-exists' });
    await storage.rename('near/a', 'far/a', { overwrite: true });
    assert.deepEqual((await storage.load('far/a'))?.bytes, entry.bytes);
    await storage.delete('far/a', { keep: 'bin' });
    assert.deepEqual(await readdir(far), []);
    assert.equal(await storage.trash.restore('bin', 'far/a'), true);
    assert.deepEqual((await storage.load('far/a'))?.bytes, entry.bytes);
    assert.deepEqual(await readdir(far), ['a.arrow']);
    await storage.clear();
    await removeFolder(far);
    await rm(join(base, 'far'));
  });

  it('says that the disk is full, and keeps what it acknowledged', async () => {
    await assert.rejects(fill(), { code: 'unavailable', message: /disk is full.*ENOSPC/ });
    await assertAllThere();
    const old = await storage.load('k0');
    await assert.rejects(storage.save(await anEntry('k0', { rows: 5000 })), {
      code: 'unavailable',
    });
    assert.deepEqual(await storage.load('k0'), old);
    await assertAllThere();
  });

  it('removes and renames on a full disk, and saves again when there is room', async () => {
    await writeFile(join(disk, 'rest'), new Uint8Array(2 ** 20)).catch(() => undefined);
    assert.equal(await storage.rename('k0', 'k0 again'), true);
    assert.equal(await storage.rename('k0 again', 'k0'), true);
    assert.equal(await storage.delete('k1', { keep: 'bin' }), true);
    assert.equal(await storage.trash.restore('bin', 'k1'), true);
    assert.equal(await storage.delete('k1'), true);
    saved.delete('k1');
    await storage.save(await anEntry('k1', { rows: 1 }));
    saved.set('k1', (await storage.header('k1'))?.revision ?? '');
    await assertAllThere();
  });

  it('says that the disk is read-only, and goes on when it is not', async () => {
    await rm(join(disk, 'rest'));
    mount('-o', 'remount,ro', disk);
    const entry = await anEntry('k1', { rows: 1 });
    const refused = { code: 'read-only', message: /read-only/ };
    await assert.rejects(storage.save(entry), refused);
    await assert.rejects(storage.delete('k2'), refused);
    await assert.rejects(storage.rename('k2', 'k2 again'), refused);
    await assertAllThere();
    mount('-o', 'remount,rw', disk);
    assert.equal(await storage.delete('k2'), true);
    saved.delete('k2');
    await storage.save(entry);
    saved.set('k1', entry.header.revision);
    await assertAllThere();
  });

  it('says that its folder is gone when the disk is, and has all when that is back', async () => {
    mount('-t', 'tmpfs', 'tmpfs', disk);
    const gone = { code: 'unavailable', message: /is gone/ };
    await assert.rejects(storage.list(), gone);
    await assert.rejects(storage.save(await anEntry('k1', { rows: 1 })), gone);
    assert.deepEqual(await readdir(disk), []);
    execFileSync('umount', [disk]);
    await assertAllThere();
  });
});
