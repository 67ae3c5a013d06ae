import assert from 'node:assert/strict';
import { openSqlJs } from '../../../../src/platform/sqlJs';
import { DatabaseStorage } from '../../../../src/storage/backends/database';
import type { Entry } from '../../../../src/storage/backend';
import { ProcessLock } from '../../../../src/storage/processLock';
import { MemoryFiles } from '../../../unit/support/memoryFiles';
import type { Random } from '../../../unit/support/random';
import { loadWasm } from '../../../unit/support/sqlJsWasm';
import { useDamagedDatabase } from '../databaseCase';
import { databaseSamples } from '../databaseSamples';
import type { FuzzCase } from '../fuzzTarget';
import { mutate } from '../mutate';
import { somePage } from '../sqlitePages';

const path = '/folder/results.db';

/** Databases of ours on the engine sql.js, with every class of page damaged. */
export async function prepare(): Promise<FuzzCase> {
  const samples = await databaseSamples();
  const others = samples.map(({ bytes }) => bytes);
  const sound = samples[0] as (typeof samples)[number];
  return async random => {
    const { bytes, entries, pages } = random.pick(samples);
    const damaged = mutate(bytes, random, { others, regions: somePage(pages, random) });
    const outcome = await use(damaged, entries, random);
    // What a damaged database does to the engine must not be felt by the next one.
    if (random.below(20) === 0) assert.equal(await use(sound.bytes, sound.entries, random), 'read');
    return outcome;
  };
}

async function use(bytes: Uint8Array, entries: readonly Entry[], random: Random): Promise<string> {
  const files = new MemoryFiles();
  files.put(path, bytes);
  const driver = await openSqlJs({ files, lock: new ProcessLock(), loadWasm })(path);
  const storage = new DatabaseStorage({ driver, location: path });
  try {
    return await useDamagedDatabase(storage, entries, random);
  } finally {
    await storage.close();
  }
}
