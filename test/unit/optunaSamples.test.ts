import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isNull } from '../../src/core/column';
import type { Cell } from '../../src/core/column';
import type { OptimizationResult } from '../../src/core/result';
import { optunaSqlite } from '../../src/formats/optunaSqlite';
import { cellsOf, columnOf } from './support/cells';
import { sharedData } from './support/sharedData';
import { sourceFile } from './support/sourceFiles';
import { formatPorts } from './support/sqlReader';

/** What Optuna 5.0.0 itself says of these files. */
interface ExpectedStudy {
  readonly study_name: string;
  readonly directions: readonly string[];
  readonly n_trials: number;
  readonly states: Readonly<Record<string, number>>;
  readonly param_names: readonly string[];
  readonly metric_names: readonly string[] | null;
  readonly best?: { readonly number: number; readonly value: number | string };
  readonly pareto_numbers?: readonly number[];
  readonly constrained_trials: number;
  readonly feasible_complete_trials: number;
  readonly first_trials?: readonly ExpectedTrial[];
  readonly last_trial?: ExpectedTrial;
}

interface ExpectedTrial {
  readonly number: number;
  readonly state: string;
  readonly values: readonly (number | string)[] | null;
  readonly params: Readonly<Record<string, unknown>>;
  readonly constraints5: Readonly<Record<string, number>>;
  readonly start: string;
  readonly complete: string;
}

const samples = [
  'optuna/sqlite/dashboard-sample_db.sqlite3',
  'optuna/sqlite/optuna-book-chapter2-prepared.db',
  'optuna/sqlite/optuna-upgrade-asset-2.4.0.a.db',
  'optuna/sqlite/optuna-upgrade-asset-3.0.0.a.db',
  'optuna/sqlite/optuna-upgrade-asset-3.0.0.d.db',
  'optuna/sqlite/optuna-upgrade-asset-3.2.0.a.db',
  'generated/optuna/gen-optuna5-mixed.sqlite3',
  'generated/optuna/gen-optuna5-zdt1-5000.sqlite3',
];
/** Optuna itself refuses these or fails to upgrade them. */
const refusedByOptuna = ['0.9.0.a', '1.3.0.a'].map(
  v => `optuna/sqlite/optuna-upgrade-asset-${v}.db`,
);
const unreleased = ['3.1.0.a', '3.4.0.a'].map(v => `optuna/sqlite/optuna-unreleased-rev-${v}.db`);

const number = (value: number | string): number =>
  typeof value === 'string' ? Number(value.replace('inf', 'Infinity')) : value;

describe('optunaSqlite on databases written by Optuna (skipped without sample data)', () => {
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
  const imported = await optunaSqlite.read(await sourceFile(path), { ports: formatPorts });
  return imported.map(({ result }) => result);
}

function checkStudy(result: OptimizationResult, study: ExpectedStudy): void {
  assert.equal(result.rowCount, study.n_trials);
  assert.deepEqual(countsOf(cellsOf(result, 'state')), study.states);
  const names = result.designVariables.map(({ variable }) => variable.name).sort();
  assert.deepEqual(names, study.param_names);
  const directions = result.objectives.map(({ variable }) => variable.direction?.toUpperCase());
  assert.deepEqual(directions, study.directions);
  if (study.metric_names !== null) {
    const metrics = result.objectives.map(({ variable }) => variable.name);
    assert.deepEqual(metrics, study.metric_names);
  }
  const constrained = result.inequalityConstraints;
  const hasConstraint = (row: number): boolean => constrained.some(column => !isNull(column, row));
  const rows = Array.from({ length: result.rowCount }, (_, row) => row);
  assert.equal(rows.filter(hasConstraint).length, study.constrained_trials);
  assert.equal(feasibleCount(result), study.feasible_complete_trials);
  if (study.best) checkBest(result, study.best);
  for (const trial of study.first_trials ?? []) checkTrial(result, trial);
  if (study.last_trial) checkTrial(result, study.last_trial);
}

function countsOf(cells: readonly Cell[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const cell of cells) counts[String(cell)] = (counts[String(cell)] ?? 0) + 1;
  return counts;
}

function feasibleCount(result: OptimizationResult): number {
  const violations = result.inequalityConstraints.map(({ variable }) =>
    cellsOf(result, variable.name),
  );
  return cellsOf(result, 'state').filter(
    (state, row) => state === 'COMPLETE' && violations.every(cells => Number(cells[row] ?? 0) <= 0),
  ).length;
}

function checkBest(result: OptimizationResult, best: NonNullable<ExpectedStudy['best']>): void {
  const [objective] = result.objectives;
  assert.ok(objective);
  const sign = objective.variable.direction === 'maximize' ? -1 : 1;
  const violations = result.inequalityConstraints.map(({ variable }) =>
    cellsOf(result, variable.name),
  );
  const states = cellsOf(result, 'state');
  const candidates = cellsOf(result, objective.variable.name)
    .map((value, row) => ({ value: Number(value), row }))
    .filter(({ row }) => states[row] === 'COMPLETE')
    .filter(({ row }) => violations.every(cells => Number(cells[row] ?? 0) <= 0));
  const first = candidates.reduce((a, b) => (sign * b.value < sign * a.value ? b : a));
  assert.deepEqual([first.row, first.value], [best.number, number(best.value)]);
}

function checkTrial(result: OptimizationResult, trial: ExpectedTrial): void {
  const row = trial.number;
  const at = (name: string): Cell => cellsOf(result, name)[row] as Cell;
  assert.equal(at('number'), BigInt(row));
  assert.equal(at('state'), trial.state);
  const values = result.objectives.map(({ variable }) => at(variable.name));
  assert.deepEqual(values, trial.values?.map(number) ?? values.map(() => null));
  for (const { variable } of result.designVariables) {
    const { name } = variable;
    const expected = name in trial.params ? trial.params[name] : undefined;
    assert.deepEqual(externalOf(result, name, row), expected, `${name} of trial ${row}`);
  }
  const constraints = result.inequalityConstraints
    .map(({ variable }) => at(variable.name))
    .filter(cell => cell !== null);
  assert.deepEqual(constraints, Object.values(trial.constraints5));
  assert.equal(at('datetime_start') ?? 'None', trial.start.replace(' ', 'T'));
  assert.equal(at('datetime_complete') ?? 'None', trial.complete.replace(' ', 'T'));
}

/** A parameter's value as Python shows it; undefined where the trial lacks it. */
function externalOf(result: OptimizationResult, name: string, row: number): unknown {
  const column = columnOf(result, name);
  const cell = cellsOf(result, name)[row] as Cell;
  if (isNull(column, row)) return undefined;
  if (column.type !== 'categorical') return Number(cell);
  return column.variable.choices?.find(choice => String(choice) === cell);
}
