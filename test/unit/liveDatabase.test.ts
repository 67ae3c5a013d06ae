import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqlite } from '../../src/formats/openSqlite';
import { OptunaWriter } from './support/optunaWriter';
import type { OptunaWriterOptions } from './support/optunaWriter';
import { hasPython } from './support/otherProgram';
import { sourceFile } from './support/sourceFiles';
import { formatPorts } from './support/sqlReader';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const counts = `SELECT
  (SELECT COUNT(*) FROM trials) AS trials,
  (SELECT COUNT(*) FROM trial_values) AS "values",
  (SELECT COUNT(*) FROM trial_params) AS params,
  (SELECT COUNT(*) FROM trial_user_attributes WHERE length(value_json) > 2) AS attributes,
  (SELECT COUNT(*) FROM trials JOIN trial_values USING (trial_id) WHERE value = number / 3.0) AS sound,
  (SELECT CAST(value_json AS INTEGER) FROM study_user_attributes) AS counted,
  (SELECT group_concat(quick_check) FROM pragma_quick_check) AS integrity`;

/** What an importer sees; how many trials there are, when all tables tell the same. */
async function trialsIn(path: string): Promise<number> {
  const database = await openSqlite(await sourceFile(path), formatPorts);
  try {
    const [row] = database.all(counts);
    const trials = Number(row?.['trials']);
    const expected = { trials, values: trials, params: trials, attributes: trials };
    assert.deepEqual(row, { ...expected, sound: trials, counted: trials, integrity: 'ok' });
    return trials;
  } finally {
    database.close();
  }
}

interface Scenario extends OptunaWriterOptions {
  readonly title: string;
  /** What the writer leaves in the folder at its end, without us. */
  readonly leaves: readonly string[];
}

const alone = ['study.db'];
const withJournal = ['study.db', 'study.db-journal'];
const small = { trials: 2, bytes: 300 };
/** Many times the cache: pages of the database change long before the transaction is committed. */
const large = { trials: 30, bytes: 2000, cache: 5 };

const scenarios: readonly Scenario[] = [
  { title: 'with a log', journal: 'WAL', ...small, checkpoint: 20, leaves: alone },
  { title: 'with a log, in large transactions', journal: 'WAL', ...large, leaves: alone },
  { title: 'with journals it deletes', journal: 'DELETE', ...small, leaves: alone },
  { title: 'with journals it cuts off', journal: 'TRUNCATE', ...small, leaves: withJournal },
  { title: 'with journals it blanks out', journal: 'PERSIST', ...small, leaves: withJournal },
  { title: 'in large transactions', journal: 'DELETE', ...large, leaves: alone },
  {
    title: 'in large transactions that it often takes back',
    journal: 'TRUNCATE',
    ...large,
    rollBack: true,
    leaves: withJournal,
  },
  {
    title: 'in large transactions with journals it blanks out, without waiting for the disk',
    journal: 'PERSIST',
    ...large,
    synchronous: 'OFF',
    rollBack: true,
    leaves: withJournal,
  },
];

const reads = 12;
/** More than a reading lasts, so that it always meets a transaction. */
const turnsPerRead = 6;

describe('Reading a database that Optuna fills', () => {
  let folder: string;
  let path: string;

  before(function () {
    if (hasPython) return;
    console.log('      is not tested: there is no python3 with sqlite3');
    this.skip();
  });
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder, 'study.db');
  });
  afterEach(() => removeFolder(folder));

  for (const { title, leaves, ...options } of scenarios) {
    it(`shows whole transactions, never goes back and disturbs nobody: ${title}`, async () => {
      const writer = await OptunaWriter.start(path, options);
      try {
        const seen: number[] = [];
        while (seen.length < reads || new Set(seen).size < 4) {
          if (seen.length < reads) writer.allow(turnsPerRead);
          seen.push(await trialsIn(path));
        }
        assert.deepEqual(
          seen,
          [...seen].sort((a, b) => a - b),
        );
        const { commits, count, integrity, errors } = await writer.end();
        assert.ok(commits > 0);
        assert.deepEqual({ integrity, errors }, { integrity: 'ok', errors: '' });
        assert.equal(await trialsIn(path), count);
        assert.deepEqual(await readdir(folder), leaves);
      } finally {
        await writer.kill();
      }
    }).timeout(60_000);
  }
});
