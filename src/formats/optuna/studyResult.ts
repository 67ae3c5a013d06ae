import type { Json, JsonObject } from '../../core/json';
import type { ProblemMetadata } from '../../core/result';
import type { ResultSet } from '../../core/resultSet';
import type { ImportedResult, Unread } from '../format';
import { importedResult } from '../importedResult';
import { toStrictJson } from '../pythonJson';
import type { OptunaStudy } from './study';
import { studyColumns } from './studyColumns';
import { studyExtras } from './studyExtras';
import { hasZone, isTime, isoTime, prunedNote, zoneNote } from './times';
import type { TrialTable } from './trialTable';

/** Keys by which a sampler betrays itself in the attributes of studies and trials. */
const samplers: readonly (readonly [prefix: string, name: string])[] = [
  ['NSGAIIISampler:', 'NSGAIIISampler'],
  ['NSGAIISampler:', 'NSGAIISampler'],
  ['nsga2:', 'NSGAIISampler'],
  ['tpe:', 'TPESampler'],
  ['cma:', 'CmaEsSampler'],
  ['cmawm:', 'CmaEsSampler'],
  ['sepcma:', 'CmaEsSampler'],
  ['qmc:', 'QMCSampler'],
  ['grid_id', 'GridSampler'],
];

/** Where studies were read from. */
export interface StudyOrigin {
  readonly source: JsonObject & { readonly file: string };
  /** What could not be read, in none of the studies more than in the others. */
  readonly unread?: readonly Unread[];
  /** What holds for all of them. */
  readonly notes?: readonly string[];
}

/** Studies as results whose names differ, whatever the studies are called. */
export function studyResults(
  studies: readonly OptunaStudy[],
  origin: StudyOrigin,
): readonly ImportedResult[] {
  const taken = new Set<string>();
  return studies.map(study => {
    const result = studyResult(study, origin);
    let { name } = result;
    for (let count = 2; taken.has(name); count++) name = `${result.name}_${count}`;
    taken.add(name);
    return { ...result, name };
  });
}

/** A study as a result. `metadata` holds what {@link studyExtras} says, and the distributions as stored. */
function studyResult(study: OptunaStudy, origin: StudyOrigin): ImportedResult {
  const { source, unread = [], notes = [] } = origin;
  const { columns, stateColumn } = studyColumns(study);
  const distributions = distributionsJson(study.trials);
  return importedResult({
    name: study.name.toWellFormed(),
    source: { tool: 'Optuna', ...source, studyName: study.name.toWellFormed() },
    problem: problemOf(study),
    columns,
    stateColumn,
    resultSets: completeSet(study.trials),
    metadata: {
      ...(Object.keys(distributions).length > 0 && { distributions }),
      ...studyExtras(study),
    },
    notes: [...notesOn(study), ...notes],
    unread,
  });
}

/** Where pruned trials have values, analysis needs a set without them. */
function completeSet(trials: TrialTable): readonly ResultSet[] {
  const rows: number[] = [];
  let hasOthers = false;
  for (let row = 0; row < trials.rowCount; row++) {
    if (trials.isIn(row, 'COMPLETE')) rows.push(row);
    else hasOthers ||= trials.hasValue(row);
  }
  if (!hasOthers) return [];
  return [{ name: 'complete', rows, description: 'Trials whose state is COMPLETE' }];
}

function problemOf(study: OptunaStudy): Partial<ProblemMetadata> {
  const { trials } = study;
  const sampler = samplerOf(study);
  let start: string | null = null;
  let nEvaluations = 0;
  for (let row = 0; row < trials.rowCount; row++) {
    if (trials.isIn(row, 'COMPLETE', 'PRUNED', 'FAIL')) nEvaluations++;
    const time = trials.starts[row] ?? null;
    if (time !== null && (start === null || time < start) && isTime(time)) start = time;
  }
  return {
    solver: sampler === undefined ? 'Optuna' : `Optuna (${sampler})`,
    ...(start !== null && { runDate: isoTime(start) }),
    nEvaluations,
  };
}

function samplerOf({ systemAttrs, trials }: OptunaStudy): string | undefined {
  const keys = [...systemAttrs.keys(), ...trials.systemAttrs.keys];
  return samplers.find(([prefix]) => keys.some(key => key.startsWith(prefix)))?.[1];
}

function notesOn({ directions, systemAttrs, trials }: OptunaStudy): readonly string[] {
  const notes: string[] = [];
  if (directions.includes('not-set')) {
    notes.push('The study does not say which way is better: minimize is assumed.');
  }
  if (systemAttrs.get('preference:is_preferential') === true) {
    notes.push('The study was rated by preference: its objective values mean nothing.');
  }
  if (trials.starts.some(start => start !== null && !hasZone(start))) {
    notes.push(zoneNote);
  }
  if (trials.starts.some((_, row) => trials.isIn(row, 'PRUNED') && trials.hasValue(row))) {
    notes.push(prunedNote);
  }
  return notes;
}

function distributionsJson({ params }: TrialTable): JsonObject {
  return Object.fromEntries(
    [...params].map(([name, { distributions }]) => {
      const texts = new Set(distributions.map(({ json }) => JSON.stringify(toStrictJson(json))));
      return [name.toWellFormed(), [...texts].map(text => JSON.parse(text) as Json)];
    }),
  );
}
