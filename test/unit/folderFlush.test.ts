import assert from 'node:assert/strict';
import { mkdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderFlush } from '../../src/platform/node/folderFlush';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

describe('FolderFlush', () => {
  let folder: string;
  /** Ends the flush that runs. */
  let end: (error?: Error) => void;
  let flushes: number;
  let folders: FolderFlush;

  beforeEach(async () => {
    folder = await temporaryFolder();
    flushes = 0;
    folders = new FolderFlush(
      () =>
        new Promise((resolve, reject) => {
          flushes++;
          end = error => (error === undefined ? resolve() : reject(error));
        }),
    );
  });
  afterEach(() => removeFolder(folder));

  async function untilFlushes(count: number): Promise<void> {
    while (flushes < count) await new Promise(resolve => setImmediate(resolve));
  }

  const failure = (code: string): Error => Object.assign(new Error(code), { code });

  it('flushes once for all who ask at the same time', async () => {
    const asked = [1, 2, 3].map(() => folders.flush(folder));
    await untilFlushes(1);
    end();
    await Promise.all(asked);
    assert.equal(flushes, 1);
  });

  it('flushes again for those who ask while a flush runs: it may have missed their change', async () => {
    const first = folders.flush(folder);
    await untilFlushes(1);
    let isSecondDone = false;
    const second = Promise.all([folders.flush(folder), folders.flush(folder)]);
    void second.then(() => (isSecondDone = true));
    end();
    await first;
    await untilFlushes(2);
    assert.equal(isSecondDone, false);
    end();
    await second;
    assert.equal(flushes, 2);
  });

  it('passes over what a system cannot do, but not a disk that fails', async () => {
    for (const code of ['EINVAL', 'EPERM', 'EISDIR', 'EACCES', 'EBADF', 'ENOTSUP']) {
      const asked = folders.flush(folder);
      await untilFlushes(1);
      end(failure(code));
      await asked;
      flushes = 0;
    }
    for (const code of ['EIO', 'ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE']) {
      const asked = assert.rejects(folders.flush(folder), { code });
      await untilFlushes(1);
      end(failure(code));
      await asked;
      flushes = 0;
    }
    const again = folders.flush(folder);
    await untilFlushes(1);
    end();
    await again;
  });

  it('flushes the folder above one that was removed since', async function () {
    if (process.platform !== 'linux') this.skip();
    const flushed: string[] = [];
    folders = new FolderFlush(async descriptor => {
      flushed.push(await readlink(`/proc/self/fd/${descriptor}`));
    });
    await mkdir(join(folder, 'there'));
    await folders.flush(join(folder, 'there', 'gone', 'too'));
    assert.deepEqual(flushed, [join(folder, 'there')]);
  });
});
