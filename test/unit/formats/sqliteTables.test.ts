import assert from 'node:assert/strict';
import { sqliteTables } from '../../../src/formats/sqliteTables';
import { SqlJsDatabase } from '../../../src/platform/sqlJsDatabase';
import { fakeFile } from '../support/sourceFiles';
import { loadWasm } from '../support/sqlJsWasm';

async function databaseOf(statements: readonly string[]): Promise<Uint8Array> {
  const database = await SqlJsDatabase.open(loadWasm);
  for (const statement of statements) database.run(statement);
  return database.export();
}

const many = Array.from({ length: 300 }, (_, index) => `table_${String(index).padStart(3, '0')}`);

describe('sqliteTables', () => {
  it('names the tables of a small database, not its indices and views', async () => {
    const bytes = await databaseOf([
      'CREATE TABLE runs (id INTEGER PRIMARY KEY, name TEXT UNIQUE)',
      'CREATE INDEX by_name ON runs (name)',
      'CREATE VIEW v AS SELECT 1',
      'CREATE TABLE "Läufe 2" (x)',
    ]);
    assert.deepEqual(await sqliteTables(fakeFile('a.db', bytes)), ['Läufe 2', 'runs']);
  });

  for (const pageSize of [512, 4096, 65536]) {
    it(`follows a schema of many pages of ${pageSize} bytes, beyond the head of the file`, async () => {
      const create = many.map(name => `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, value FLOAT)`);
      const bytes = await databaseOf([
        `PRAGMA page_size = ${pageSize}`,
        'CREATE TABLE f (x)',
        ...create,
      ]);
      assert.ok(bytes.length > 65_536);
      assert.deepEqual(await sqliteTables(fakeFile('a.db', bytes)), ['f', ...many]);
    });
  }

  it('says so when a file is no database', async () => {
    assert.equal(await sqliteTables(fakeFile('a.db', 'number,value')), undefined);
  });

  it('ends whatever the pages say', async () => {
    const create = many.map(name => `CREATE TABLE ${name} (x)`);
    const bytes = await databaseOf(['PRAGMA page_size = 512', ...create]);
    for (let at = 100; at < bytes.length; at += 7) bytes[at] = (bytes[at] ?? 0) ^ (at & 255);
    assert.ok(Array.isArray(await sqliteTables(fakeFile('a.db', bytes))));
  });
});
