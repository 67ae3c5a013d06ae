import { writeFile } from 'node:fs/promises';
import { SqlJsDatabase } from '../src/platform/sqlJsDatabase';
import { optunaDatabase } from '../test/fixtures/optunaDatabase';
import { loadWasm } from '../test/unit/support/sqlJsWasm';

export const studyName = 'bench';
export const paramCount = 12;

const distribution =
  '{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 1.0, "log": false}}';

/** As Optuna makes them: without, its own loader would look through whole tables for every trial. */
const indices = [
  'trials (study_id)',
  ...['params', 'values', 'user_attributes', 'system_attributes', 'intermediate_values'].map(
    table => `trial_${table} (trial_id)`,
  ),
];

/** Writes a study of so many complete trials with twelve parameters and two objectives, as NSGA-II would have left it. */
export async function writeOptunaStudy(path: string, trials: number): Promise<void> {
  const bytes = await optunaDatabase('5.0', [
    { name: studyName, directions: ['MINIMIZE', 'MINIMIZE'], trials: [] },
  ]);
  const database = await SqlJsDatabase.open(loadWasm, bytes);
  // Doubles with all their digits, the same on every run.
  const random = (seed: string): string =>
    `abs((${seed}) * 2654435761 % 4294967291) / 4294967291.0`;
  const counted = (count: number): string =>
    `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})`;
  const statements = [
    'PRAGMA page_size = 4096',
    'VACUUM',
    ...indices.map((on, index) => `CREATE INDEX ix_${index} ON ${on}`),
    'BEGIN',
    `INSERT INTO trials ${counted(trials)} SELECT i + 1, i, 1, 'COMPLETE',
      strftime('%Y-%m-%d %H:%M:%S.123456', 1767225600 + i, 'unixepoch'), strftime('%Y-%m-%d %H:%M:%S.654321', 1767225601 + i, 'unixepoch') FROM n`,
    `INSERT INTO trial_params ${counted(trials * paramCount)} SELECT i + 1, i / ${paramCount} + 1, 'x' || (i % ${paramCount}), ${random('i + 7')}, '${distribution}' FROM n`,
    `INSERT INTO trial_values ${counted(trials * 2)} SELECT i + 1, i / 2 + 1, i % 2, ${random('i + 11')}, 'FINITE' FROM n`,
    `INSERT INTO trial_system_attributes ${counted(trials)} SELECT i + 1, i + 1, 'NSGAIISampler:generation', i / 50 FROM n`,
    'COMMIT',
  ];
  try {
    for (const statement of statements) database.run(statement);
    await writeFile(path, database.export());
  } finally {
    database.close();
  }
}
