import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFiles } from '../../../../src/platform/node/diskFiles';
import { openNodeSqlite } from '../../../../src/platform/node/nodeSqlite';
import { DatabaseStorage } from '../../../../src/storage/backends/database';
import { temporaryFolder } from '../../../unit/support/temporaryFolder';
import { useDamagedDatabase } from '../databaseCase';
import { databaseSamples } from '../databaseSamples';
import type { FuzzCase } from '../fuzzTarget';
import { mutate } from '../mutate';
import { somePage } from '../sqlitePages';

/** Databases of ours on the SQLite that is built into Node: native code, which could end the process. */
export async function prepare(): Promise<FuzzCase> {
  const open = openNodeSqlite({ files: new DiskFiles(), waitMs: 200 });
  if (open === undefined) throw new Error(`Node.js ${process.version} has no node:sqlite.`);
  const samples = await databaseSamples();
  const others = samples.map(({ bytes }) => bytes);
  const folder = await temporaryFolder();
  process.once('exit', () => void rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'results.db');
  return async random => {
    const { bytes, entries, pages } = random.pick(samples);
    const damaged = mutate(bytes, random, { others, regions: somePage(pages, random) });
    await writeFile(path, damaged);
    await rm(`${path}-journal`, { force: true });
    const storage = new DatabaseStorage({ driver: await open(path), location: path });
    try {
      return await useDamagedDatabase(storage, entries, random);
    } finally {
      await storage.close();
    }
  };
}
