import type { Column } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import { isArray } from '../pythonJson';
import { uniqueNames } from '../uniqueNames';
import type { WantedName } from '../uniqueNames';
import { attributeColumns } from './attributeColumns';
import { NumberCells } from './numberCells';
import type { ColumnData } from './numberCells';
import type { OptunaStudy } from './study';
import { isoTime, secondsBetween } from './times';
import type { TrialTable } from './trialTable';

/** A column whose name is settled once all are known. */
export interface Draft {
  readonly name: WantedName;
  readonly variable: Omit<VariableMetadata, 'name'>;
  readonly data: ColumnData;
}

/** A study's columns, and which of them is the state. */
export interface StudyColumns {
  readonly columns: readonly Column[];
  readonly stateColumn: string;
}

/** One row per trial of any state: number, parameters, objectives, constraints, state, times, scalar attributes. */
export function studyColumns(study: OptunaStudy): StudyColumns {
  const { trials } = study;
  const state = observable('state', stateData(trials));
  const drafts = [
    observable('number', trials.numbers.toInt64(trials.rowCount)),
    ...paramColumns(trials),
    ...objectiveColumns(study),
    ...trials.constraints.columns(trials),
    state,
    ...timeColumns(trials),
    ...attributeColumns(trials),
  ];
  const names = uniqueNames(
    drafts.map(({ name: { short, long } }) => ({
      short: short.toWellFormed(),
      long: long.toWellFormed(),
    })),
  );
  return {
    columns: drafts.map(({ variable, data }, index) => ({
      ...data,
      variable: { name: names[index] as string, ...variable },
    })),
    stateColumn: names[drafts.indexOf(state)] as string,
  };
}

/** The names of the objectives as given to Optuna or its dashboard; the data frame's own names otherwise. */
export function metricNames({ directions, systemAttrs }: OptunaStudy): readonly string[] {
  const given =
    systemAttrs.get('study:metric_names') ?? systemAttrs.get('dashboard:objective_names');
  const names = given !== undefined && isArray(given) ? given.map(String) : [];
  const isSingle = directions.length === 1;
  return directions.map((_, index) => names[index] ?? (isSingle ? 'value' : `values_${index}`));
}

function observable(name: string, data: ColumnData, unit?: string): Draft {
  // These are the names of Optuna's data frame already; only something else can be in their way.
  const wanted = { short: name, long: `trial_${name}` };
  return { name: wanted, data, variable: { role: 'observable', ...(unit && { unit }) } };
}

function paramColumns({ params, rowCount }: TrialTable): readonly Draft[] {
  return [...params].map(([name, cells]) => {
    const { data, variable } = cells.toColumn(rowCount);
    return {
      name: { short: name, long: `params_${name}` },
      variable: { role: 'design', ...variable },
      data,
    };
  });
}

function objectiveColumns(study: OptunaStudy): readonly Draft[] {
  const names = metricNames(study);
  const { values, rowCount } = study.trials;
  return study.directions.map((direction, index) => ({
    name: { short: names[index] as string, long: `values_${names[index] as string}` },
    variable: {
      role: 'objective',
      direction: direction === 'not-set' ? 'minimize' : direction,
    },
    data: (values[index] ?? new NumberCells()).toFloat64(rowCount),
  }));
}

function stateData({ states, stateNames, rowCount }: TrialTable): ColumnData {
  const values = Int32Array.from({ length: rowCount }, (_, row) => states.valueOf(row));
  return {
    type: 'categorical',
    values,
    categories: stateNames.slice(),
    ...states.validity(rowCount),
  };
}

function timeColumns({ starts, completes, rowCount }: TrialTable): readonly Draft[] {
  const durations = new NumberCells();
  for (let row = 0; row < rowCount; row++) {
    const seconds = secondsBetween(starts[row] ?? null, completes[row] ?? null);
    if (seconds !== null) durations.set(row, seconds);
  }
  return [
    observable('datetime_start', timeData(starts)),
    observable('datetime_complete', timeData(completes)),
    observable('duration', durations.toFloat64(rowCount), 's'),
  ];
}

function timeData(times: readonly (string | null)[]): ColumnData {
  const valid = Uint8Array.from(times, time => (time === null ? 0 : 1));
  return {
    type: 'string',
    values: times.map(time => isoTime(time ?? '')),
    ...(valid.includes(0) && { valid }),
  };
}
