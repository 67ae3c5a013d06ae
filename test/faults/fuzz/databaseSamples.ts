import assert from 'node:assert/strict';
import { openSqlJs } from '../../../src/platform/sqlJs';
import { SqlJsDatabase } from '../../../src/platform/sqlJsDatabase';
import { DatabaseStorage } from '../../../src/storage/backends/database';
import type { Entry } from '../../../src/storage/backend';
import { ProcessLock } from '../../../src/storage/processLock';
import { MemoryFiles } from '../../unit/support/memoryFiles';
import { anEntry } from '../../unit/support/results';
import { loadWasm } from '../../unit/support/sqlJsWasm';
import { pagesByClass } from './sqlitePages';
import type { PageClass } from './sqlitePages';

const path = '/folder/results.db';

/** A database of ours and what was saved into it. */
export interface DatabaseSample {
  readonly bytes: Uint8Array;
  readonly entries: readonly Entry[];
  readonly pages: ReadonlyMap<PageClass, readonly (readonly [number, number])[]>;
}

/** Small databases whose pages are small too, so that there are pages of every class in them. */
export async function databaseSamples(): Promise<readonly DatabaseSample[]> {
  const samples = await Promise.all([512, 1024].map(makeSample));
  const classes = new Set(samples.flatMap(({ pages }) => [...pages.keys()]));
  assert.equal(classes.size, 8, `pages of every class, but found ${[...classes].join(', ')}`);
  return samples;
}

async function makeSample(pageSize: number): Promise<DatabaseSample> {
  const files = new MemoryFiles();
  files.put(path, await emptyDatabase(pageSize));
  const driver = await openSqlJs({ files, lock: new ProcessLock(), loadWasm })(path);
  const storage = new DatabaseStorage({ driver, location: path });
  const entries = await Promise.all(Array.from({ length: 14 }, (_, index) => sampleEntry(index)));
  for (const entry of entries) await storage.save(entry);
  const removed = entries.slice(10);
  for (const { header } of removed) await storage.delete(header.key);
  await storage.close();
  const bytes = (await files.read(path)) as Uint8Array;
  return { bytes, entries: entries.slice(0, 10), pages: pagesByClass(bytes) };
}

function sampleEntry(index: number): Promise<Entry> {
  const id = `0b9d9b1e-8b0e-4b0e-9d0e-${String(index).padStart(12, '0')}`;
  // Long keys take several pages of an index.
  return anEntry(`${'folder/'.repeat(12)}${index}`, { id, revision: id, rows: 3 * index });
}

async function emptyDatabase(pageSize: number): Promise<Uint8Array> {
  const database = await SqlJsDatabase.open(loadWasm);
  database.run(`PRAGMA page_size = ${pageSize}`);
  database.run('VACUUM');
  const bytes = database.export();
  database.close();
  return bytes;
}
