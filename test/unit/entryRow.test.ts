import assert from 'node:assert/strict';
import { openSqlJs } from '../../src/platform/sqlJs';
import { DatabaseStorage } from '../../src/storage/backends/database';
import {
  entryColumns,
  entryOfRow,
  headerOfRow,
  rowOfEntry,
} from '../../src/storage/backends/entryRow';
import type { Entry } from '../../src/storage/backend';
import type { SqlRow } from '../../src/storage/ports';
import { MemoryFiles } from './support/memoryFiles';
import { anEntry } from './support/results';
import { loadWasm } from './support/sqlJsWasm';

const place = { key: 'a', location: 'the database' };

function asRow(entry: Entry): SqlRow {
  const values = rowOfEntry(entry);
  return Object.fromEntries(entryColumns.map((name, index) => [name, values[index] ?? null]));
}

describe('the row of an entry', () => {
  it('gives the entry back', async () => {
    const entry = await anEntry();
    assert.deepEqual(await entryOfRow(asRow(entry), place), entry);
    assert.deepEqual(headerOfRow(asRow(entry), place), entry.header);
  });

  it('has the head that its artifact says, whatever is noted beside it', async () => {
    const entry = await anEntry();
    const row = { ...asRow(entry), header: '{}', rows: 7, created_at: '?', updated_at: '?' };
    assert.deepEqual(await entryOfRow(row, place), entry);
  });

  it('is damaged when the artifact is that of another row', async () => {
    const [one, other] = [asRow(await anEntry()), asRow(await anEntry('b'))];
    const mixed = { ...one, payload: other['payload'] ?? null, size: other['size'] ?? null };
    await assert.rejects(entryOfRow(mixed, place), { code: 'corrupt', message: /another one/ });
  });

  it('has a damaged header when any column contradicts it', async () => {
    const row = asRow(await anEntry());
    for (const name of ['revision', 'created_at', 'updated_at', 'rows', 'size', 'header']) {
      const changed = { ...row, [name]: typeof row[name] === 'number' ? 1 : '{}' };
      assert.throws(() => headerOfRow(changed, place), { code: 'corrupt' }, name);
    }
  });
});

describe('a database that lost the list of its tables', () => {
  it('is damaged, not empty', async () => {
    const files = new MemoryFiles();
    const path = '/folder/a.db';
    const open = async () =>
      new DatabaseStorage({ driver: await openSqlJs({ files, loadWasm })(path), location: path });
    const storage = await open();
    await storage.save(await anEntry());
    await storage.close();
    const bytes = (await files.read(path)) as Uint8Array;
    // The first page is the list; these bytes count what is on it.
    files.put(path, bytes.fill(0, 103, 105));
    const damaged = await open();
    await assert.rejects(damaged.list(), { code: 'corrupt', message: /no tables/ });
    await assert.rejects(damaged.save(await anEntry()), { code: 'corrupt' });
    await damaged.close();
  });
});
