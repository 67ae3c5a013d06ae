import type { JsonObject } from '../core/json';
import type { ProblemMetadata } from '../core/result';
import type { ResultSet } from '../core/resultSet';
import { Companions } from './companions';
import { readSpace } from './configSpace/readSpace';
import { evaluationColumns, extrasJson, firstStart } from './evaluations';
import type { EvaluatedRun } from './evaluations';
import type { Detection, Format, ImportedResult, SourceFile, Unread } from './format';
import { FormatError } from './formatError';
import { importedResult } from './importedResult';
import { entriesOf, fieldOf, isObject, itemsOf, withJson } from './jsonFields';
import { nameWithoutExtension } from './keyName';
import type { PythonJson } from './pythonJson';
import { readScenario } from './smac/scenario';
import type { Scenario } from './smac/scenario';
import { readTrial } from './smac/trial';
import type { SmacTrial } from './smac/trial';
import { isPlaceholder, isRunning, trialEvaluation } from './smac/trialEvaluations';
import { headText } from './text/decodeText';
import { readJson } from './text/readJson';

/**
 * Run histories of SMAC 1.x and 2.x (`runhistory.json`), with what lies beside them: scenario, configuration space,
 * statistics, intensifier, trajectory. A row is a configuration tried with one seed, budget and instance.
 */
export const smac: Format = {
  id: 'smac',
  title: 'SMAC run history',
  holds: 'one',
  detect,
  read,
};

