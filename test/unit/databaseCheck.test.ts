import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { FileLock } from '../../src/platform/node/fileLock';
import { openNodeSqlite } from '../../src/platform/node/nodeSqlite';
import { openSqlJs } from '../../src/platform/sqlJs';
import { DatabaseStorage } from '../../src/storage/backends/database';
import { StorageManager } from '../../src/storage/manager';
import type { OpenSqlDriver, SqlDriver, SqlRow, SqlValue } from '../../src/storage/ports';
import { fixesOf, isSound } from '../../src/storage/verifyReport';
import { damaged } from './support/damaged';
import { describeWhatIsMissing } from './support/places';
import { anEntry } from './support/results';
import { loadWasm } from './support/sqlJsWasm';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const files = new DiskFiles();
const openNode = openNodeSqlite({ files });
const engines: readonly (readonly [string, OpenSqlDriver])[] = [
  ['sql.js', openSqlJs({ files, lock: new FileLock(), loadWasm })],
  ...(openNode === undefined ? [] : [['node:sqlite', openNode] as const]),
];

for (const [engine, openDriver] of engines) {
  describe(`DatabaseStorage.check and rebuild with ${engine}`, () => {
    let folder: string;
    let path: string;
    let driver: SqlDriver;
    let storage: DatabaseStorage;

    beforeEach(async () => {
      folder = await temporaryFolder();
      path = join(folder, 'results.db');
      await openDatabase();
    });

    afterEach(async () => {
      await storage.close();
      await removeFolder(folder);
    });

    async function openDatabase(): Promise<void> {
      driver = await openDriver(path);
      storage = new DatabaseStorage({ driver, location: path });
    }

    async function all(sql: string): Promise<readonly SqlRow[]> {
      return driver.read(session => session.all(sql));
    }

    async function run(sql: string, ...parameters: readonly SqlValue[]): Promise<void> {
      await driver.transact(async session => {
        await session.run(sql, parameters);
      });
    }

    /** Changes bytes of the page on which an index or a table begins, as a bad disk would. */
    async function damagePage(name: string, change: (page: Uint8Array) => void): Promise<void> {
      const [schema] = await all(`SELECT rootpage FROM sqlite_master WHERE name = '${name}'`);
      const [pages] = await all('PRAGMA page_size');
      const [root, size] = [Number(schema?.['rootpage']), Number(pages?.['page_size'])];
      await storage.close();
      const bytes = await readFile(path);
      change(bytes.subarray((root - 1) * size, root * size));
      await writeFile(path, bytes);
      await openDatabase();
    }

    it('finds nothing wrong with an empty and with a sound database', async () => {
      assert.deepEqual(await storage.check(), []);
      await storage.save(await anEntry('a'));
      assert.deepEqual(await storage.check(), []);
      await storage.rebuild();
      assert.deepEqual(await storage.check(), []);
    });

    it('names columns that are not as the artifact says, and makes them anew', async () => {
      const entry = await anEntry('a', { rows: 3 });
      await storage.save(entry);
      await storage.save(await anEntry('b'));
      const before = await all('SELECT * FROM optiscope_results ORDER BY key');
      await run("UPDATE optiscope_results SET rows = 4, revision = 'other' WHERE key = 'a'");
      const faults = await storage.check();
      assert.deepEqual(
        faults.map(({ key, isRebuildable }) => [key, isRebuildable]),
        [['a', true]],
      );
      assert.match(faults[0]?.message ?? '', /number of rows is noted as 4, but is 3/);
      assert.match(faults[0]?.message ?? '', /revision is noted as other, but is /);
      await storage.rebuild();
      assert.deepEqual(await storage.check(), []);
      assert.deepEqual(await all('SELECT * FROM optiscope_results ORDER BY key'), before);
      assert.deepEqual(await storage.load('a'), entry);
    });

    it('names a header that is not JSON, or says something else, and makes it anew', async () => {
      for (const key of ['a', 'b']) await storage.save(await anEntry(key));
      const header = await storage.header('b');
      await run("UPDATE optiscope_results SET header = '{' WHERE key = 'a'");
      const text = JSON.stringify({ ...header, metadata: { campaign: 'autumn' } });
      await run("UPDATE optiscope_results SET header = ? WHERE key = 'b'", text);
      const [first, second] = await storage.check();
      assert.match(first?.message ?? '', /its header is no JSON object/);
      assert.match(second?.message ?? '', /its metadata is noted otherwise/);
      await storage.rebuild();
      assert.deepEqual(await storage.check(), []);
      assert.deepEqual(await storage.header('b'), header);
    });

    it('neither judges nor changes what is beside a damaged payload', async () => {
      await storage.save(damaged(await anEntry('a', { rows: 200 })));
      await run('UPDATE optiscope_results SET rows = 4');
      const before = await all('SELECT * FROM optiscope_results');
      assert.deepEqual(await storage.check(), []);
      await storage.rebuild();
      assert.deepEqual(await all('SELECT * FROM optiscope_results'), before);
    });

    it('makes an index anew that does not fit its table', async () => {
      const entry = await anEntry('a');
      await storage.save(entry);
      await storage.save(await anEntry('b'));
      // The number of cells of the page: the index seems empty.
      await damagePage('sqlite_autoindex_optiscope_results_1', page => page.fill(0, 3, 5));
      assert.deepEqual(await storage.list(), []);
      const manager = new StorageManager({ primary: storage });
      const report = await manager.verifyStorage();
      assert.deepEqual(
        report.findings.map(({ kind, isFault }) => [kind, isFault]),
        [['index', true]],
      );
      assert.match(report.findings[0]?.message ?? '', /SQLite’s own check .*index/);
      const fixes = fixesOf(report);
      assert.deepEqual(fixes, [{ action: 'rebuild', backend: 'primary', isSafe: true }]);
      const [outcome] = await manager.fixStorage(fixes);
      assert.equal(outcome?.isFixed, true, outcome?.message);
      assert.deepEqual(await storage.list(), ['a', 'b']);
      assert.deepEqual(await storage.load('a'), entry);
      assert.equal(isSound(await manager.verifyStorage()), true);
    });

    it('names a damaged page of the table, which nothing can be made anew from', async () => {
      for (let index = 0; index < 9; index++) await storage.save(await anEntry(`run-${index}`));
      await damagePage('optiscope_results', page => page.fill(0xff, 8));
      const manager = new StorageManager({ primary: storage });
      const report = await manager.verifyStorage();
      const [finding] = report.findings;
      assert.deepEqual([finding?.kind, finding?.isFault], ['database', true]);
      assert.deepEqual(finding?.fixes, []);
      assert.equal(isSound(report), false);
      assert.equal(report.primary.sound, 0);
      const keys = await storage.list();
      assert.equal(keys.length, 9);
      await storage.rebuild();
      assert.deepEqual(await storage.list(), keys);
    });
  });
}

describe('Checking a database', describeWhatIsMissing);
