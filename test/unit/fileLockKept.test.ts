import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rmdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileLock } from '../../src/platform/node/fileLock';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

describe('FileLock after its use', () => {
  let folder: string;
  let name: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    name = join(folder, 'deep', '.lock');
  });
  afterEach(() => removeFolder(folder));

  it('is kept for a moment for what comes next', async () => {
    const lock = new FileLock({ lingerMs: 5_000 });
    const first = await lock.hold(name, () => readFile(name, 'utf8'));
    const second = await lock.hold(name, () => readFile(name, 'utf8'));
    assert.equal(second, first);
    // Another one says that it waits; only then the lock is taken from this one's hands.
    const other = new FileLock({ lingerMs: 0 }).hold(name, async () => 'other');
    while (!(await readdir(join(folder, 'deep'))).includes('.lock.waiting')) {
      await new Promise(setImmediate);
    }
    assert.notEqual(await lock.hold(name, () => readFile(name, 'utf8')), first);
    assert.equal(await other, 'other');
    await lock.letGo(name);
  });

  it('is given back when nothing more is to come', async () => {
    const lock = new FileLock({ lingerMs: 5_000 });
    await lock.hold(name, async () => undefined);
    await lock.letGo(name);
    assert.deepEqual(await readdir(join(folder, 'deep')), []);
    await lock.letGo(name);
    assert.equal(await lock.hold(name, async () => 'again'), 'again');
    await lock.letGo(name);
  });

  it('is still had when it could not be given back', async () => {
    const lock = new FileLock({ lingerMs: 5_000, waitMs: 200 });
    const text = await lock.hold(name, () => readFile(name, 'utf8'));
    await unlink(name);
    await mkdir(name);
    await assert.rejects(lock.letGo(name), /a folder is where a file should be/);
    await rmdir(name);
    await writeFile(name, text);
    assert.equal(await lock.hold(name, async () => 'again'), 'again');
    await lock.letGo(name);
  });

  it('is given back later when it could not be given back at once', async () => {
    const lock = new FileLock({ lingerMs: 5_000, heartbeatMs: 20 });
    const text = await lock.hold(name, () => readFile(name, 'utf8'));
    await unlink(name);
    await mkdir(name);
    await assert.rejects(lock.hold(name, async () => 'in vain'));
    await rmdir(name);
    await writeFile(name, text);
    while ((await readdir(join(folder, 'deep'))).length > 0) await new Promise(setImmediate);
  });

  it('is taken anew when its file was deleted by hand', async () => {
    // Long enough that it is still kept when its file is deleted, on any machine.
    const lock = new FileLock({ lingerMs: 5_000 });
    await lock.hold(name, async () => undefined);
    await unlink(name);
    await new FileLock({ lingerMs: 0 }).hold(name, async () => {
      const waiting = lock.hold(name, () => readFile(name, 'utf8'));
      assert.equal(
        await Promise.race([waiting, readFile(name, 'utf8').then(() => 'held')]),
        'held',
      );
    });
    assert.equal(await lock.hold(name, async () => 'mine'), 'mine');
  });
});
