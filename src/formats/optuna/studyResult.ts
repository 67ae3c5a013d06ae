import type { Json, JsonObject } from '../../core/json';
import { OptimizationResult } from '../../core/result';
import type { ProblemMetadata } from '../../core/result';
import type { ResultSet } from '../../core/resultSet';
import type { ImportedResult } from '../format';
import { keyName } from '../keyName';
import { toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { isShownAsColumn } from './attributeColumns';
import { isConstraintKey } from './constraintColumns';
import type { Attributes, OptunaStudy, OptunaTrial } from './study';
import { studyColumns } from './studyColumns';
import { hasZone, isTime, isoTime } from './times';

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

/**
 * A study as a result. `metadata` holds `source`, `notes`, the study's attributes, the distributions as stored and,
 * under `trials`, by number, what does not fit in columns: nested attributes and intermediate values.
 */
export function studyResult(study: OptunaStudy, source: JsonObject): ImportedResult {
  const notes = notesOn(study);
  const metadata: JsonObject = {
    source: { tool: 'Optuna', ...source, studyName: study.name },
    notes,
    ...nonEmpty('userAttrs', attributesJson(study.userAttrs)),
    ...nonEmpty('systemAttrs', attributesJson(study.systemAttrs)),
    ...nonEmpty('distributions', distributionsJson(study)),
    ...nonEmpty('trials', extrasJson(study.trials)),
  };
  const result = new OptimizationResult({
    problem: problemOf(study),
    columns: studyColumns(study),
    metadata,
    resultSets: completeSet(study.trials),
  });
  return { name: keyName(study.name), result, notes };
}

/** Where pruned trials have values, analysis needs a set without them. */
function completeSet(trials: readonly OptunaTrial[]): readonly ResultSet[] {
  const hasOthers = trials.some(({ state, values }) => state !== 'COMPLETE' && values.length > 0);
  if (!hasOthers) return [];
  const rows = trials.flatMap(({ state }, row) => (state === 'COMPLETE' ? [row] : []));
  return [{ name: 'complete', rows, description: 'Trials whose state is COMPLETE' }];
}

function problemOf(study: OptunaStudy): ProblemMetadata {
  const starts = study.trials
    .flatMap(({ start }) => (start !== null && isTime(start) ? [start] : []))
    .sort();
  const sampler = samplerOf(study);
  const isEvaluated = ({ state }: OptunaTrial): boolean => /^(COMPLETE|PRUNED|FAIL)$/.test(state);
  return {
    name: study.name,
    solver: sampler === undefined ? 'Optuna' : `Optuna (${sampler})`,
    ...(starts[0] !== undefined && { runDate: isoTime(starts[0]) }),
    nEvaluations: study.trials.filter(isEvaluated).length,
  };
}

function samplerOf(study: OptunaStudy): string | undefined {
  const keys = [study, ...study.trials].flatMap(({ systemAttrs }) => [...systemAttrs.keys()]);
  return samplers.find(([prefix]) => keys.some(key => key.startsWith(prefix)))?.[1];
}

function notesOn(study: OptunaStudy): readonly string[] {
  const notes: string[] = [];
  if (study.directions.includes('not-set')) {
    notes.push('The study does not say which way is better: minimize is assumed.');
  }
  if (study.systemAttrs.get('preference:is_preferential') === true) {
    notes.push('The study was rated by preference: its objective values mean nothing.');
  }
  if (study.trials.some(({ start }) => start !== null && !hasZone(start))) {
    notes.push(
      'Times are without zone: local time of the writer before Optuna 5.0, UTC since; the file does not say which wrote it.',
    );
  }
  if (study.trials.some(({ state, values }) => state === 'PRUNED' && values.length > 0)) {
    notes.push('Pruned trials keep their last reported value as objective; see the column state.');
  }
  return notes;
}

function distributionsJson({ trials }: OptunaStudy): JsonObject {
  const distinct = new Map<string, Set<string>>();
  for (const { params } of trials) {
    for (const [name, { distribution }] of params) {
      const known = distinct.get(name) ?? new Set();
      distinct.set(name, known.add(JSON.stringify(toStrictJson(distribution.json))));
    }
  }
  return Object.fromEntries(
    [...distinct].map(([name, texts]) => [name, [...texts].map(text => JSON.parse(text) as Json)]),
  );
}

function extrasJson(trials: readonly OptunaTrial[]): JsonObject {
  const extras = trials.map(trial => [String(trial.number), extrasOf(trial)] as const);
  return Object.fromEntries(extras.filter(([, extra]) => Object.keys(extra).length > 0));
}

function extrasOf(trial: OptunaTrial): JsonObject {
  const intermediate = trial.intermediateValues.map(
    ([step, value]) => [String(step), toStrictJson(value)] as const,
  );
  return {
    ...nonEmpty('userAttrs', attributesJson(trial.userAttrs, isExtra)),
    ...nonEmpty('systemAttrs', attributesJson(trial.systemAttrs, isExtra)),
    ...nonEmpty('intermediateValues', Object.fromEntries(intermediate)),
  };
}

function isExtra(key: string, value: PythonJson): boolean {
  return !isShownAsColumn(key, value) && !isConstraintKey(key);
}

function attributesJson(
  attributes: Attributes,
  isWanted: (key: string, value: PythonJson) => boolean = () => true,
): JsonObject {
  const entries = [...attributes].filter(([key, value]) => isWanted(key, value));
  return Object.fromEntries(entries.map(([key, value]) => [key, toStrictJson(value)]));
}

function nonEmpty(name: string, value: JsonObject): JsonObject {
  return Object.keys(value).length > 0 ? { [name]: value } : {};
}
