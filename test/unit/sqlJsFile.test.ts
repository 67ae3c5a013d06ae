import assert from 'node:assert/strict';
import { openSqlJs, openSqlReader } from '../../src/platform/sqlJs';
import { DatabaseStorage } from '../../src/storage/backends/database';
import type { SqlDriver, StagedFile } from '../../src/storage/ports';
import { FailingFiles } from './support/failingFiles';
import { MemoryFiles } from './support/memoryFiles';
import { anEntry } from './support/results';
import { loadWasm } from './support/sqlJsWasm';

const path = '/folder/some.db';
/** It is staged, put in its place and flushed. */
const changesPerWrite = 3;

async function aDriver(disk = new MemoryFiles()): Promise<{
  readonly disk: MemoryFiles;
  readonly files: FailingFiles;
  readonly driver: SqlDriver;
  readonly storage: DatabaseStorage;
}> {
  const files = new FailingFiles(disk);
  const driver = await openSqlJs({ files, loadWasm })(path);
  return { disk, files, driver, storage: new DatabaseStorage({ driver, location: path }) };
}

describe('a database file with sql.js', () => {
  it('writes the file once for all saves that wait', async () => {
    const { files, storage } = await aDriver();
    const entries = await Promise.all(Array.from({ length: 30 }, (_, n) => anEntry(`k${n}`)));
    await Promise.all(entries.map(entry => storage.save(entry)));
    assert.equal((await storage.list()).length, 30);
    assert.ok(files.changes <= 2 * changesPerWrite, `${files.changes} changes`);
  });

  it('does not write when nothing changed', async () => {
    const { files, storage } = await aDriver();
    await storage.save(await anEntry('a'));
    const before = files.changes;
    await storage.delete('nothing');
    await assert.rejects(storage.save(await anEntry('a'), { expected: null }));
    assert.equal(files.changes, before);
  });

  it('undoes only the transaction that fails of those written together', async () => {
    const { driver } = await aDriver();
    await driver.transact(session => session.run('CREATE TABLE t (n INTEGER PRIMARY KEY)'));
    const insert = (n: number): Promise<number> =>
      driver.transact(async session => {
        await session.run('INSERT INTO t VALUES (?)', [100 + n]);
        return session.run('INSERT INTO t VALUES (?)', [n]);
      });
    const outcomes = await Promise.allSettled([insert(1), insert(1), insert(2)]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    const rows = await driver.read(session => session.all('SELECT n FROM t ORDER BY n'));
    assert.deepEqual(
      rows.map(({ n }) => n),
      [1, 2, 101, 102],
    );
  });

  it('forgets what could not be written', async () => {
    const { files, storage } = await aDriver();
    const entry = await anEntry('a');
    await storage.save(entry);
    files.failsFrom = files.changes + 1;
    await assert.rejects(storage.save(await anEntry('a')), {
      code: 'unavailable',
      message: /full/,
    });
    await assert.rejects(storage.save(await anEntry('b')), { code: 'unavailable' });
    assert.deepEqual(await storage.load('a'), entry);
    assert.deepEqual(await storage.list(), ['a']);
    files.failsFrom = Infinity;
    await storage.save(await anEntry('b'));
    assert.deepEqual(await storage.list(), ['a', 'b']);
  });

  it('does a transaction again on what another program wrote meanwhile', async () => {
    const disk = new MemoryFiles();
    const { driver, storage } = await aDriver(disk);
    await storage.save(await anEntry('a'));
    const other = await aDriver(disk);
    await other.storage.save(await anEntry('b'));
    const theirs = await disk.read(path);
    await other.storage.delete('b');
    let runs = 0;
    await driver.transact(async session => {
      runs++;
      if (runs === 1 && theirs !== undefined) disk.put(path, theirs);
      return session.run("UPDATE optiscope_results SET key = key || '!'");
    });
    assert.equal(runs, 2);
    assert.deepEqual(await storage.list(), ['a!', 'b!']);
  });

  it('does a transaction again on what another program wrote while the file was being written', async () => {
    const disk = new MemoryFiles();
    const { storage } = await aDriver(disk);
    await storage.save(await anEntry('a'));
    const other = await aDriver(disk);
    await other.storage.save(await anEntry('b'));
    const theirs = await disk.read(path);
    await other.storage.delete('b');
    const begin = disk.batch.bind(disk);
    let stagings = 0;
    disk.batch = () => {
      const batch = begin();
      const stage = async (name: string, bytes: Uint8Array): Promise<StagedFile> => {
        const staged = await batch.stage(name, bytes);
        if (++stagings === 1 && theirs !== undefined) disk.put(path, theirs);
        return staged;
      };
      return { ...batch, stage };
    };
    await storage.save(await anEntry('c'));
    assert.deepEqual(await storage.list(), ['a', 'b', 'c']);
    assert.equal(stagings, 2);
  });

  it('leaves nothing of what could not be put in its place', async () => {
    const { disk, files, storage } = await aDriver();
    await storage.save(await anEntry('a'));
    files.failsFrom = files.changes + 2;
    await assert.rejects(storage.save(await anEntry('b')), { code: 'unavailable' });
    assert.deepEqual(disk.paths, [path]);
    assert.deepEqual(await storage.list(), ['a']);
  });

  it('reads, but does not change, a database beside the journal of an interrupted transaction', async () => {
    const { disk, storage } = await aDriver();
    await storage.save(await anEntry('a'));
    const journal = new Uint8Array(512);
    journal.set([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
    journal.set([0, 0, 2, 0, 0, 0, 16, 0], 20);
    for (const isPending of [false, true]) {
      if (isPending) journal.fill(0, 0, 12);
      disk.put(`${path}-journal`, journal);
      const before = await disk.read(path);
      const failure = { code: 'busy', message: /some\.db-journal.*recover/ };
      await assert.rejects(storage.save(await anEntry('b')), failure);
      assert.deepEqual(await disk.read(path), before);
    }
    assert.deepEqual(await storage.list(), ['a']);
    disk.put(`${path}-journal`, new Uint8Array(512));
    await storage.save(await anEntry('b'));
    assert.deepEqual(await storage.list(), ['a', 'b']);
  });

  it('warns when the database is large, and refuses one that is too large', async () => {
    const { disk, storage } = await aDriver();
    await storage.save(await anEntry('a'));
    assert.deepEqual((await storage.info()).warnings, []);
    const size = (bytes: number): void => {
      const stat = disk.stat.bind(disk);
      disk.stat = async name => {
        const found = await stat(name);
        return found && name === path ? { ...found, size: bytes } : found;
      };
    };
    size(60 * 2 ** 20);
    assert.match((await storage.info()).warnings.join(), /has 60 MB/);
    size(600 * 2 ** 20);
    await assert.rejects(storage.list(), { code: 'unsupported', message: /600 MB/ });
  });

  it('tells of changes by others that were read before they could be told', async () => {
    const disk = new MemoryFiles();
    const [mine, theirs] = [await aDriver(disk), await aDriver(disk)];
    await theirs.storage.save(await anEntry('a'));
    const driver = await openSqlJs({ files: disk, loadWasm })(path);
    const storage = new DatabaseStorage({ driver, location: path });
    await storage.list();
    const told = new Promise(resolve => storage.onDidChange(resolve));
    await theirs.storage.save(await anEntry('b'));
    assert.deepEqual(await storage.list(), ['a', 'b']);
    assert.deepEqual(await told, {});
    await mine.storage.close();
  });

  it('reads once for all who ask at the same time', async () => {
    const { disk, storage } = await aDriver();
    for (const key of ['a', 'b', 'c']) await storage.save(await anEntry(key));
    let looks = 0;
    const stat = disk.stat.bind(disk);
    disk.stat = async name => {
      if (name === path) looks++;
      return stat(name);
    };
    const headers = await Promise.all(['a', 'b', 'c', 'd'].map(key => storage.header(key)));
    assert.deepEqual(
      headers.map(header => header?.key),
      ['a', 'b', 'c', undefined],
    );
    assert.equal(looks, 1);
  });

  it('gathers those who save again and again at the same time', async () => {
    const { files, storage } = await aDriver();
    const template = await anEntry('x');
    const writer = async (name: string): Promise<void> => {
      for (let n = 0; n < 10; n++) {
        const key = `${name}${n}`;
        await storage.save({ ...template, header: { ...template.header, key } });
        // Those who have more to read come later.
        for (let left = name.length; left > 0; left--) await storage.load(key);
      }
    };
    await Promise.all(['a', 'bb', 'ccc', 'dddd', 'eeeee'].map(writer));
    assert.equal((await storage.list()).length, 50);
    assert.ok(files.changes <= 20 * changesPerWrite, `${files.changes} changes`);
  });

  it('tells of changes by others and not of its own', async () => {
    const disk = new MemoryFiles();
    const [mine, theirs] = [await aDriver(disk), await aDriver(disk)];
    await theirs.storage.save(await anEntry('a'));
    await mine.storage.list();
    const files = disk;
    const driver = await openSqlJs({ files, loadWasm })(path);
    const storage = new DatabaseStorage({ driver, location: path });
    const changes: unknown[] = [];
    const told = new Promise<void>(resolve =>
      storage.onDidChange(change => {
        changes.push(change);
        if (change.keys === undefined) resolve();
      }),
    );
    await storage.save(await anEntry('own'));
    await driver.read(async () => undefined);
    await lookedAt(disk);
    await driver.read(async () => undefined);
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(changes, [{ keys: ['own'] }]);
    await theirs.storage.save(await anEntry('b'));
    await told;
    assert.deepEqual(changes, [{ keys: ['own'] }, {}]);
  });
});

/** Resolves when somebody looks at the state of the database, as they do who were told that its file was touched. */
async function lookedAt(disk: MemoryFiles): Promise<void> {
  const stat = disk.stat.bind(disk);
  await new Promise<void>(resolve => {
    disk.stat = async name => {
      resolve();
      return stat(name);
    };
  });
}

describe('openSqlReader', () => {
  it('keeps integers exact that are no JavaScript numbers', async () => {
    const { disk, driver } = await aDriver();
    await driver.transact(session => session.run('CREATE TABLE t (a, b, c, d, e)'));
    await driver.transact(session =>
      session.run("INSERT INTO t VALUES (9007199254740993, -5, 1.5, NULL, x'0102')"),
    );
    const bytes = await disk.read(path);
    assert.ok(bytes);
    const reader = await openSqlReader(loadWasm)(bytes);
    const [row] = reader.all('SELECT *, ? AS p FROM t', ['x']);
    const e = Uint8Array.of(1, 2);
    assert.deepEqual(row, { a: '9007199254740993', b: -5, c: 1.5, d: null, e, p: 'x' });
    reader.close();
  });

  it('does not write into the bytes it is given', async () => {
    const { disk, storage } = await aDriver();
    await storage.save(await anEntry('a'));
    const bytes = Buffer.from((await disk.read(path)) ?? []);
    const before = Buffer.from(bytes);
    const reader = await openSqlReader(loadWasm)(bytes);
    assert.throws(() => reader.all('DELETE FROM optiscope_results'), /readonly/);
    reader.close();
    assert.ok(before.equals(bytes));
  });
});
