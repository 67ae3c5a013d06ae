import assert from 'node:assert/strict';
import { readFile, stat, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { FileLock } from '../../src/platform/node/fileLock';
import { openNodeSqlite } from '../../src/platform/node/nodeSqlite';
import { openSqlJs } from '../../src/platform/sqlJs';
import { DatabaseStorage } from '../../src/storage/backends/database';
import type { OpenSqlDriver } from '../../src/storage/ports';
import { hasPython, runPython, startPython } from './support/otherProgram';
import { anEntry } from './support/results';
import { loadWasm } from './support/sqlJsWasm';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const files = new DiskFiles();
const engines: readonly (readonly [string, OpenSqlDriver | undefined])[] = [
  ['sql.js', openSqlJs({ files, lock: new FileLock(), loadWasm })],
  ['node:sqlite', openNodeSqlite({ files, waitMs: 300 })],
];

for (const [engine, openDriver] of engines) {
  describe(`DatabaseStorage with ${engine} and files of others`, () => {
    let folder: string;
    let location: string;
    const storages: DatabaseStorage[] = [];

    before(function () {
      if (openDriver === undefined || !hasPython) {
        console.log(`      ${engine} is not tested: it or python3 with sqlite3 is missing`);
        this.skip();
      }
    });
    beforeEach(async () => {
      folder = await temporaryFolder();
      location = join(folder, 'some.db');
    });
    afterEach(async () => {
      for (const storage of storages.splice(0)) await storage.close();
      await removeFolder(folder);
    });

    async function open(): Promise<DatabaseStorage> {
      assert.ok(openDriver);
      const storage = new DatabaseStorage({ driver: await openDriver(location), location });
      storages.push(storage);
      return storage;
    }

    async function refuses(code: string | RegExp, words: RegExp): Promise<void> {
      const before = await readFile(location);
      const storage = await open();
      const entry = await anEntry('a');
      const calls = [() => storage.list(), () => storage.save(entry), () => storage.clear()];
      for (const call of calls) await assert.rejects(call, { code, message: words }, String(call));
      assert.ok(before.equals(await readFile(location)), 'the file was changed');
    }

    it('is read by Python', async () => {
      const storage = await open();
      const entry = await anEntry('runs/a', { rows: 4 });
      await storage.save(entry);
      await storage.close();
      const out = runPython(
        location,
        `
db = sqlite3.connect(path)
print(*db.execute('SELECT key, revision, rows, size, length(payload) FROM optiscope_results').fetchone())
print(db.execute('PRAGMA integrity_check').fetchone()[0], db.execute('PRAGMA journal_mode').fetchone()[0])`,
      );
      const size = entry.bytes.length;
      assert.equal(out, `runs/a ${entry.header.revision} 4 ${size} ${size}\nok delete\n`);
    });

    it('takes an empty file for a new database', async () => {
      await writeFile(location, '');
      const storage = await open();
      assert.deepEqual(await storage.list(), []);
      await storage.save(await anEntry('a'));
      assert.deepEqual(await storage.list(), ['a']);
    });

    it('makes no file by being looked at', async () => {
      assert.deepEqual(await (await open()).list(), []);
      assert.equal(await files.stat(location), undefined);
    });

    it('refuses what is no database', async () => {
      await writeFile(location, 'key,value\n'.repeat(500));
      await refuses('unsupported', /not an SQLite database/);
    });

    it('refuses a database that was cut off', async () => {
      const storage = await open();
      await storage.save(await anEntry('a', { rows: 5000 }));
      await storage.close();
      await truncate(location, (await stat(location)).size - 8192);
      await assert.rejects((await open()).load('a'), { code: 'corrupt' });
    });

    it("refuses somebody else's database and leaves it as it is", async () => {
      runPython(location, `sqlite3.connect(path).execute('CREATE TABLE studies (id INTEGER)')`);
      await refuses('unsupported', /other tables \(studies\).*choose another file/i);
    });

    it('refuses tables of a newer version', async () => {
      const storage = await open();
      await storage.save(await anEntry('a'));
      await storage.close();
      runPython(
        location,
        `db = sqlite3.connect(path); db.execute('UPDATE optiscope_schema SET version = 99'); db.commit()`,
      );
      await refuses('unsupported', /version 99.*Update OptiScope/);
    });

    it('reports damaged rows one by one, lists and removes them', async () => {
      const storage = await open();
      for (const key of ['cut', 'header', 'other', 'format', 'sound'])
        await storage.save(await anEntry(key));
      await storage.close();
      runPython(
        location,
        `
db = sqlite3.connect(path)
db.execute("UPDATE optiscope_results SET payload = substr(payload, 1, 100) WHERE key = 'cut'")
db.execute("UPDATE optiscope_results SET header = '{' WHERE key = 'header'")
db.execute("UPDATE optiscope_results SET revision = 'x' WHERE key = 'other'")
db.execute("UPDATE optiscope_results SET format = 'arrow+zstd' WHERE key = 'format'")
db.commit()`,
      );
      const again = await open();
      await assert.rejects(again.load('cut'), { code: 'corrupt', message: /"cut".*100 bytes/ });
      await assert.rejects(again.header('header'), { code: 'corrupt', message: /"header"/ });
      await assert.rejects(again.load('other'), { code: 'corrupt' });
      await assert.rejects(again.load('format'), { code: 'unsupported', message: /arrow\+zstd/ });
      assert.equal((await again.load('sound'))?.header.key, 'sound');
      for (const key of await again.list()) assert.equal(await again.delete(key), true);
    });

    it('says that the file is gone, makes none meanwhile, and recovers', async () => {
      const storage = await open();
      const entry = await anEntry('a');
      await storage.save(entry);
      const bytes = await readFile(location);
      await unlink(location);
      const gone = { code: 'unavailable', message: /is gone/ };
      await assert.rejects(storage.list(), gone);
      await assert.rejects(storage.save(await anEntry('b')), gone);
      assert.equal(await files.stat(location), undefined);
      await writeFile(location, bytes);
      assert.deepEqual(await storage.load('a'), entry);
    });

    it('refuses a folder in the place of the file', async () => {
      location = folder;
      const storage = await open();
      await assert.rejects(storage.list(), { code: 'unavailable' });
      await assert.rejects(storage.save(await anEntry('a')), { code: 'unavailable' });
    });

    it('sees and keeps what another program wrote since', async () => {
      const storage = await open();
      await storage.save(await anEntry('a'));
      runPython(
        location,
        `db = sqlite3.connect(path); db.execute("UPDATE optiscope_results SET key = 'theirs'"); db.commit()`,
      );
      await storage.save(await anEntry('b'));
      assert.deepEqual(await storage.list(), ['b', 'theirs']);
    });

    it('is busy while another program is in a transaction, and goes on afterwards', async () => {
      const storage = await open();
      const entry = await anEntry('a');
      await storage.save(entry);
      // The cache is full after one page, so that the file is in the middle of a change and locked for readers too.
      const other = await startPython(
        location,
        `
db = sqlite3.connect(path, isolation_level=None)
db.execute('PRAGMA cache_size = 1')
db.execute('BEGIN EXCLUSIVE')
for n in range(20): db.execute("INSERT INTO optiscope_results VALUES (?, 'r', '', '', 0, 0, '{}', 'arrow', zeroblob(9000))", (str(n),))
print('ready')
sys.stdin.read()
db.execute('ROLLBACK')`,
      );
      await assert.rejects(storage.save(await anEntry('b')), { code: 'busy' });
      other.stdin?.end();
      await new Promise(resolve => other.once('exit', resolve));
      assert.deepEqual(await storage.load('a'), entry);
      await storage.save(await anEntry('b'));
      assert.deepEqual(await storage.list(), ['a', 'b']);
    });

    it('reads what another program keeps in a write-ahead log', async () => {
      const storage = await open();
      await storage.save(await anEntry('a'));
      await storage.close();
      const other = await startPython(
        location,
        `
db = sqlite3.connect(path, isolation_level=None)
db.execute('PRAGMA journal_mode=WAL')
db.execute("UPDATE optiscope_results SET key = 'in log'")
print('ready')
sys.stdin.read()`,
      );
      const again = await open();
      assert.deepEqual(await again.list(), ['in log']);
      if (engine === 'sql.js') {
        const words = /write-ahead log.*Close that program/;
        await assert.rejects(again.save(await anEntry('b')), { code: 'busy', message: words });
        assert.match((await again.info()).warnings.join(), /write-ahead log/);
      } else {
        await again.save(await anEntry('b'));
      }
      other.stdin?.end();
      await new Promise(resolve => other.once('exit', resolve));
      await again.save(await anEntry('c'));
      const expected = engine === 'sql.js' ? ['c', 'in log'] : ['b', 'c', 'in log'];
      assert.deepEqual(await again.list(), expected);
    });
  });
}
