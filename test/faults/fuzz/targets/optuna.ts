import assert from 'node:assert/strict';
import type { FuzzCase } from '../fuzzTarget';
import { importDamaged } from '../importCase';
import { mutate } from '../mutate';
import { fixtureFiles, sampleFiles } from '../sampleFiles';
import { pagesByClass, somePage } from '../sqlitePages';

/** Optuna's databases of every schema version there are samples of. */
export async function prepare(): Promise<FuzzCase> {
  const small = fixtureFiles('optuna', /\.db$/);
  const large = sampleFiles('optuna/sqlite', /\.(?:db|sqlite3)$/, 130_000);
  const all = [...small, ...large];
  const pages = new Map(all.map(bytes => [bytes, pagesByClass(bytes)]));
  for (const bytes of all) assert.equal(await importDatabase(bytes), 'optuna-sqlite read');
  return async random => {
    // The small ones have few empty bytes and are quick.
    const sample = random.pick(random.below(4) > 0 ? small : all);
    const classes = pages.get(sample);
    assert.ok(classes !== undefined);
    const damaged = mutate(sample, random, { others: small, regions: somePage(classes, random) });
    return importDatabase(damaged);
  };
}

function importDatabase(bytes: Uint8Array): Promise<string> {
  return importDamaged({ at: 'a.db', contents: { 'a.db': bytes } });
}
