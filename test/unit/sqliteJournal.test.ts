import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqlite } from '../../src/formats/openSqlite';
import { applyJournal, journalIdentity, superJournalOf } from '../../src/platform/sqliteJournal';
import { OptunaWriter } from './support/optunaWriter';
import type { OptunaWriterOptions } from './support/optunaWriter';
import { hasPython, runPython } from './support/otherProgram';
import { Random } from './support/random';
import { sourceFile } from './support/sourceFiles';
import { formatPorts } from './support/sqlReader';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

/** Lets SQLite recover the databases in the folders below `path`. */
const recoverAll = `
for name in sorted(os.listdir(path)):
    db = sqlite3.connect(os.path.join(path, name, 'study.db'))
    try:
        db.execute('SELECT COUNT(*) FROM sqlite_master').fetchall()
    except sqlite3.DatabaseError:
        pass
    db.close()`;

const spilling = { trials: 40, bytes: 2000, cache: 5 };

describe('The journal of an interrupted transaction', () => {
  let folder: string;

  before(function () {
    if (hasPython) return;
    console.log('      is not tested: there is no python3 with sqlite3');
    this.skip();
  });
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => removeFolder(folder));

  /** A database in the middle of a transaction whose program was killed. */
  async function interrupted(options: OptunaWriterOptions) {
    const path = join(folder, 'study.db');
    const writer = await OptunaWriter.start(path, { ...options, stop: 4 });
    writer.allow(4);
    await writer.until(() => writer.isStopped);
    await writer.kill();
    const read = async (part: string): Promise<Uint8Array> =>
      new Uint8Array(await readFile(path + part).catch(() => Buffer.alloc(0)));
    return { path, main: await read(''), journal: await read('-journal') };
  }

  /** What SQLite makes of databases with their journals; `undefined` when that is out of all proportion. */
  async function recoveredBySqlite(
    cases: readonly { readonly main: Uint8Array; readonly journal: Uint8Array }[],
  ): Promise<readonly (Uint8Array | undefined)[]> {
    const below = join(folder, 'cases');
    const paths: string[] = [];
    for (const [index, { main, journal }] of cases.entries()) {
      const place = join(below, String(index).padStart(4, '0'));
      await mkdir(place, { recursive: true });
      const path = join(place, 'study.db');
      paths.push(path);
      await writeFile(path, main);
      await writeFile(`${path}-journal`, journal);
    }
    runPython(below, recoverAll);
    const outcomes: (Uint8Array | undefined)[] = [];
    for (const path of paths) {
      const isHuge = (await stat(path)).size > 2 ** 26;
      outcomes.push(isHuge ? undefined : new Uint8Array(await readFile(path)));
    }
    await rm(below, { recursive: true });
    return outcomes;
  }

  async function assertAsSqlite(
    cases: readonly { readonly main: Uint8Array; readonly journal: Uint8Array }[],
  ): Promise<void> {
    const expected = await recoveredBySqlite(cases);
    for (const [index, { main, journal }] of cases.entries()) {
      const theirs = expected[index];
      // SQLite fills with zeros what no record accounts for; no memory is taken for that here.
      if (theirs === undefined) {
        assert.throws(() => applyJournal(main, journal), { code: 'corrupt' });
        continue;
      }
      assert.ok(Buffer.from(applyJournal(main, journal)).equals(theirs), `case ${index}`);
    }
  }

  for (const journal of ['DELETE', 'TRUNCATE', 'PERSIST'] as const) {
    for (const synchronous of ['FULL', 'OFF'] as const) {
      it(`gives back what was before, as SQLite does (${journal}, synchronous ${synchronous})`, async () => {
        const state = await interrupted({ journal, synchronous, ...spilling });
        assert.ok(!Buffer.from(applyJournal(state.main, state.journal)).equals(state.main));
        await assertAsSqlite([state]);
      });
    }
  }

  it('has no effect before the database was changed', async () => {
    const state = await interrupted({ journal: 'DELETE', trials: 2, bytes: 100 });
    assert.ok(state.journal.length > 0);
    assert.notEqual(journalIdentity(state.journal), undefined);
    assert.equal(applyJournal(state.main, state.journal), state.main);
    await assertAsSqlite([state]);
  });

  it('is used as far as SQLite uses it when it is damaged or cut off', async () => {
    const { main, journal } = await interrupted({ journal: 'DELETE', ...spilling });
    const random = new Random(7);
    const cases = Array.from({ length: 120 }, (_, index) => {
      const length = index % 3 === 0 ? random.below(journal.length) : journal.length;
      const damaged = journal.slice(0, length);
      for (let flips = index % 4; flips > 0 && length > 0; flips--) {
        // The headers are where it matters most.
        const near = random.below(3) === 0 ? 28 : length;
        const at = random.below(Math.min(near, length));
        damaged[at] = (damaged[at] ?? 0) ^ (1 << random.below(8));
      }
      return { main, journal: damaged };
    });
    await assertAsSqlite(cases);
  });

  it('takes no memory for what it only promises', async () => {
    const { main, journal } = await interrupted({ journal: 'DELETE', ...spilling });
    new DataView(journal.buffer).setUint32(16, 0xfffffff0);
    assert.throws(() => applyJournal(main, journal), {
      code: 'corrupt',
      message: /4294967280 pages/,
    });
  });

  it('is read through by importers, who leave everything as it is', async () => {
    const { path } = await interrupted({ journal: 'DELETE', ...spilling });
    const before = await stat(path);
    const database = await openSqlite(await sourceFile(path), formatPorts);
    const [row] = database.all('SELECT COUNT(*) AS trials FROM trials');
    database.close();
    assert.deepEqual(row, { trials: 3 * spilling.trials });
    assert.deepEqual(await readdir(folder), ['study.db', 'study.db-journal']);
    assert.equal((await stat(path)).mtimeMs, before.mtimeMs);
  });

  it('is void when the transaction over several databases, to which it belongs, was committed', async () => {
    const { path, journal } = await interrupted({ journal: 'DELETE', ...spilling });
    const count = async (): Promise<unknown> => {
      const database = await openSqlite(await sourceFile(path), formatPorts);
      const [row] = database.all(
        "SELECT value_json FROM study_user_attributes WHERE key = 'count'",
      );
      database.close();
      return row?.['value_json'];
    };
    const superJournal = join(folder, 'other.db-mj0123');
    await writeFile(`${path}-journal`, withSuperJournal(journal, superJournal));
    assert.equal(superJournalOf(withSuperJournal(journal, superJournal)), superJournal);
    await writeFile(superJournal, '');
    assert.equal(await count(), String(3 * spilling.trials));
    await rm(superJournal);
    // What is read then is what SQLite reads.
    const path2 = join(folder, 'copy.db');
    await writeFile(path2, await readFile(path));
    const theirs = runPython(
      path2,
      `
try: print(sqlite3.connect(path).execute("SELECT value_json FROM study_user_attributes").fetchone()[0])
except sqlite3.DatabaseError as error: print(error)`,
    );
    const ours = await count().catch((error: unknown) => String(error));
    assert.ok(String(ours).includes(theirs.trim()), `${String(ours)} is not ${theirs}`);
    assert.notEqual(theirs.trim(), String(3 * spilling.trials));
  });
});

/** As SQLite ends the journal of a transaction over several databases. */
function withSuperJournal(journal: Uint8Array, path: string): Uint8Array {
  const name = new TextEncoder().encode(path);
  const end = Buffer.alloc(20 + name.length);
  end.writeUInt32BE(0x40000000 / 4096 + 1, 0);
  end.set(name, 4);
  end.writeUInt32BE(name.length, 4 + name.length);
  end.writeUInt32BE(
    name.reduce((sum, byte) => sum + byte, 0),
    8 + name.length,
  );
  end.set(journal.subarray(0, 8), 12 + name.length);
  return Buffer.concat([journal, end]);
}
