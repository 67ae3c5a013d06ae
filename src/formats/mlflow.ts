import type { JsonObject } from '../core/json';
import type { ResultSet } from '../core/resultSet';
import type {
  Detection,
  FolderFormat,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFolder,
} from './format';
import { FormatError } from './formatError';
import { importedResult } from './importedResult';
import { isoTime } from './isoTime';
import { numberOf, textOf } from './jsonFields';
import { readRuns, readTexts } from './mlflow/readRuns';
import type { MlflowRun } from './mlflow/readRuns';
import { isShownTag, runDrafts } from './mlflow/runDrafts';
import { toStrictJson } from './pythonJson';
import type { PythonJson } from './pythonJson';
import { applyAsked, askedColumns, proposeAsked } from './roles/askedColumns';
import { readYaml } from './text/readYaml';

/** Folders of MLflow's file store that hold one experiment each, below `mlruns`: one row per run. */
export const mlflow: FolderFormat = {
  id: 'mlflow',
  title: 'MLflow experiment',
  holds: 'many',
  detect,
  propose,
  read,
};

async function detect(folder: SourceFolder): Promise<Detection | undefined> {
  const meta = await folder.file('meta.yaml');
  if (meta === undefined) return undefined;
  const text = new TextDecoder().decode(meta.head);
  const isExperiment = /^experiment_id:/m.test(text) && /^artifact_location:/m.test(text);
  // Runs name their experiment, too; deleted experiments lie in the trash.
  const isOther = /^run_(?:id|uuid):/m.test(text) || /^lifecycle_stage: deleted/m.test(text);
  return isExperiment && !isOther ? { confidence: 0.9 } : undefined;
}

async function propose(folder: SourceFolder): Promise<RoleProposal | undefined> {
  return proposeAsked(askedColumns(runDrafts((await readRuns(folder)).runs)));
}

async function read(
  folder: SourceFolder,
  { roles }: ReadOptions,
): Promise<readonly ImportedResult[]> {
  const file = await folder.file('meta.yaml');
  if (file === undefined) {
    throw new FormatError(folder.name, 'is no MLflow experiment: it has no meta.yaml.');
  }
  const meta = await readYaml(file);
  const { runs, unread, isCut } = await readRuns(folder);
  const { json, notes } = historyJson(runs);
  const name = textOf(meta, 'name') || folder.name;
  const found = importedResult({
    name,
    source: { tool: 'MLflow', file: folder.name },
    problem: problemOf(name.toWellFormed(), runs),
    ...applyAsked(folder.name, askedColumns(runDrafts(runs)), roles),
    resultSets: activeSet(runs),
    metadata: {
      experiment: await experimentJson(folder, meta),
      ...(Object.keys(json).length > 0 && { trials: json }),
    },
    notes: [
      'Parameters are design variables; of metrics the current values are shown.',
      ...(isCut ? ['The last line of a metric is not written to its end yet: left out.'] : []),
      ...notes,
    ],
    unread,
    stateColumn: 'state',
  });
  return [found];
}

function problemOf(name: string, runs: readonly MlflowRun[]) {
  const runDate = isoTime(runs[0]?.start);
  const isEnded = ({ status }: MlflowRun): boolean => status === 'FINISHED' || status === 'FAILED';
  return { name, ...(runDate && { runDate }), nEvaluations: runs.filter(isEnded).length };
}

/** Deleted runs stay on disk until they are collected. */
function activeSet(runs: readonly MlflowRun[]): readonly ResultSet[] {
  const rows = runs.flatMap(({ lifecycle }, row) => (lifecycle === 'active' ? [row] : []));
  if (rows.length === runs.length) return [];
  return [{ name: 'active', rows, description: 'Runs that are not deleted' }];
}

async function experimentJson(folder: SourceFolder, meta: PythonJson): Promise<JsonObject> {
  const tags = await readTexts(folder, 'tags');
  const created = isoTime(numberOf(meta, 'creation_time'));
  return {
    id: toStrictJson(
      textOf(meta, 'experiment_id') ?? numberOf(meta, 'experiment_id') ?? folder.name,
    ),
    ...(created && { createdAt: created }),
    ...(tags.size > 0 && { tags: Object.fromEntries(tags) }),
  };
}

/** Most values of histories that keep their times, and most that are kept at all. */
const limits = { times: 20_000, values: 500_000 } as const;

/** By run: metrics that were logged more than once, as lists that run along each other, and long tags. */
function historyJson(runs: readonly MlflowRun[]): { json: JsonObject; notes: readonly string[] } {
  const points = runs.reduce(
    (sum, { metrics }) => [...metrics.values()].reduce((all, list) => all + list.length, sum),
    0,
  );
  const [hasTimes, hasValues] = [points <= limits.times, points <= limits.values];
  const entries = runs.flatMap(({ id, metrics, tags }) => {
    const curves = [...metrics].filter(([, { length }]) => hasValues && length > 1);
    const history = curves.map(([name, list]) => {
      const lists = {
        step: list.map(({ step }) => step),
        value: toStrictJson(list.map(({ value }) => value)),
        ...(hasTimes && { timestamp: list.map(({ time }) => isoTime(time) ?? null) }),
      };
      return [name, lists] as const;
    });
    const long = [...tags].filter(([, text]) => !isShownTag(text));
    const extra: JsonObject = {
      ...(history.length > 0 && { history: Object.fromEntries(history) }),
      ...(long.length > 0 && { tags: Object.fromEntries(long) }),
    };
    return Object.keys(extra).length > 0 ? [[id.toWellFormed(), extra] as const] : [];
  });
  const notes = [
    ...(hasTimes || !hasValues
      ? []
      : [
          'More than 20,000 values were logged: histories of metrics are kept without their times.',
        ]),
    ...(hasValues ? [] : ['More than 500,000 values were logged: histories are left out.']),
  ];
  return { json: Object.fromEntries(entries), notes };
}
