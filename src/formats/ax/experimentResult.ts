import type { JsonObject } from '../../core/json';
import { draftColumns } from '../draftColumns';
import type { ColumnDraft } from '../draftColumns';
import type { ImportedResult, SourceFile } from '../format';
import { importedResult } from '../importedResult';
import { entriesOf, fieldOf, textOf } from '../jsonFields';
import { nameWithoutExtension } from '../keyName';
import { isoTime } from '../optuna/times';
import { toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { enumName, readArms, timeOf } from './experiment';
import type { AxArm } from './experiment';
import { readGoals } from './goals';
import type { AxGoals } from './goals';
import { hasSums, metricColumns } from './metricColumns';
import { armKey, readData } from './metricData';
import type { MetricData } from './metricData';
import { parameterColumns } from './parameterColumns';

/** Parts of an experiment that go into the metadata as they are: name there → name in the file. */
const kept = {
  experimentType: 'experiment_type',
  isTest: 'is_test',
  searchSpace: 'search_space',
  optimizationConfig: 'optimization_config',
  trackingMetrics: 'tracking_metrics',
  statusQuo: 'status_quo',
  runner: 'runner',
  properties: 'properties',
} as const;

/** An experiment as a result: one row per arm of each trial. */
export function experimentResult(
  file: SourceFile,
  experiment: PythonJson | undefined = null,
  client: string | undefined,
): ImportedResult {
  const arms = readArms(experiment);
  const data = readData(experiment);
  const goals = readGoals(experiment);
  const kind = textOf(experiment, '__type') ?? 'Experiment';
  return importedResult({
    name: nameWithoutExtension(file.name),
    source: { tool: 'Ax', file: file.name, kind: client ?? kind },
    problem: problemOf(file, experiment, arms),
    columns: draftColumns([
      ...trialColumns(arms),
      ...parameterColumns(experiment, arms),
      ...metricColumns(arms, goals, data),
      ...stateColumns(arms),
    ]),
    metadata: { ...keptJson(experiment), ...extrasJson(experiment, arms, data) },
    notes: [...goals.notes, ...notesOn(arms, goals, data)],
    unread: data.unread,
    stateColumn: 'state',
  });
}

function problemOf(
  file: SourceFile,
  experiment: PythonJson,
  arms: readonly AxArm[],
): JsonObject & { readonly name: string } {
  const created = timeOf(experiment, 'time_created');
  const description = textOf(experiment, 'description');
  const generators = [...new Set(arms.flatMap(({ generator }) => generator ?? []))];
  const isEvaluated = ({ trial }: AxArm): boolean =>
    /^(?:COMPLETED|EARLY_STOPPED|FAILED)$/.test(enumName(fieldOf(trial, 'status')) ?? '');
  return {
    name: (textOf(experiment, 'name') || nameWithoutExtension(file.name)).toWellFormed(),
    ...(description && { description: description.toWellFormed() }),
    solver: generators.length === 0 ? 'Ax' : `Ax (${generators.join(', ')})`.toWellFormed(),
    ...(created !== undefined && { runDate: isoTime(created) }),
    nEvaluations: arms.filter(isEvaluated).length,
  };
}

function trialColumns(arms: readonly AxArm[]): readonly ColumnDraft[] {
  return [
    {
      ...observable(
        'trial_index',
        arms.map(({ trialIndex }) => trialIndex),
      ),
      type: 'int64',
    },
    {
      ...observable(
        'arm_name',
        arms.map(({ name }) => name),
      ),
      type: 'string',
    },
  ];
}

/** How each arm's trial went; what no trial has gets no column. */
function stateColumns(arms: readonly AxArm[]): readonly ColumnDraft[] {
  const texts = (name: string): ColumnDraft =>
    observable(
      name,
      arms.map(({ trial }) => textOf(trial, name)),
    );
  const times = (name: string): ColumnDraft =>
    observable(
      name,
      arms.map(({ trial }) => {
        const time = timeOf(trial, name);
        return time === undefined ? undefined : isoTime(time);
      }),
    );
  const states = arms.map(({ trial }) => enumName(fieldOf(trial, 'status')));
  const optional = [
    observable(
      'generator',
      arms.map(({ generator }) => generator),
    ),
    observable(
      'arm_weight',
      arms.map(({ weight }) => weight),
    ),
    ...['trial_type', 'failed_reason', 'abandoned_reason'].map(texts),
    ...['time_created', 'time_run_started', 'time_completed'].map(times),
  ];
  return [
    { ...observable('state', states), type: 'categorical' },
    ...optional.filter(({ cells }) => cells.some(cell => cell !== undefined)),
  ];
}

function observable(name: string, cells: ColumnDraft['cells']): ColumnDraft {
  return { name, kind: 'trial', variable: { role: 'observable' }, cells };
}

function keptJson(experiment: PythonJson): JsonObject {
  const fields = Object.entries(kept).flatMap(([name, inFile]) => {
    const value = fieldOf(experiment, inFile);
    const isEmpty = value === undefined || value === null || value === false;
    return isEmpty ? [] : [[name, toStrictJson(value)] as const];
  });
  return Object.fromEntries(fields);
}

/** What does not fit in columns, by trial: curves of metrics, by arm and step, and what the trial was run with. */
function extrasJson(experiment: PythonJson, arms: readonly AxArm[], data: MetricData): JsonObject {
  const history = new Map<number, Record<string, JsonObject>>();
  for (const { trialIndex, name } of arms) {
    const curves = [...(data.byArm.get(armKey(trialIndex, name)) ?? [])]
      .filter(([, { curve }]) => curve.size > 0)
      .map(([metric, { curve }]) => [metric, Object.fromEntries([...curve].map(strictPoint))]);
    if (curves.length === 0) continue;
    const ofTrial = history.get(trialIndex) ?? {};
    history.set(trialIndex, { ...ofTrial, [name]: Object.fromEntries(curves) as JsonObject });
  }
  const trials = entriesOf(experiment, 'trials').flatMap(([key, trial]) => {
    const curves = history.get(Number(key));
    const run = fieldOf(trial, 'run_metadata') ?? null;
    const hasRun = entriesOf(run).length > 0;
    const extra: JsonObject = {
      ...(curves && { history: curves }),
      ...(hasRun && { runMetadata: toStrictJson(run) }),
    };
    return curves || hasRun ? [[key, extra] as const] : [];
  });
  return trials.length === 0 ? {} : { trials: Object.fromEntries(trials) };
}

function strictPoint([step, mean]: [number, number | undefined]) {
  return [String(step), toStrictJson(mean ?? null)] as const;
}

function notesOn(arms: readonly AxArm[], goals: AxGoals, data: MetricData): readonly string[] {
  const notes: string[] = [];
  if (arms.some(({ trial }) => timeOf(trial, 'time_created') !== undefined)) {
    notes.push('Times are without zone: local time of the computer that ran Ax.');
  }
  if (data.isRefetched) {
    notes.push('Data of some trials were fetched several times: the last ones count.');
  }
  if (hasSums(goals)) {
    notes.push(
      'Objectives or constraints that are sums of metrics were computed from their means.',
    );
  }
  return notes;
}
