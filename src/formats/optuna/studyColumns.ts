import type { Cell, Column, ColumnType } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import { columnFromCells } from '../columnFromCells';
import { attributeColumns } from './attributeColumns';
import { constraintColumns } from './constraintColumns';
import { choiceText, externalValue, mergeDistributions } from './distributions';
import { isArray } from '../pythonJson';
import { trialStates } from './study';
import type { OptunaStudy, OptunaTrial } from './study';
import { isoTime, secondsBetween } from './times';
import { uniqueNames } from '../uniqueNames';
import type { WantedName } from '../uniqueNames';

/** A column whose name is settled once all are known. */
export interface Draft {
  readonly name: WantedName;
  readonly variable: Omit<VariableMetadata, 'name'>;
  readonly type: ColumnType;
  /** One per trial. */
  readonly cells: readonly (Cell | undefined)[];
  readonly categories?: readonly string[];
}

/** One row per trial of any state: number, parameters, objectives, constraints, state, times, scalar attributes. */
export function studyColumns(study: OptunaStudy): readonly Column[] {
  const drafts = [
    observable('number', 'int64', trialNumbers(study)),
    ...paramColumns(study),
    ...objectiveColumns(study),
    ...constraintColumns(study.trials),
    stateColumn(study.trials),
    ...timeColumns(study.trials),
    ...attributeColumns(study.trials),
  ];
  const names = uniqueNames(drafts.map(({ name }) => name));
  return drafts.map(({ variable, type, cells, categories }, index) =>
    columnFromCells({ name: names[index] as string, ...variable }, type, cells, categories),
  );
}

/** The names of the objectives as given to Optuna or its dashboard; the data frame's own names otherwise. */
export function metricNames(study: OptunaStudy): readonly string[] {
  const given =
    study.systemAttrs.get('study:metric_names') ??
    study.systemAttrs.get('dashboard:objective_names');
  const names = given !== undefined && isArray(given) ? given.map(String) : [];
  const isSingle = study.directions.length === 1;
  return study.directions.map(
    (_, index) => names[index] ?? (isSingle ? 'value' : `values_${index}`),
  );
}

function trialNumbers({ trials }: OptunaStudy): readonly bigint[] {
  return trials.map(({ number }) => BigInt(number));
}

function observable(name: string, type: ColumnType, cells: Draft['cells'], unit?: string): Draft {
  // These are the names of Optuna's data frame already; only something else can be in their way.
  const wanted = { short: name, long: `trial_${name}` };
  return { name: wanted, type, cells, variable: { role: 'observable', ...(unit && { unit }) } };
}

function paramColumns({ trials }: OptunaStudy): readonly Draft[] {
  const names = new Set(trials.flatMap(({ params }) => [...params.keys()]));
  return [...names].map(name => paramColumn(name, trials));
}

function paramColumn(name: string, trials: readonly OptunaTrial[]): Draft {
  const params = trials.map(trial => trial.params.get(name));
  const distributions = new Set(params.flatMap(param => param?.distribution ?? []));
  const { type, ...variable } = mergeDistributions([...distributions]);
  const choices = variable.choices ?? [];
  const values = params.map(param => param && externalValue(param.internal, param.distribution));
  const cells =
    type === 'categorical'
      ? values.map(value => (value === undefined ? value : choiceText(value, choices)))
      : values;
  return {
    name: { short: name, long: `params_${name}` },
    variable: { role: 'design', ...variable },
    type,
    cells,
    ...(variable.choices && { categories: choices.map(choice => choiceText(choice, choices)) }),
  };
}

function objectiveColumns(study: OptunaStudy): readonly Draft[] {
  const names = metricNames(study);
  return study.directions.map((direction, index) => ({
    name: { short: names[index] as string, long: `values_${names[index] as string}` },
    variable: {
      role: 'objective',
      direction: direction === 'not-set' ? 'minimize' : direction,
    },
    type: 'float64',
    cells: study.trials.map(({ values }) => values[index]),
  }));
}

function stateColumn(trials: readonly OptunaTrial[]): Draft {
  const states = trials.map(({ state }) => state);
  return { ...observable('state', 'categorical', states), categories: trialStates };
}

function timeColumns(trials: readonly OptunaTrial[]): readonly Draft[] {
  return [
    observable(
      'datetime_start',
      'string',
      trials.map(({ start }) => start && isoTime(start)),
    ),
    observable(
      'datetime_complete',
      'string',
      trials.map(({ complete }) => complete && isoTime(complete)),
    ),
    observable(
      'duration',
      'float64',
      trials.map(({ start, complete }) => secondsBetween(start, complete)),
      's',
    ),
  ];
}
