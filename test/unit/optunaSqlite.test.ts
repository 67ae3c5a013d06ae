import assert from 'node:assert/strict';
import { join } from 'node:path';
import { FormatError } from '../../src/formats/formatError';
import type { ImportedResult } from '../../src/formats/format';
import { optunaSqlite } from '../../src/formats/optunaSqlite';
import { SqlJsDatabase } from '../../src/platform/sqlJsDatabase';
import { optunaDatabase } from '../fixtures/optunaDatabase';
import { cellsOf, columnOf } from './support/cells';
import { fakeFile, sourceFile } from './support/sourceFiles';
import { loadWasm } from './support/sqlJsWasm';
import { formatPorts } from './support/sqlReader';

async function readFixture(name: string): Promise<readonly ImportedResult[]> {
  const file = await sourceFile(join(__dirname, '../fixtures/optuna', name));
  return optunaSqlite.read(file, { ports: formatPorts });
}

describe('optunaSqlite', () => {
  let wing: ImportedResult;
  let neverRun: ImportedResult;
  let byTaste: ImportedResult;
  let old: ImportedResult;

  before(async () => {
    [wing, neverRun, byTaste] = (await readFixture('optuna-5.0.db')) as [
      ImportedResult,
      ImportedResult,
      ImportedResult,
    ];
    [old] = (await readFixture('optuna-0.9.db')) as [ImportedResult];
  });

  it('makes one result per study, named after it', () => {
    assert.deepEqual(
      [wing, neverRun, byTaste].map(({ name, result }) => [name, result.problem.name]),
      [
        ['wing/mass & drag', 'wing/mass & drag'],
        ['never run', 'never run'],
        ['by taste', 'by taste'],
      ],
    );
  });

  it('keeps trials of every state as rows', () => {
    assert.deepEqual(cellsOf(wing.result, 'number'), [0n, 1n, 2n, 3n]);
    assert.deepEqual(cellsOf(wing.result, 'trial_state'), [
      'COMPLETE',
      'COMPLETE',
      'RUNNING',
      'WAITING',
    ]);
  });

  it('reads objectives with directions and metric names, infinite values too', () => {
    assert.deepEqual(
      wing.result.objectives.map(({ variable }) => [variable.name, variable.direction]),
      [
        ['mass', 'minimize'],
        ['values_x', 'maximize'],
      ],
    );
    assert.deepEqual(cellsOf(wing.result, 'mass'), [1.5, 2, null, null]);
    assert.deepEqual(cellsOf(wing.result, 'values_x'), [Infinity, -3, null, null]);
  });

  it('gives a parameter the widest of its ranges', () => {
    const { variable } = columnOf(wing.result, 'params_x');
    assert.deepEqual([variable.lower, variable.upper, variable.log], [-1, 2, undefined]);
    assert.deepEqual(cellsOf(wing.result, 'params_x'), [0.30000000000000004, 1.75, null, null]);
  });

  it('prefixes only names that collide', () => {
    const names = wing.result.designVariables.map(({ variable }) => variable.name);
    assert.deepEqual(names, ['params_x', 'params_state', 'choice']);
  });

  it('reads integer parameters as integers, with their scale', () => {
    const column = columnOf(wing.result, 'params_state');
    assert.deepEqual([column.type, column.variable.log], ['int64', true]);
    assert.deepEqual(cellsOf(wing.result, 'params_state'), [3n, null, null, null]);
  });

  it('tells a text choice from a value that reads the same', () => {
    assert.deepEqual(cellsOf(wing.result, 'choice'), ['"true"', 'true', null, null]);
    assert.deepEqual(columnOf(wing.result, 'choice').variable.choices, [
      'true',
      true,
      null,
      3,
      0.5,
    ]);
  });

  it('reads constraints, listed and named, as inequalities', () => {
    assert.deepEqual(
      wing.result.inequalityConstraints.map(({ variable }) => variable.name),
      ['constraints_0', 'constraints_1', 'mass limit'],
    );
    assert.deepEqual(cellsOf(wing.result, 'constraints_1'), [0.5, -0.5, null, null]);
    assert.deepEqual(cellsOf(wing.result, 'mass limit'), [0, null, null, null]);
  });

  it('shows scalar attributes as columns, large integers and NaN exactly', () => {
    assert.deepEqual(cellsOf(wing.result, 'user_attrs_note'), ['first', 'second', null, null]);
    assert.deepEqual(cellsOf(wing.result, 'user_attrs_seed'), [9007199254740993n, 4n, null, null]);
    assert.deepEqual(cellsOf(wing.result, 'user_attrs_score'), [NaN, 0.5, null, null]);
  });

  it('keeps nested attributes and intermediate values in the metadata', () => {
    assert.deepEqual(wing.result.metadata['trials'], {
      '0': { userAttrs: { nested: { a: [1, null] } } },
      '1': { intermediateValues: { '0': 'NaN', '1': 0.5 } },
      '3': { systemAttrs: { fixed_params: { x: 0.5 } } },
    });
    assert.deepEqual(wing.result.metadata['userAttrs'], { owner: 'fixture' });
  });

  it('keeps times to the microsecond and says that their zone is unknown', () => {
    assert.equal(cellsOf(wing.result, 'datetime_start')[0], '2024-03-09T08:07:06.000250');
    assert.equal(cellsOf(wing.result, 'duration')[0], 1.50025);
    assert.equal(wing.result.problem.runDate, '2024-03-09T08:07:06.000250');
    assert.match(wing.notes.join(), /without zone/);
  });

  it('says where the study comes from', () => {
    assert.deepEqual(wing.result.metadata['source'], {
      tool: 'Optuna',
      file: 'optuna-5.0.db',
      storage: 'sqlite',
      schemaVersion: 12,
      libraryVersion: '5.0.0',
      alembic: 'v3.2.0.a',
      studyName: 'wing/mass & drag',
    });
  });

  it('reads a study without trials as a result without rows', () => {
    assert.equal(neverRun.result.rowCount, 0);
    assert.match(neverRun.notes.join(), /minimize is assumed/);
  });

  it('notes that preferential studies have no meaningful values', () => {
    assert.match(byTaste.notes.join(), /by preference/);
  });

  it('reads the schema of Optuna 0.9', () => {
    assert.deepEqual(cellsOf(old.result, 'number'), [0n, 1n, 2n]);
    assert.deepEqual(cellsOf(old.result, 'value'), [0.1, 0.75, null]);
    assert.equal(columnOf(old.result, 'value').variable.direction, 'maximize');
    assert.deepEqual(cellsOf(old.result, 'kind'), ['b', null, null]);
    assert.deepEqual(cellsOf(old.result, 'n'), [7n, null, null]);
    assert.equal(columnOf(old.result, 'lr').variable.log, true);
    assert.deepEqual(old.result.metadata['trials'], {
      '0': { intermediateValues: { '0': 0.5, '1': 0.25 } },
    });
  });

  it('offers the complete trials as a set when pruned ones have values', () => {
    assert.deepEqual(
      old.result.resultSets.map(({ name, rows }) => [name, rows]),
      [['complete', [0]]],
    );
  });
});

