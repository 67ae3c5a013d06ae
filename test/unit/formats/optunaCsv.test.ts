import assert from 'node:assert/strict';
import { findFormat } from '../../../src/formats/detectFormat';
import type { ImportedResult, Roles } from '../../../src/formats/format';
import { optunaCsv } from '../../../src/formats/optunaCsv';
import { optunaCsvSamples } from '../../fixtures/formats/optunaCsv';
import { cellsOf, columnOf } from '../support/cells';
import { findSample } from '../support/findSample';
import { sharedData } from '../support/sharedData';
import { fakeFile, sourceFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

async function sampleOf(title: string, roles?: Roles): Promise<ImportedResult> {
  const sample = optunaCsvSamples().find(sample => sample.title.includes(title));
  const found = sample && (await findSample(sample));
  const [imported] = (await found?.read(roles)) ?? [];
  assert.ok(imported);
  return imported;
}

/** Role → names of its columns. */
function rolesOf({ result }: ImportedResult): Readonly<Record<string, readonly string[]>> {
  const names: Record<string, string[]> = {};
  for (const { variable } of result.columns) (names[variable.role] ??= []).push(variable.name);
  return names;
}

describe('optunaCsv', () => {
  it('knows roles by their prefixes, and leaves out an index', async () => {
    const frame = await sampleOf('with an index');
    assert.deepEqual(rolesOf(frame), {
      design: ['params_kind', 'params_x'],
      objective: ['value'],
      inequality: ['system_attrs_constraints[0]', 'system_attrs_constraints[1]'],
      observable: [
        'number',
        'datetime_start',
        'datetime_complete',
        'duration',
        'user_attrs_note',
        'state',
      ],
    });
    assert.match(frame.notes.join(' '), /counts the rows: it is left out/);
  });

  it('reads states, times, durations and lists of constraints as what they mean', async () => {
    const { result, notes } = await sampleOf('with an index');
    assert.deepEqual(cellsOf(result, 'state'), ['COMPLETE', 'PRUNED', 'RUNNING']);
    assert.deepEqual(result.metadata['states'], { COMPLETE: 1, PRUNED: 1, RUNNING: 1 });
    assert.deepEqual(cellsOf(result, 'value'), [0.5, Infinity, null]);
    assert.deepEqual(cellsOf(result, 'datetime_start'), [
      '2026-01-02T03:04:05.000006',
      '2026-01-02T03:04:07',
      '2026-01-02T03:04:09',
    ]);
    assert.deepEqual(cellsOf(result, 'duration'), [1.5, 86401, null]);
    assert.equal(columnOf(result, 'duration').variable.unit, 's');
    assert.deepEqual(cellsOf(result, 'system_attrs_constraints[0]'), [-1, NaN, null]);
    assert.deepEqual(cellsOf(result, 'system_attrs_constraints[1]'), [0.25, -Infinity, null]);
    assert.deepEqual(
      result.resultSets.map(({ name, rows }) => [name, rows]),
      [['complete', [0]]],
    );
    assert.equal(result.problem.nEvaluations, 2);
    assert.equal(result.problem.runDate, '2026-01-02T03:04:05.000006');
    assert.match(notes.join(' '), /without zone/);
    assert.match(notes.join(' '), /Pruned trials keep/);
  });

  it('asks for nothing but the directions of objectives', async () => {
    const sample = optunaCsvSamples()[1];
    const proposal = sample && (await (await findSample(sample))?.propose());
    assert.deepEqual(
      proposal?.columns.map(({ name, role, assumed }) => [name, role, assumed]),
      [
        ['number', 'observable', false],
        ['values_mass', 'objective', true],
        ['values_1', 'objective', true],
        ['params_n', 'design', false],
        ['system_attrs_constraints:g 1', 'inequality', false],
        ['state', 'observable', false],
      ],
    );
    const chosen = { values_1: { role: 'objective', direction: 'maximize' } } as const;
    const { result } = await sampleOf('several objectives', chosen);
    assert.deepEqual(
      result.objectives.map(({ variable }) => variable.direction),
      ['minimize', 'maximize'],
    );
    assert.deepEqual(result.metadata['assumed'], {
      values_mass: { role: 'objective', direction: 'minimize', by: 'name' },
      values_1: { role: 'objective', direction: 'maximize', by: 'user' },
    });
  });

  it('takes what the dashboard and Tunny do not mark for objectives', async () => {
    assert.deepEqual(rolesOf(await sampleOf('dashboard')), {
      design: ['Param x', 'Param y'],
      objective: ['mass', 'drag'],
      observable: ['Number', 'State', 'UserAttribute tags'],
    });
    const explorer = await sampleOf('Design Explorer');
    assert.deepEqual(rolesOf(explorer), {
      design: ['param_x', 'param_y'],
      objective: ['mass'],
      observable: ['attr_Constraint_0', 'trial_id', 'Rating'],
    });
    assert.deepEqual(explorer.result.metadata['source'], {
      tool: 'Tunny',
      file: 'explorer.csv',
      storage: 'csv',
      export: 'design-explorer',
    });
  });

  it('leaves cells that are not what their column says as text', async () => {
    const text =
      'number,state,duration,params_x,system_attrs_constraints\n0,COMPLETE,soon,1,"[1, x]"\n1,FAIL,later,2,"[1]"\n';
    const [imported] = await optunaCsv.read(fakeFile('a.csv', text), { ports: formatPorts });
    assert.ok(imported);
    assert.deepEqual(cellsOf(imported.result, 'duration'), ['soon', 'later']);
    assert.deepEqual(cellsOf(imported.result, 'system_attrs_constraints'), ['[1, x]', '[1]']);
  });

  for (const header of [
    'number,value,duration',
    'Number,State,City',
    'NoNumber,State,v0,Param x',
    'x,y,state',
    'trial_id,config/x,loss',
  ]) {
    it(`leaves a table of ${header} to others`, async () => {
      const cells = header.replace(/[^,]+/g, '1');
      const file = fakeFile('a.csv', `${header}\n${cells}\n${cells}\n`);
      assert.equal(await optunaCsv.detect(file, formatPorts), undefined);
    });
  }
});

interface Sample {
  readonly path: string;
  readonly rows: number;
  readonly design: readonly string[];
  readonly objectives: readonly string[];
  readonly inequalities?: readonly string[];
  readonly states?: Readonly<Record<string, number>>;
  /** Column → its first and last cell. */
  readonly ends: Readonly<Record<string, readonly unknown[]>>;
}

const frames = 'generated/optuna/gen-optuna5-trials_dataframe';
const samples: readonly Sample[] = [
  {
    path: `${frames}-mo_constrained___q_.csv`,
    rows: 62,
    design: ['k', 'kind', 'lr', 'n', 'x', 'y'].map(name => `params_${name}`),
    objectives: ['values_cost', 'values_yield'],
    inequalities: ['system_attrs_constraints[0]', 'system_attrs_constraints[1]'],
    states: { COMPLETE: 59, FAIL: 1, RUNNING: 1, WAITING: 1 },
    ends: {
      values_yield: [-16.059160852613246, null],
      datetime_start: ['2026-11-22T14:04:16.568935', null],
      duration: [0.140157, null],
      'system_attrs_constraints[1]': [-54.848423433947914, null],
      params_lr: [3.863879405158732e-5, null],
    },
  },
  {
    path: `${frames}-so_constrained.csv`,
    rows: 30,
    design: ['params_x'],
    objectives: ['value'],
    inequalities: ['system_attrs_constraints:g'],
    states: { COMPLETE: 30 },
    ends: {
      'system_attrs_constraints:g': [-2.7342940279181622, -3.8474943728527133],
      duration: [0.04462, 0.024495],
    },
  },
  {
    path: `${frames}-so-infinite.csv`,
    rows: 15,
    design: ['params_x'],
    objectives: ['value'],
    ends: {
      value: [Infinity, 0.12426316188810273],
      params_x: [0.10159580514915101, 0.35250980396026255],
    },
  },
  {
    path: `${frames}-so-pruned.csv`,
    rows: 50,
    design: ['branch', 'depth', 'w_p', 'w_q'].map(name => `params_${name}`),
    objectives: ['value'],
    ends: {
      params_depth: [4n, 4n],
      params_w_p: [null, null],
      value: [-0.07737639637872529, -0.0808868973968447],
    },
  },
  {
    path: 'optuna/csv/tunny-Dashboard.csv',
    rows: 4,
    design: ['Param x', 'Param y'],
    objectives: ['v0', 'v1'],
    states: { COMPLETE: 4 },
    ends: { v0: [580, 2644], 'UserAttribute Constraint': ['[420.0, 195.0]', '[-1644.0, 99.0]'] },
  },
  {
    path: 'optuna/csv/tunny-DesignExplorer.csv',
    rows: 4,
    design: ['param_x', 'param_y'],
    objectives: ['v0', 'v1'],
    ends: { attr_Constraint_0: [-2392, -2940], v1: [698n, 605n] },
  },
];

describe('optunaCsv on exports of Optuna and Tunny (skipped without sample data)', () => {
  for (const sample of samples) {
    it(`reads ${sample.path}`, async function () {
      const file = await sourceFile(sharedData(this, sample.path));
      assert.equal(await findFormat(file, formatPorts), optunaCsv);
      const [imported] = await optunaCsv.read(file, { ports: formatPorts });
      assert.ok(imported);
      const { result } = imported;
      assert.equal(result.rowCount, sample.rows);
      const roles = rolesOf(imported);
      assert.deepEqual(roles['design'], sample.design);
      assert.deepEqual(roles['objective'], sample.objectives);
      assert.deepEqual(roles['inequality'] ?? [], sample.inequalities ?? []);
      if (sample.states) assert.deepEqual(result.metadata['states'], sample.states);
      for (const [name, ends] of Object.entries(sample.ends)) {
        const cells = cellsOf(result, name);
        assert.deepEqual([cells[0], cells.at(-1)], ends, name);
      }
    });
  }

  it('leaves a table without numbers of trials to others', async function () {
    const file = await sourceFile(sharedData(this, 'optuna/csv/tunny-ColumnsError.csv'));
    assert.equal(await optunaCsv.detect(file, formatPorts), undefined);
  });
});