/** How the file begins in 2.x; in 1.x; and in both when the run had no trial yet or somebody sorted the fields. */
const beginnings = [
  /^\{\s*"stats"\s*:\s*\{\s*"(?:submitted|finished)"/,
  /^\{\s*"data"\s*:\s*\[\s*\[\s*\[[^\]]*\]\s*,\s*\[[^{]*\{\s*"__enum__"\s*:\s*"StatusType\./,
  /^\{[^]*"config_origins"\s*:\s*\{/,
];

const described = {
  budget: { type: 'float64' },
  time: { type: 'float64', unit: 's' },
  cpu_time: { type: 'float64', unit: 's' },
} as const;

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file)?.trimStart() ?? '';
  const isHistory = text.includes('"data"') && beginnings.some(pattern => pattern.test(text));
  return isHistory ? { confidence: 0.95 } : undefined;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const history = await readJson(file);
  const companions = new Companions(file.folder);
  const scenario = await readScenario(companions);
  const space = await readSpace(companions);
  const { trials, unread } = readTrials(file, history);
  const context = {
    configs: fieldOf(history, 'configs'),
    origins: fieldOf(history, 'config_origins'),
    crashCosts: scenario?.crashCosts ?? [],
  };
  const run: EvaluatedRun = {
    evaluations: trials.map(trial => trialEvaluation(trial, context)),
    objectives: objectivesOf(trials, scenario),
    space,
    extrasName: 'additional_info',
    described,
  };
  const stored = await companionJson(companions);
  const found = importedResult({
    name: nameOf(file, scenario),
    source: { tool: 'SMAC', file: file.name, generation: generationOf(history) },
    problem: problemOf(trials, run, scenario),
    columns: evaluationColumns(run),
    resultSets: incumbents(trials, fieldOf(stored.intensifier, 'incumbent_ids')),
    metadata: {
      ...withJson('stats', fieldOf(history, 'stats')),
      ...(scenario && { scenario: scenario.json }),
      ...(space && { configSpace: space.json }),
      ...stored.metadata,
      ...extrasJson(run),
    },
    notes: notesOn(trials, context.crashCosts),
    unread: [...unread, ...companions.unread],
    stateColumn: 'state',
  });
  return [found];
}

function problemOf(
  trials: readonly SmacTrial[],
  run: EvaluatedRun,
  scenario: Scenario | undefined,
): Partial<ProblemMetadata> {
  const runDate = firstStart(run, 'starttime');
  return {
    solver: scenario?.facade === undefined ? 'SMAC' : `SMAC (${scenario.facade})`,
    ...(runDate !== undefined && { runDate }),
    nEvaluations: trials.filter(trial => !isRunning(trial)).length,
  };
}

function readTrials(file: SourceFile, history: PythonJson) {
  const data = fieldOf(history, 'data');
  if (!isObject(history) || data === undefined || !isObject(fieldOf(history, 'configs'))) {
    throw new FormatError(
      file.name,
      'is no whole SMAC run history: "data" and "configs" are expected. Copy it again while SMAC does not write to it.',
    );
  }
  const trials: SmacTrial[] = [];
  const unread: Unread[] = [];
  itemsOf(data).forEach((row, index) => {
    const trial = readTrial(row);
    if (typeof trial !== 'string') trials.push(trial);
    else unread.push({ row: index + 1, reason: trial });
  });
  if (trials.length > 0 || unread.length === 0) return { trials, unread };
  throw new FormatError(file.name, `holds no trial that can be read: ${unread[0]?.reason}`);
}

/** Where the scenario names fewer objectives than there are costs, they are numbered. */
function objectivesOf(trials: readonly SmacTrial[], scenario: Scenario | undefined) {
  const named = scenario?.objectives ?? [];
  const width = trials.reduce((most, { costs }) => Math.max(most, costs.length), named.length || 1);
  return Array.from({ length: width }, (_, index) => ({
    name: named[index] ?? (width === 1 ? 'cost' : `cost_${index}`),
    direction: 'minimize' as const,
  }));
}

/** Its folder tells more than the name that all of them have; 2.x calls the folder like the seed. */
function nameOf(file: SourceFile, scenario: Scenario | undefined): string {
  if (file.name !== 'runhistory.json') return nameWithoutExtension(file.name);
  const folder = file.folder.name;
  const isSeed = /^\d+$/.test(folder) && scenario?.name !== undefined;
  return (isSeed ? `${scenario.name}/${folder}` : folder) || 'runhistory';
}

function generationOf(history: PythonJson): string {
  const [first] = itemsOf(history, 'data');
  const isNew = isObject(fieldOf(history, 'stats')) || itemsOf(first).length > 2 || isObject(first);
  return isNew ? '2.x' : '1.x';
}

/** What else SMAC writes beside a history. */
async function companionJson(companions: Companions) {
  const intensifier = await companions.json('intensifier.json');
  const trajectory = await companions.jsonLines('traj.json');
  const metadata: JsonObject = {
    ...withJson('stats', await companions.json('stats.json')),
    ...withJson('optimization', await companions.json('optimization.json')),
    ...withJson('intensifier', withoutState(intensifier)),
    ...(trajectory.length > 0 && withJson('trajectory', trajectory)),
  };
  // The same trajectory in other words, and the list of instances that the scenario names.
  await companions.claim(['traj_aclib2.json', 'traj_old.csv', 'traj.csv', 'train_insts.txt']);
  return { intensifier, metadata };
}

/** All but the queue from which SMAC would go on, which is as long as the run. */
function withoutState(intensifier: PythonJson | undefined): PythonJson | undefined {
  if (intensifier === undefined) return undefined;
  return Object.fromEntries(entriesOf(intensifier).filter(([name]) => name !== 'state'));
}

/** The trials of the configurations that were held to be best when the run ended. */
function incumbents(
  trials: readonly SmacTrial[],
  ids: PythonJson | undefined,
): readonly ResultSet[] {
  const wanted = new Set(itemsOf(ids).map(String));
  const rows = trials.flatMap(({ configId, status }, row) =>
    wanted.has(configId) && status === 'SUCCESS' ? [row] : [],
  );
  if (rows.length === 0) return [];
  const description =
    'Successful trials of the configurations that SMAC held to be best when it ended';
  return [{ name: 'incumbents', rows, description }];
}

function notesOn(trials: readonly SmacTrial[], crashCosts: readonly number[]): readonly string[] {
  const running = trials.filter(isRunning).length;
  const failed = trials.filter(
    trial =>
      !isRunning(trial) && trial.costs.some((_, index) => isPlaceholder(trial, index, crashCosts)),
  ).length;
  return [
    'SMAC minimises every cost.',
    ...(running > 0
      ? [`${running} trials were running: the placeholders for their costs and times are left out.`]
      : []),
    ...(failed > 0
      ? [`${failed} trials failed: the costs that SMAC puts in for them are left out.`]
      : []),
  ];
}
