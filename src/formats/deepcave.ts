import type { Cell } from '../core/column';
import type { Direction } from '../core/variables';
import { Companions } from './companions';
import { readSpace } from './configSpace/readSpace';
import { bounds } from './configSpace/spaceJson';
import { evaluationColumns, extrasJson, firstStart } from './evaluations';
import type { EvaluatedRun, Evaluation } from './evaluations';
import type { Detection, Format, ImportedResult, SourceFile, Unread } from './format';
import { FormatError } from './formatError';
import { importedResult } from './importedResult';
import { fieldOf, isObject, itemsOf, numberOf, textOf, withJson } from './jsonFields';
import { nameWithoutExtension } from './keyName';
import { isArray } from './pythonJson';
import type { PythonJson } from './pythonJson';
import { headText } from './text/decodeText';
import { readJsonLines } from './text/jsonLines';

/** Runs that DeepCAVE's recorder wrote: `history.jsonl`, with its objectives in `meta.json` and its configurations in `configs.json`. */
export const deepcave: Format = {
  id: 'deepcave',
  title: 'DeepCAVE run',
  holds: 'one',
  detect,
  read,
};

/** DeepCAVE numbers its states from 1. */
const statuses = ['SUCCESS', 'TIMEOUT', 'MEMORYOUT', 'CRASHED', 'ABORTED', 'NOT_EVALUATED'];

/** `[config_id, budget, seed, [costs], start, end, status, …` */
const historyLine =
  /^\[\s*\d+\s*,[^[\]{},"]+,[^[\]{},"]+,\s*\[[^[\]{}"]*\]\s*,[^[\]{},"]+,[^[\]{},"]+,\s*\d+\s*[,\]]/;

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file)?.trimStart() ?? '';
  return historyLine.test(text) ? { confidence: 0.9 } : undefined;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const { lines, unread, isCut } = await readJsonLines(file);
  const companions = new Companions(file.folder);
  const meta = await companions.json('meta.json');
  const context = {
    configs: await companions.json('configs.json'),
    origins: await companions.json('origins.json'),
  };
  const space = await readSpace(companions);
  const evaluations: Evaluation[] = [];
  const strange: Unread[] = [];
  for (const { number, value } of lines) {
    const evaluation = evaluationOf(value, context);
    if (evaluation !== undefined) evaluations.push(evaluation);
    else strange.push({ row: number, reason: 'The line is no trial of eight fields.' });
  }
  if (evaluations.length === 0) {
    throw new FormatError(file.name, 'holds no trial of DeepCAVE that can be read.');
  }
  const objectives = objectivesOf(meta, evaluations);
  const isSaid = objectives.every(objective => objective.isSaid);
  const run: EvaluatedRun = {
    evaluations,
    objectives: objectives.map(({ isSaid, ...variable }) => variable),
    space,
    extrasName: 'additional',
    described: { budget: { type: 'float64' } },
  };
  return [
    result(file, run, {
      meta,
      notes: [...(isSaid ? [] : [unsaid]), ...(isCut ? [cut] : [])],
      unread: [...unread, ...strange, ...companions.unread],
    }),
  ];
}

const unsaid =
  'There is no meta.json that says which way the costs are better: minimize is assumed.';
const cut = 'The last line is not whole yet: it is left out.';

interface Said {
  readonly meta: PythonJson | undefined;
  readonly notes: readonly string[];
  readonly unread: readonly Unread[];
}

function result(
  file: SourceFile,
  run: EvaluatedRun,
  { meta, notes, unread }: Said,
): ImportedResult {
  const runDate = firstStart(run, 'start_time');
  const isUsual = file.name === 'history.jsonl';
  return importedResult({
    name: (isUsual && file.folder.name) || nameWithoutExtension(file.name),
    source: { tool: 'DeepCAVE', file: file.name, kind: 'native' },
    problem: { ...(runDate !== undefined && { runDate }), nEvaluations: run.evaluations.length },
    columns: evaluationColumns(run),
    metadata: {
      ...withJson('meta', meta),
      ...(run.space && { configSpace: run.space.json }),
      ...extrasJson(run),
    },
    notes,
    unread,
    stateColumn: 'state',
  });
}

interface SaidObjective {
  readonly name: string;
  readonly direction: Direction;
  readonly lower?: number;
  readonly upper?: number;
  /** Whether the run says which way is better. */
  readonly isSaid: boolean;
}

/** One for each that the run names, and for each cost beyond them. */
function objectivesOf(
  meta: PythonJson | undefined,
  evaluations: readonly Evaluation[],
): readonly SaidObjective[] {
  const said = itemsOf(meta, 'objectives');
  const width = evaluations.reduce(
    (most, { objectives }) => Math.max(most, objectives.length),
    said.length || 1,
  );
  return Array.from({ length: width }, (_, index) => {
    const optimize = textOf(said[index], 'optimize');
    return {
      name: textOf(said[index], 'name') ?? `cost_${index}`,
      direction: optimize === 'upper' ? 'maximize' : 'minimize',
      isSaid: optimize !== undefined,
      ...lockedBounds(said[index]),
    };
  });
}

/** Bounds that were given; others are only the least and the largest so far. */
function lockedBounds(objective: PythonJson | undefined) {
  const bound = (end: 'lower' | 'upper'): number | undefined =>
    fieldOf(objective, `lock_${end}`) === true ? numberOf(objective, end) : undefined;
  return bounds({ lower: bound('lower'), upper: bound('upper'), log: false });
}

interface RunContext {
  readonly configs: PythonJson | undefined;
  readonly origins: PythonJson | undefined;
}

function evaluationOf(line: PythonJson, { configs, origins }: RunContext): Evaluation | undefined {
  const [id, budget, seed, costs, start, end, status, additional] = itemsOf(line);
  const number = numberOf(id);
  if (number === undefined || !costs || !isArray(costs) || typeof status !== 'number') {
    return undefined;
  }
  const origin = textOf(origins, String(number));
  return {
    config: fieldOf(configs, String(number)),
    objectives: costs.map(cost => numberOf(cost)),
    state: statuses[status - 1] ?? String(status),
    fields: new Map<string, Cell | undefined>([
      ['config_id', number],
      ['origin', origin],
      ['budget', numberOf(budget)],
      ['seed', numberOf(seed)],
    ]),
    times: new Map([
      ['start_time', numberOf(start)],
      ['end_time', numberOf(end)],
    ]),
    extras: isObject(additional) ? additional : undefined,
  };
}