describe('optunaSqlite on other files', () => {
  it('does not claim what is not SQLite', async () => {
    assert.equal(
      await optunaSqlite.detect(fakeFile('a.db', 'number,value'), formatPorts),
      undefined,
    );
  });

  it('leaves databases of other tools to their formats', async () => {
    const database = await SqlJsDatabase.open(loadWasm);
    database.run('CREATE TABLE driver_iterations (id)');
    database.run('CREATE TABLE trials (id)');
    const file = fakeFile('cases.sql', database.export());
    assert.equal(await optunaSqlite.detect(file, formatPorts), undefined);
    await assert.rejects(
      optunaSqlite.read(file, { ports: formatPorts }),
      /without Optuna’s columns .*found tables: driver_iterations, trials/,
    );
  });

  it('tells from the pages of the schema alone, however large the file is', async () => {
    const bytes = await optunaDatabase('5.0', []);
    const file = fakeFile('study.db', bytes);
    const read = async (): Promise<never> => assert.fail('the whole file was read');
    assert.deepEqual(await optunaSqlite.detect({ ...file, read }, formatPorts), { confidence: 1 });
  });

  it('says how much of a file that is cut off is there', async () => {
    const bytes = await optunaDatabase('5.0', []);
    const file = fakeFile('cut.db', bytes.subarray(0, bytes.length - 1));
    await assert.rejects(optunaSqlite.read(file, { ports: formatPorts }), (error: unknown) => {
      assert.ok(error instanceof FormatError);
      assert.match(error.message, new RegExp(`promises ${bytes.length} bytes, it has`));
      return true;
    });
  });

  it('says what it found instead of a known distribution', async () => {
    const params = { x: [1, 'QuantumDistribution', {}] } as const;
    const trials = [{ state: 'COMPLETE', values: [1], params }] as const;
    const bytes = await optunaDatabase('5.0', [{ name: 's', directions: ['MINIMIZE'], trials }]);
    const reading = optunaSqlite.read(fakeFile('new.db', bytes), { ports: formatPorts });
    await assert.rejects(reading, /unknown distribution .*QuantumDistribution/);
  });
});

describe('optunaSqlite on what dashboards and artifact stores add', () => {
  it('joins notes, opens artifacts of both keys and lists preferences', async () => {
    const artifact = JSON.stringify({ artifact_id: 'u', filename: 'a.png' });
    const bytes = await optunaDatabase('5.0', [
      {
        name: 's',
        directions: ['MINIMIZE'],
        systemAttrs: {
          'dashboard:note_str:1': ' two',
          'dashboard:note_str:0': '# One',
          'dashboard:1:note_str:0': 'of the trial',
          'dashboard:artifacts:1:u': artifact,
          'artifacts:v': artifact,
          'preference:values1': [[0, 1]],
          other: 1,
        },
        trials: [{ state: 'COMPLETE', values: [1], systemAttrs: { 'artifacts:w': artifact } }],
      },
    ]);
    const file = fakeFile('s.db', bytes);
    const [imported] = await optunaSqlite.read(file, { ports: formatPorts });
    const { note, artifacts, preferences, systemAttrs, trials, states } =
      imported?.result.metadata ?? {};
    const found = { artifact_id: 'u', filename: 'a.png' };
    assert.deepEqual(
      { note, artifacts, preferences, systemAttrs, trials, states },
      {
        note: '# One two',
        artifacts: [found],
        preferences: [[0, 1]],
        systemAttrs: { other: 1 },
        trials: { '0': { note: 'of the trial', artifacts: [found, found] } },
        states: { COMPLETE: 1 },
      },
    );
  });
});
