import assert from 'node:assert/strict';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { FileLock } from '../../src/platform/node/fileLock';
import { FileSystemStorage } from '../../src/storage/backends/fileSystem';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { StorageManager } from '../../src/storage/manager';
import { fixesOf, isSound } from '../../src/storage/verifyReport';
import { anEntry } from './support/results';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

/** So many results that a folder keeps its index in a file. */
const many = 110;

describe('Verifying a folder', () => {
  let folder: string;
  let secondary: MemoryStorage;
  let manager: StorageManager;

  beforeEach(async () => {
    folder = await temporaryFolder();
    secondary = new MemoryStorage();
    manager = new StorageManager({ primary: openFolder(), secondary });
  });

  afterEach(async () => {
    await manager.close();
    await removeFolder(folder);
  });

  function openFolder(): FileSystemStorage {
    return new FileSystemStorage({
      basePath: folder,
      files: new DiskFiles(),
      lock: new FileLock(),
    });
  }

  /** Turns one bit of a file over and leaves its size and its time as they were, as a disk that decays does. */
  async function decay(path: string): Promise<Buffer> {
    const { atime, mtime } = await stat(path);
    const bytes = await readFile(path);
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await utimes(path, atime, mtime);
    return bytes;
  }

  it('names a file that decayed without a trace, restores it, and keeps the decayed one', async () => {
    const entry = await anEntry('runs/a', { rows: 200 });
    for (const backend of ['primary', 'secondary'] as const) await manager.restore(entry, backend);
    assert.deepEqual(await manager.header({ backend: 'primary', key: 'runs/a' }), entry.header);
    const decayed = await decay(join(folder, 'runs', 'a.arrow'));
    const report = await manager.verifyStorage();
    assert.deepEqual(
      report.findings.map(({ backend, key, kind }) => [backend, key, kind]),
      [['primary', 'runs/a', 'damaged']],
    );
    assert.deepEqual(await readFile(join(folder, 'runs', 'a.arrow')), decayed);
    const [outcome] = await manager.fixStorage(fixesOf(report));
    assert.equal(outcome?.isFixed, true, outcome?.message);
    assert.deepEqual(await readFile(join(folder, 'runs', 'a.arrow')), Buffer.from(entry.bytes));
    const trash = join(folder, '.optiscope', 'trash');
    const [bin = ''] = await readdir(trash);
    assert.deepEqual(await readFile(join(trash, bin, 'runs', 'a.arrow')), decayed);
    assert.equal(isSound(await manager.verifyStorage()), true);
  });

  it('names an index that is damaged, and makes it anew', async () => {
    const entry = await anEntry('any');
    for (let index = 0; index < many; index++) {
      const header = { ...entry.header, key: `run-${index}` };
      await manager.restore({ ...entry, header }, 'primary');
    }
    const keys = await manager.listResults();
    await manager.headers('primary', keys);
    await manager.close();
    const hidden = join(folder, '.optiscope');
    const [index = ''] = (await readdir(hidden)).filter(name => name.startsWith('index'));
    await decay(join(hidden, index));
    manager = new StorageManager({ primary: openFolder() });
    const report = await manager.verifyStorage();
    const faults = report.findings.filter(({ isFault }) => isFault);
    assert.deepEqual(
      faults.map(({ key, kind, fixes }) => [key, kind, fixes]),
      [[undefined, 'index', [{ action: 'rebuild', backend: 'primary', isSafe: true }]]],
    );
    assert.match(faults[0]?.message ?? '', /index of headers is damaged: its bytes do not fit/);
    const [outcome] = await manager.fixStorage(fixesOf(report));
    assert.equal(outcome?.isFixed, true, outcome?.message);
    assert.equal(isSound(await manager.verifyStorage()), true);
  });
});
