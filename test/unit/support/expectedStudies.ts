import assert from 'node:assert/strict';
import { isNull } from '../../../src/core/column';
import type { Cell } from '../../../src/core/column';
import type { Json, JsonObject } from '../../../src/core/json';
import type { OptimizationResult } from '../../../src/core/result';
import { cellsOf, columnOf } from './cells';

/** What Optuna 5.0.0 itself says of these files. */
export interface ExpectedStudy {
  readonly study_name: string;
  readonly directions: readonly string[];
  readonly n_trials: number;
  readonly states: Readonly<Record<string, number>>;
  readonly user_attrs: Readonly<Record<string, Json>>;
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
  readonly intermediate: Readonly<Record<string, number | string>>;
  readonly start: string;
  readonly complete: string;
}

const number = (value: number | string): number =>
  typeof value === 'string' ? Number(value.replace('inf', 'Infinity')) : value;

/** Fails where the result differs from what Optuna reads from the same storage. */
export function checkStudy(result: OptimizationResult, study: ExpectedStudy): void {
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
  if (study.pareto_numbers) assert.deepEqual(frontOf(result), study.pareto_numbers);
  assert.deepEqual(result.metadata['userAttrs'] ?? {}, study.user_attrs);
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

/** Rows of complete, feasible trials that no other dominates. */
function frontOf(result: OptimizationResult): readonly number[] {
  const states = cellsOf(result, 'state');
  const signs = result.objectives.map(({ variable }) =>
    variable.direction === 'maximize' ? -1 : 1,
  );
  const points = result.objectives.map(({ variable }) => cellsOf(result, variable.name));
  const limits = result.inequalityConstraints.map(({ variable }) => cellsOf(result, variable.name));
  const rows = states.flatMap((state, row) =>
    state === 'COMPLETE' && limits.every(cells => Number(cells[row] ?? 0) <= 0) ? [row] : [],
  );
  const at = rows.map(row => points.map((cells, i) => (signs[i] ?? 1) * Number(cells[row])));
  const dominates = (a: readonly number[], b: readonly number[]): boolean =>
    a.every((value, i) => value <= Number(b[i])) && a.some((value, i) => value < Number(b[i]));
  return rows.filter((_, i) => !at.some(other => dominates(other, at[i] as readonly number[])));
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
  // What was expected was told without zone, on a machine that keeps UTC.
  const time = (cell: Cell): string => String(cell ?? 'None').replace(/\+00:00$/, '');
  assert.equal(time(at('datetime_start')), trial.start.replace(' ', 'T'));
  assert.equal(time(at('datetime_complete')), trial.complete.replace(' ', 'T'));
  const extras = fieldOf(fieldOf(result.metadata, 'trials'), String(row));
  const reported = Object.entries(trial.intermediate).map(([step, value]) => [step, jsonOf(value)]);
  assert.deepEqual(fieldOf(extras, 'intermediateValues') ?? {}, Object.fromEntries(reported));
}

/** A parameter's value as Python shows it; undefined where the trial lacks it. */
function externalOf(result: OptimizationResult, name: string, row: number): unknown {
  const column = columnOf(result, name);
  const cell = cellsOf(result, name)[row] as Cell;
  if (isNull(column, row)) return undefined;
  if (column.type !== 'categorical') return Number(cell);
  return column.variable.choices?.find(choice => String(choice) === cell);
}

/** Metadata are strict JSON: what is no finite number is a text. */
function jsonOf(value: number | string): number | string {
  return typeof value === 'string' && !Number.isFinite(number(value))
    ? String(number(value))
    : value;
}

function fieldOf(json: Json | undefined, name: string): Json | undefined {
  return (json as JsonObject | undefined)?.[name];
}
