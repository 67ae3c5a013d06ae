import assert from 'node:assert/strict';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable } from '../../src/core/event';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { FileSystemStorage } from '../../src/storage/backends/fileSystem';
import { anArtifact, anEntry } from './support/results';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

describe('watching a folder', () => {
  const files = new DiskFiles();
  let folder: string;
  let watched: string;
  let watching: Disposable | undefined;
  let paths: (string | undefined)[];

  beforeEach(async () => {
    folder = await temporaryFolder();
    watched = join(folder, 'watched');
    paths = [];
  });
  afterEach(async () => {
    watching?.dispose();
    await removeFolder(folder);
  });

  function watch(options?: { readonly shallow?: boolean }): void {
    watching = files.watch(watched, path => paths.push(path), options);
  }

  /** Does something again and again until it is noticed: a watch takes a moment to begin. */
  async function untilSeen(
    work: () => Promise<unknown>,
    isSeen = (path: string | undefined): boolean => path !== undefined,
  ): Promise<void> {
    while (!paths.some(isSeen)) {
      await work();
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  it('tells which file was written, in new folders too', async () => {
    await mkdir(watched);
    watch();
    const below = join(watched, 'new', 'er');
    await untilSeen(
      async () => {
        await mkdir(below, { recursive: true });
        await writeFile(join(below, 'file'), 'x');
      },
      path => path === join(below, 'file'),
    );
  });

  it('goes on telling when a file is replaced again and again', async () => {
    await mkdir(watched);
    watch();
    const file = join(watched, 'file');
    for (let time = 0; time < 5; time++) {
      paths = [];
      await untilSeen(
        () => files.write(file, new Uint8Array(time)),
        path => path === file,
      );
    }
    assert.ok(paths.every(path => path === file));
  });

  it('begins when the folder is made, and again when it was removed', async () => {
    watch();
    for (let time = 0; time < 2; time++) {
      paths = [];
      await untilSeen(
        async () => {
          await mkdir(watched, { recursive: true });
          await writeFile(join(watched, `file ${time}`), '');
        },
        path => path === join(watched, `file ${time}`),
      );
      await rm(watched, { recursive: true });
    }
  });

  it('passes over hidden files and, when shallow, over folders', async () => {
    await mkdir(join(watched, 'below'), { recursive: true });
    watch({ shallow: true });
    await untilSeen(async () => {
      await writeFile(join(watched, '.hidden'), '');
      await writeFile(join(watched, 'below', 'file'), '');
      await writeFile(join(watched, 'seen'), '');
    });
    assert.deepEqual([...new Set(paths)], [join(watched, 'seen')]);
  });

  it('tells nothing after it was disposed', async () => {
    await mkdir(watched);
    watch();
    await untilSeen(() => writeFile(join(watched, 'a'), ''));
    watching?.dispose();
    paths = [];
    const other = files.watch(watched, path => paths.push(`other ${path}`));
    await untilSeen(() => writeFile(join(watched, 'b'), ''));
    other.dispose();
    assert.ok(paths.every(path => path?.startsWith('other')));
  });

  describe('of FileSystemStorage', () => {
    async function untilTold(
      changes: readonly { readonly keys?: readonly string[] }[],
      key: string,
      work: () => Promise<unknown>,
    ): Promise<void> {
      while (!changes.some(({ keys }) => keys?.includes(key) === true)) {
        await work();
        await new Promise(resolve => setTimeout(resolve, 150));
      }
    }

    it('tells the keys of changes by others, and its own only once', async () => {
      const storage = new FileSystemStorage({ basePath: watched, files });
      await storage.save(await anEntry('first'));
      const changes: { readonly keys?: readonly string[] }[] = [];
      storage.onDidChange(change => changes.push(change));
      const { bytes } = await anArtifact();
      await mkdir(join(watched, 'theirs'));
      const theirs = join(watched, 'theirs', 'run 1.arrow');
      await untilTold(changes, 'theirs/run 1', () => writeFile(theirs, bytes));

      changes.length = 0;
      await storage.save(await anEntry('mine/a'));
      await storage.rename('mine/a', 'mine/b');
      await storage.delete('mine/b');
      await storage.header('first');
      await untilTold(changes, 'theirs/run 2', () =>
        writeFile(theirs.replace('run 1', 'run 2'), bytes),
      );
      const mine = changes.filter(({ keys }) => keys?.includes('theirs/run 2') !== true);
      assert.deepEqual(mine, [
        { keys: ['mine/a'] },
        { keys: ['mine/a', 'mine/b'] },
        { keys: ['mine/b'] },
      ]);
      await storage.close();
    });

    it('tells that anything may have changed when a folder is moved away', async () => {
      const storage = new FileSystemStorage({ basePath: watched, files });
      await storage.save(await anEntry('runs/a'));
      const changes: { readonly keys?: readonly string[] }[] = [];
      const told = new Promise<void>(resolve =>
        storage.onDidChange(change => {
          changes.push(change);
          if (change.keys === undefined) resolve();
        }),
      );
      const { bytes } = await anArtifact();
      await untilTold(changes, 'probe', () => writeFile(join(watched, 'probe.arrow'), bytes));
      await rename(join(watched, 'runs'), join(folder, 'elsewhere'));
      await told;
      await storage.close();
    });
  });
});
