import assert from 'node:assert/strict';
import { link, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beginReading } from '../../src/platform/node/databasesInUse';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { openNodeSqlite } from '../../src/platform/node/nodeSqlite';
import { readInWorker } from '../../src/platform/node/readInWorker';
import { scanSource } from '../../src/sources/scanSource';
import type { SourceReader } from '../../src/sources/sourceReader';
import type { SqlDriver } from '../../src/storage/ports';
import { builtWorker, wasmFolder } from './support/builtWorker';
import { hasPython, runPython } from './support/otherProgram';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const files = new DiskFiles();
const open = openNodeSqlite({ files, waitMs: 300 });

describe('a database that node:sqlite has open', function () {
  this.timeout(60_000);
  let folder: string;
  let path: string;
  let reader: SourceReader;
  let driver: SqlDriver;

  before(async function () {
    if (open === undefined) {
      console.log(`      is not tested: Node ${process.version} has no node:sqlite`);
      return this.skip();
    }
    folder = await temporaryFolder();
    reader = readInWorker({ workerFile: await builtWorker(folder), wasmFolder });
  });
  after(async () => {
    await reader?.close();
    if (folder !== undefined) await removeFolder(folder);
  });
  beforeEach(async () => {
    assert.ok(open);
    const place = join(folder, crypto.randomUUID());
    await mkdir(place);
    path = join(place, 'some.db');
    driver = await open(path);
    await insert(1);
  });
  afterEach(() => driver.close());

  function insert(n: number): Promise<number> {
    return driver.transact(async session => {
      await session.run('CREATE TABLE IF NOT EXISTS t (n INTEGER)');
      return session.run('INSERT INTO t VALUES (?)', [n]);
    });
  }

  const refusal = { code: 'unsupported', message: /is in use as the database of a backend/ };

  it('keeps its locks, whoever in the process wants to read it', async function () {
    if (!hasPython) return this.skip();
    await driver.transact(async session => {
      await session.run('INSERT INTO t VALUES (2)');
      await Promise.allSettled([reader.probe(path), reader.question(path), reader.read(path)]);
      const write = `db = sqlite3.connect(path, timeout=0)
try: db.execute('BEGIN IMMEDIATE'); print('can be written')
except sqlite3.OperationalError as error: print(error)`;
      assert.equal(runPython(path, write).trim(), 'database is locked');
    });
  });

  it('is not read under any name, until it is closed', async () => {
    const other = join(dirname(path), 'other.db');
    await link(path, other);
    for (const name of [path, other]) {
      await assert.rejects(reader.probe(name), refusal);
      await assert.rejects(reader.read(name), refusal);
    }
    await driver.close();
    assert.deepEqual(await reader.probe(path), { isFolder: false, kind: 'other' });
    await assert.rejects(reader.read(path), { name: 'FormatError' });
  });

  it('is among the files of no tool where a source is looked through, and is refused as a source', async () => {
    const ports = { files, reader };
    const scan = await scanSource({ location: dirname(path), name: 'all' }, ports);
    assert.deepEqual([scan.items, scan.refused, scan.others], [[], [], 1]);
    await assert.rejects(scanSource({ location: path, name: 'it' }, ports), refusal);
  });

  it('was not opened while it was read', async () => {
    await driver.close();
    assert.ok(open);
    driver = await open(path);
    const ends = [await beginReading(path), await beginReading(path)];
    const busy = { code: 'busy', message: /is being read as a file of another tool/ };
    await assert.rejects(insert(2), busy);
    ends[0]?.();
    ends[0]?.();
    await assert.rejects(insert(2), busy);
    ends[1]?.();
    await insert(3);
    const rows = await driver.read(session => session.all('SELECT n FROM t'));
    assert.deepEqual(rows, [{ n: 1 }, { n: 3 }]);
  });

  it('was not about to be read before there was a file', async () => {
    await assert.rejects(beginReading(join(folder, 'absent.db')), { code: 'not-found' });
  });

  it('is opened after a reading of it was stopped', async () => {
    await driver.close();
    assert.ok(open);
    driver = await open(path);
    const controller = new AbortController();
    const reading = reader.read(path, { signal: controller.signal });
    controller.abort();
    await assert.rejects(reading, { code: 'cancelled' });
    assert.equal(await insert(2), 1);
  });
});
