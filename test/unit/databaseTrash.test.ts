import assert from 'node:assert/strict';
import { openSqlJs } from '../../src/platform/sqlJs';
import { DatabaseStorage } from '../../src/storage/backends/database';
import { isStorageError } from '../../src/storage/errors';
import type { SqlDriver } from '../../src/storage/ports';
import { MemoryFiles } from './support/memoryFiles';
import { anEntry } from './support/results';
import { loadWasm } from './support/sqlJsWasm';

const location = '/folder/results.db';

async function opened() {
  const files = new MemoryFiles();
  const driver = await openSqlJs({ files, loadWasm })(location);
  const run = (sql: string) => driver.transact(session => session.run(sql));
  return { files, driver, run, storage: new DatabaseStorage({ driver, location }) };
}

async function tablesOf(driver: SqlDriver): Promise<readonly string[]> {
  const sql = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
  const rows = await driver.read(session => session.all(sql));
  return rows.map(({ name }) => String(name));
}

describe('The trash of a database', () => {
  it('is a table that is made when the first thing is kept, and leaves the version alone', async () => {
    const { driver, storage } = await opened();
    await storage.save(await anEntry('a'), { keep: 'bin' });
    await storage.delete('x', { keep: 'bin' });
    await storage.trash.list();
    await storage.trash.empty(['bin']);
    assert.deepEqual(await tablesOf(driver), ['optiscope_results', 'optiscope_schema']);
    await storage.delete('a', { keep: 'bin' });
    assert.ok((await tablesOf(driver)).includes('optiscope_trash'));
    const rows = await driver.read(session => session.all('SELECT * FROM optiscope_schema'));
    assert.deepEqual(rows, [{ version: 1 }]);
  });

  it('does not write the database anew when there is nothing to keep', async () => {
    const { files, storage } = await opened();
    await storage.save(await anEntry('a'));
    const before = await files.stat(location);
    await storage.delete('x', { keep: 'bin' });
    await storage.trash.list();
    assert.deepEqual(await files.stat(location), before);
  });

  it('keeps a row that cannot be read, at the size of its bytes', async () => {
    const { run, storage } = await opened();
    const entry = await anEntry('a');
    await storage.save(entry);
    await run("UPDATE optiscope_results SET header = 'no JSON', size = 3");
    await storage.delete('a', { keep: 'bin' });
    assert.deepEqual(await storage.trash.list(), [
      { bin: 'bin', key: 'a', bytes: entry.bytes.length },
    ]);
    assert.equal(await storage.trash.restore('bin', 'a'), true);
    await assert.rejects(storage.load('a'), { code: 'corrupt' });
  });

  it('does not delete what cannot be read for somebody who expects a revision', async () => {
    const { run, storage } = await opened();
    const { header } = await anEntry('a');
    await storage.save(await anEntry('a', { revision: header.revision }));
    await run("UPDATE optiscope_results SET header = 'no JSON'");
    await assert.rejects(storage.delete('a', { expected: header.revision }), { code: 'conflict' });
    assert.deepEqual(await storage.list(), ['a']);
  });

  it('gives the error in place of a header that cannot be read', async () => {
    const { run, storage } = await opened();
    for (const key of ['a', 'b']) await storage.save(await anEntry(key));
    await run("UPDATE optiscope_results SET header = 'no JSON' WHERE key = 'a'");
    const headers = await storage.headers(['a', 'b']);
    assert.ok(isStorageError(headers.get('a'), 'corrupt'));
    assert.equal((headers.get('b') as { key: string }).key, 'b');
  });

  it('keeps nothing of a change that fails', async () => {
    const { storage } = await opened();
    for (const key of ['a', 'b']) await storage.save(await anEntry(key));
    const options = { expected: crypto.randomUUID(), keep: 'bin' };
    await assert.rejects(storage.save(await anEntry('a'), options));
    await assert.rejects(storage.rename('a', 'b', { keep: 'bin' }));
    assert.deepEqual(await storage.trash.list(), []);
  });
});
