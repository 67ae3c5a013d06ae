import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { OptimizationResult } from '../../src/core/result';
import { findFormat } from '../../src/formats/detectFormat';
import { cellsOf } from './support/cells';
import { checkStudy } from './support/expectedStudies';
import type { ExpectedStudy } from './support/expectedStudies';
import { sharedData } from './support/sharedData';
import { sourceFile } from './support/sourceFiles';
import { formatPorts } from './support/sqlReader';

const samples = [
  'optuna/sqlite/dashboard-sample_db.sqlite3',
  'optuna/sqlite/optuna-book-chapter2-prepared.db',
  'optuna/sqlite/optuna-upgrade-asset-2.4.0.a.db',
  'optuna/sqlite/optuna-upgrade-asset-3.0.0.a.db',
  'optuna/sqlite/optuna-upgrade-asset-3.0.0.d.db',
  'optuna/sqlite/optuna-upgrade-asset-3.2.0.a.db',
  'generated/optuna/gen-optuna5-mixed.sqlite3',
  'generated/optuna/gen-optuna5-zdt1-5000.sqlite3',
  'optuna/journal/optuna-4.0.0.dev.log',
  'optuna/journal/tunny-coretests-journal.log',
  'optuna/journal/tunny-journal2-multi-study.log',
  'generated/optuna/gen-optuna5-mixed-journal.log',
];
/** Optuna itself refuses these or fails to upgrade them. */
const refusedByOptuna = ['0.9.0.a', '1.3.0.a'].map(
  v => `optuna/sqlite/optuna-upgrade-asset-${v}.db`,
);
const unreleased = ['3.1.0.a', '3.4.0.a'].map(v => `optuna/sqlite/optuna-unreleased-rev-${v}.db`);

describe('optunaSqlite and optunaJournal on files that Optuna wrote (skipped without sample data)', () => {
  for (const sample of samples) {
    it(`reads of ${basename(sample)} what Optuna reads`, async function () {
      const expected = sharedData(this, 'expected/optuna', `${basename(sample)}.json`);
      const { studies } = JSON.parse(await readFile(expected, 'utf8')) as {
        studies: readonly ExpectedStudy[];
      };
      const imported = await readSample(sharedData(this, sample));
      assert.deepEqual(
        imported.map(({ problem }) => problem.name),
        studies.map(({ study_name }) => study_name),
      );
      studies.forEach((study, index) => checkStudy(imported[index] as OptimizationResult, study));
    });
  }

  for (const sample of refusedByOptuna) {
    it(`reads ${basename(sample)}, which Optuna fails to upgrade`, async function () {
      const [empty, single] = await readSample(sharedData(this, sample));
      assert.equal(empty?.rowCount, 0);
      assert.ok(single);
      const [x, y, z, value] = ['x', 'y', 'z', 'value'].map(name =>
        Number(cellsOf(single, name)[0]),
      ) as [number, number, number, number];
      assert.equal(value, x ** 2 + y ** 2 + z ** 2);
    });
  }

  for (const sample of unreleased) {
    it(`reads ${basename(sample)}, which Optuna refuses`, async function () {
      const results = await readSample(sharedData(this, sample));
      assert.deepEqual(
        results.map(({ rowCount }) => rowCount),
        [0, 1, 0, 1, 1],
      );
    });
  }
});

async function readSample(path: string): Promise<readonly OptimizationResult[]> {
  assert.ok(existsSync(path));
  const file = await sourceFile(path);
  const format = await findFormat(file, formatPorts);
  assert.equal(format?.id, path.endsWith('.log') ? 'optuna-journal' : 'optuna-sqlite');
  const imported = await format.read(file, { ports: formatPorts });
  return imported.map(({ result }) => result);
}
