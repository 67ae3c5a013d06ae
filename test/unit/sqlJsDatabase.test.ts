import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openSqlJs } from '../../src/platform/sqlJs';
import { SqlJsDatabase } from '../../src/platform/sqlJsDatabase';
import { isStorageError } from '../../src/storage/errors';
import { MemoryFiles } from './support/memoryFiles';
import { loadWasm } from './support/sqlJsWasm';

/** Calls itself for each "%" until the stack of the host ends: the engine breaks off as it does at a trap. */
const breakdown = `SELECT '${'a'.repeat(49_000)}' LIKE '${'%a'.repeat(24_000)}b'`;

/** What is left of buffers when all garbage is collected. */
async function heldBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Buffers go in the turn after the collection that finds them unused.
  for (let pass = 0; pass < 3; pass++) {
    collect();
    await setImmediate();
  }
  return process.memoryUsage().arrayBuffers;
}

describe('SqlJsDatabase', () => {
  it('reports what SQLite reports, with its result code, and goes on', async () => {
    const database = await SqlJsDatabase.open(loadWasm);
    assert.throws(() => database.all('SELECT x FROM nowhere'), { errcode: 1 });
    assert.throws(() => database.run('CREATE'), { errcode: 1 });
    assert.equal(database.isLost, false);
    assert.deepEqual(database.all('SELECT 1 AS one'), [{ one: 1 }]);
    database.close();
  });

  it('keeps nothing of a file that is no database, however often it is tried', async () => {
    const bytes = new Uint8Array(2 ** 20).fill(65);
    const before = await heldBytes();
    for (let attempt = 0; attempt < 20; attempt++) {
      await assert.rejects(SqlJsDatabase.open(loadWasm, bytes), /not a database/);
    }
    assert.ok((await heldBytes()) - before < 5 * bytes.length);
  });

  it('works in the memory that it is given, of which it makes no copy', async () => {
    const empty = await SqlJsDatabase.open(loadWasm);
    empty.run('CREATE TABLE t (x)');
    const bytes = new Uint8Array([1, 2, 3, ...empty.export()]).subarray(3);
    empty.close();
    const database = await SqlJsDatabase.open(loadWasm, bytes);
    database.run('PRAGMA user_version = 7');
    assert.equal(bytes[63], 7);
    database.close();
  });

  it('is lost when the engine breaks off, and harms no other database, however often', async () => {
    const other = await SqlJsDatabase.open(loadWasm);
    other.run('CREATE TABLE t (x)');
    other.run('INSERT INTO t VALUES (42)');
    for (let count = 0; count < 20; count++) {
      const database = await SqlJsDatabase.open(loadWasm);
      assert.throws(() => database.all(breakdown), { errcode: 11, message: /gave up/ });
      assert.equal(database.isLost, true);
      assert.throws(() => database.all('SELECT 1'), { errcode: 11 });
      assert.throws(() => database.export(), { errcode: 11 });
      database.close();
      assert.deepEqual(other.all('SELECT x FROM t'), [{ x: 42 }]);
    }
    other.close();
  });

  it('is opened anew from its file after it was lost', async () => {
    const files = new MemoryFiles();
    const driver = await openSqlJs({ files, loadWasm })('/folder/a.db');
    await driver.transact(session => session.run('CREATE TABLE t (x)'));
    await driver.transact(session => session.run('INSERT INTO t VALUES (42)'));
    const read = driver.read(session => session.all(breakdown));
    await assert.rejects(read, error => isStorageError(error, 'corrupt'));
    const write = driver.transact(session => session.run(breakdown));
    await assert.rejects(write, error => isStorageError(error, 'corrupt'));
    assert.deepEqual(await driver.read(session => session.all('SELECT x FROM t')), [{ x: 42 }]);
    await driver.close();
  });
});
