import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFiles } from '../../src/platform/node/diskFiles';
import { openNodeSqlite } from '../../src/platform/node/nodeSqlite';
import type { SqlDriver, SqlSession } from '../../src/storage/ports';
import { hasPython, startPython } from './support/otherProgram';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const open = openNodeSqlite({ files: new DiskFiles(), waitMs: 300 });

describe('a database with node:sqlite', () => {
  let folder: string;
  let path: string;
  let driver: SqlDriver;

  before(function () {
    if (open !== undefined) return;
    console.log(`      is not tested: Node ${process.version} has no node:sqlite`);
    this.skip();
  });
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder, 'some.db');
    assert.ok(open);
    driver = await open(path);
    await driver.transact(session => session.run('CREATE TABLE t (n INTEGER PRIMARY KEY, b BLOB)'));
  });
  afterEach(async () => {
    await driver.close();
    await removeFolder(folder);
  });

  async function numbers(): Promise<readonly unknown[]> {
    const rows = await driver.read(session => session.all('SELECT n FROM t ORDER BY n'));
    return rows.map(({ n }) => n);
  }

  /** Adds two rows, the second of which can be there already. */
  function insert(n: number): Promise<number> {
    return driver.transact(async session => {
      await session.run('INSERT INTO t VALUES (?, NULL)', [100 + n]);
      return session.run('INSERT INTO t VALUES (?, NULL)', [n]);
    });
  }

  /** The counter that grows with every transaction that is committed. */
  async function commits(): Promise<number> {
    const bytes = await new DiskFiles().readRange(path, 24, 4);
    return Buffer.from(bytes ?? []).readUInt32BE();
  }

  it('commits together what waits together', async () => {
    const before = await commits();
    await Promise.all(Array.from({ length: 20 }, (_, n) => insert(n)));
    assert.equal((await numbers()).length, 40);
    assert.equal(await commits(), before + 1);
  });

  it('undoes only the transaction that fails of those committed together', async () => {
    const outcomes = await Promise.allSettled([insert(1), insert(1), insert(2)]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(await numbers(), [1, 2, 101, 102]);
  });

  it('does the others when one undoes all of them', async () => {
    const insertMuch = driver.transact(async session => {
      await session.run('INSERT INTO t VALUES (3, NULL)');
      await session.run('ROLLBACK');
      throw new Error('as SQLite does when a disk is full');
    });
    const outcomes = await Promise.allSettled([insert(1), insertMuch, insert(2)]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(await numbers(), [1, 2, 101, 102]);
  });

  it('keeps what fits when the database may not grow', async () => {
    const limit = async (session: SqlSession): Promise<void> => {
      const [row] = await session.all('PRAGMA page_count');
      await session.all(`PRAGMA max_page_count = ${Number(row?.['page_count']) + 10}`);
    };
    await driver.transact(limit);
    const outcomes = await Promise.allSettled(
      [1000, 900_000, 2000].map((bytes, n) =>
        driver.transact(session =>
          session.run('INSERT INTO t VALUES (?, zeroblob(?))', [n, bytes]),
        ),
      ),
    );
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    const [, full] = outcomes;
    assert.ok(full?.status === 'rejected');
    assert.equal((full.reason as { code?: unknown }).code, 'unavailable');
    assert.match(String(full.reason), /full/);
    assert.deepEqual(await numbers(), [0, 2]);
  });

  it('tells all who wait that another program has locked it, and goes on afterwards', async function () {
    if (!hasPython) return this.skip();
    const other = await startPython(
      path,
      `db = sqlite3.connect(path); db.execute('BEGIN EXCLUSIVE'); print('ready'); sys.stdin.read()`,
    );
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => insert(n)));
    for (const outcome of outcomes) {
      assert.ok(outcome.status === 'rejected');
      assert.equal((outcome.reason as { code?: unknown }).code, 'busy');
    }
    other.stdin?.end();
    await new Promise(resolve => other.once('exit', resolve));
    await insert(1);
    assert.deepEqual(await numbers(), [1, 101]);
  });

  it('tells of a file that took its place, also when that was read before', async () => {
    let touch: (path?: string) => void = () => undefined;
    const watch: DiskFiles['watch'] = (_folder, changed) => {
      touch = changed;
      return { dispose: () => undefined };
    };
    const openWatched = openNodeSqlite({ files: Object.assign(new DiskFiles(), { watch }) });
    assert.ok(openWatched);
    const other = join(folder, 'other.db');
    const written = await openWatched(other);
    await written.transact(session => session.run('CREATE TABLE t (n INTEGER)'));
    await written.close();
    const watched = await openWatched(path);
    const read = (): Promise<unknown> => watched.read(session => session.all('SELECT n FROM t'));
    await read();
    const told = new Promise<void>(resolve => watched.watch(resolve));
    await rename(other, path);
    await read();
    touch(path);
    await told;
    await watched.close();
  });

  it('refuses everything after it was closed', async () => {
    await driver.close();
    await assert.rejects(insert(1), { code: 'closed' });
    await assert.rejects(numbers(), { code: 'closed' });
  });
});
