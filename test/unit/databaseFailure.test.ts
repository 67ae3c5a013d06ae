import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { FileLock } from '../../src/platform/node/fileLock';
import { openNodeSqlite } from '../../src/platform/node/nodeSqlite';
import { openSqlJs } from '../../src/platform/sqlJs';
import type { Entry } from '../../src/storage/backend';
import { DatabaseStorage } from '../../src/storage/backends/database';
import type { OpenSqlDriver } from '../../src/storage/ports';
import { anEntry } from './support/results';
import { loadWasm } from './support/sqlJsWasm';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const files = new DiskFiles();
const engines: readonly (readonly [string, OpenSqlDriver | undefined])[] = [
  ['sql.js', openSqlJs({ files, lock: new FileLock({ lingerMs: 0 }), loadWasm })],
  ['node:sqlite', openNodeSqlite({ files, waitMs: 300 })],
];

function mount(...words: readonly string[]): boolean {
  return spawnSync('mount', words, { stdio: 'ignore' }).status === 0;
}

for (const [engine, openDriver] of engines) {
  describe(`a database with ${engine} on a disk that fails`, () => {
    let folder: string;
    let location: string;
    let storage: DatabaseStorage;
    let first: Entry;
    let isMounted = false;

    before(async function () {
      folder = await temporaryFolder();
      if (openDriver !== undefined) {
        isMounted = mount('-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder);
      }
      if (isMounted) return;
      console.log(`      is not tested: no small disk can be mounted, or there is no ${engine}`);
      this.skip();
    });
    after(async () => {
      if (isMounted) spawnSync('umount', ['-l', folder]);
      await removeFolder(folder);
    });
    beforeEach(async () => {
      assert.ok(openDriver);
      location = join(folder, 'some.db');
      storage = new DatabaseStorage({ driver: await openDriver(location), location });
      first = await anEntry('first');
      await storage.save(first);
    });
    afterEach(async () => {
      await storage.close();
      for (const name of await readdir(folder)) await unlink(join(folder, name));
    });

    it('says that the disk is full, keeps what was there and works again when there is room', async () => {
      const big = await anEntry('big', { rows: 40_000 });
      const failure = { code: 'unavailable', message: /disk is full/ };
      await assert.rejects(storage.save(big), failure);
      // SQLite takes back what it had written when somebody looks next.
      assert.deepEqual(await storage.load('first'), first);
      const small = await Promise.all(['a', 'b', 'c'].map(key => anEntry(key)));
      await writeFile(join(folder, 'filler'), new Uint8Array(2 ** 20)).catch(() => undefined);
      const outcomes = await Promise.allSettled(small.map(entry => storage.save(entry)));
      for (const outcome of outcomes) {
        assert.ok(outcome.status === 'rejected', 'a disk without a free byte took something');
        assert.match(String(outcome.reason), failure.message);
      }
      assert.deepEqual(await storage.load('first'), first);
      assert.deepEqual(await storage.list(), ['first']);
      await unlink(join(folder, 'filler'));
      await Promise.all(small.map(entry => storage.save(entry)));
      assert.deepEqual(await storage.list(), ['a', 'b', 'c', 'first']);
      const left = (await readdir(folder)).filter(name => name !== 'some.db');
      assert.deepEqual(left, []);
    });

    it('reads on a disk that is read-only, says so, and works again when it is not', async () => {
      // A disk with a file that is open for writing cannot be made read-only.
      await storage.close();
      assert.ok(mount('-o', 'remount,ro', folder));
      try {
        assert.ok(openDriver);
        storage = new DatabaseStorage({ driver: await openDriver(location), location });
        assert.deepEqual(await storage.load('first'), first);
        await assert.rejects(storage.save(await anEntry('second')), { code: 'read-only' });
        await assert.rejects(storage.delete('first'), { code: 'read-only' });
        assert.deepEqual(await storage.list(), ['first']);
      } finally {
        assert.ok(mount('-o', 'remount,rw', folder));
      }
      await storage.save(await anEntry('second'));
      assert.deepEqual(await storage.list(), ['first', 'second']);
    });
  });
}
