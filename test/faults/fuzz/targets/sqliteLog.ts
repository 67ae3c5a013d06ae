import assert from 'node:assert/strict';
import { openSqlJs } from '../../../../src/platform/sqlJs';
import { applyJournal } from '../../../../src/platform/sqliteJournal';
import { applyWal } from '../../../../src/platform/sqliteWal';
import { isStorageError } from '../../../../src/storage/errors';
import { MemoryFiles } from '../../../unit/support/memoryFiles';
import { loadWasm } from '../../../unit/support/sqlJsWasm';
import type { FuzzCase } from '../fuzzTarget';
import { importDamaged } from '../importCase';
import { mutate } from '../mutate';
import { fixtureFiles } from '../sampleFiles';
import { journalOf, renewWal, walOf } from '../sqliteLogs';

const path = '/folder/a.db';

/** Write-ahead logs and rollback journals beside databases of others, also ones whose checksums were made to fit. */
export async function prepare(): Promise<FuzzCase> {
  const mains = fixtureFiles('optuna', /\.db$/);
  const samples = mains.map(main => ({ main, wal: walOf(main), journal: journalOf(main) }));
  for (const { main, wal, journal } of samples) {
    const torn = main.slice().fill(0, 600, 700);
    assert.deepEqual(Buffer.from(applyWal(torn, wal)), Buffer.from(main), 'the log is not applied');
    assert.deepEqual(
      Buffer.from(applyJournal(torn, journal)),
      Buffer.from(main),
      'nor the journal',
    );
    const beside = { 'a.db': torn, 'a.db-wal': wal };
    assert.equal(await importDamaged({ at: 'a.db', contents: beside }), 'optuna-sqlite read');
  }
  return async random => {
    const { main, wal, journal } = random.pick(samples);
    const regions = [
      [0, 56],
      [0, 32],
      [512, 540],
    ] as const;
    const damaged = mutate(random.below(2) === 0 ? wal : journal, random, {
      others: [wal, journal],
      regions,
    });
    if (random.below(2) === 0) renewWal(damaged);
    const part = random.pick(['-wal', '-journal']);
    if (random.below(3) === 0) await readAlone(main, part, damaged);
    return importDamaged({
      at: 'a.db',
      contents: { 'a.db': main, [`a.db${part}`]: damaged },
    });
  };
}

/** As a database of ours would be read. */
async function readAlone(main: Uint8Array, part: string, bytes: Uint8Array): Promise<void> {
  const files = new MemoryFiles();
  files.put(path, main);
  files.put(path + part, bytes);
  const driver = await openSqlJs({ files, loadWasm })(path);
  try {
    await driver.read(session => session.all('SELECT COUNT(*) FROM trials'));
  } catch (error) {
    assert.ok(isStorageError(error), String(error));
  } finally {
    await driver.close();
  }
}
