import type { Cell } from '../core/column';
import { Companions } from './companions';
import type { ConfigSpace } from './configSpace/configSpace';
import { readSpace } from './configSpace/readSpace';
import { evaluationColumns, extrasJson, firstStart } from './evaluations';
import type { EvaluatedRun, Evaluation } from './evaluations';
import type { Detection, Format, ImportedResult, SourceFile, Unread } from './format';
import { FormatError } from './formatError';
import { importedResult } from './importedResult';
import { fieldOf, isObject, itemsOf, numberOf } from './jsonFields';
import { nameWithoutExtension } from './keyName';
import { stringify } from './flattenJson';
import type { PythonJson } from './pythonJson';
import { headText } from './text/decodeText';
import { readJsonLines } from './text/jsonLines';

/** Runs of HpBandSter (BOHB, Hyperband): `results.json`, with `configs.json` beside it. A row is a configuration tried with one budget. */
export const hpBandSter: Format = {
  id: 'hpbandster',
  title: 'HpBandSter (BOHB) run',
  holds: 'one',
  detect,
  read,
};

const id = String.raw`^\[\s*\[\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\]\s*,\s*`;
const resultLine = new RegExp(`${id}[\\d.eE+-]+\\s*,\\s*\\{\\s*"(?:submitted|started|finished)"`);
const configLine = new RegExp(`${id}\\{`);

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file)?.trimStart() ?? '';
  if (resultLine.test(text)) return { confidence: 0.95 };
  if (!configLine.test(text) || (await file.folder.file('results.json'))) return undefined;
  return {
    confidence: 0.8,
    refusal:
      'holds the configurations of an HpBandSter run; its results are in results.json, which must lie beside it.',
  };
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const { lines, unread, isCut } = await readJsonLines(file);
  const companions = new Companions(file.folder);
  const configs = await readConfigs(companions);
  const space = await readSpace(companions);
  const evaluations: Evaluation[] = [];
  const strange: Unread[] = [];
  for (const { number, value } of lines) {
    const evaluation = evaluationOf(value, configs);
    if (evaluation !== undefined) evaluations.push(evaluation);
    else
      strange.push({
        row: number,
        reason: 'The line is no result: [id, budget, times, result, exception] was expected.',
      });
  }
  if (evaluations.length === 0) {
    throw new FormatError(file.name, 'holds no result of HpBandSter that can be read.');
  }
  const run: EvaluatedRun = {
    evaluations,
    objectives: [{ name: 'loss', direction: 'minimize' }],
    space,
    extrasName: 'info',
    described: { budget: { type: 'float64' } },
  };
  return [result(file, run, { isCut, unread: [...unread, ...strange, ...companions.unread] })];
}

function result(
  file: SourceFile,
  run: EvaluatedRun,
  { isCut, unread }: { readonly isCut: boolean; readonly unread: readonly Unread[] },
): ImportedResult {
  const runDate = firstStart(run, 'started');
  const { evaluations, space } = run;
  return importedResult({
    name:
      file.name === 'results.json'
        ? file.folder.name || 'results'
        : nameWithoutExtension(file.name),
    source: { tool: 'HpBandSter', file: file.name },
    problem: {
      solver: 'HpBandSter',
      ...(runDate !== undefined && { runDate }),
      nEvaluations: evaluations.length,
    },
    columns: evaluationColumns(run),
    metadata: { ...configSpaceJson(space), ...extrasJson(run) },
    notes: [
      'HpBandSter minimises the loss.',
      ...(isCut ? ['The last line is not whole yet: it is left out.'] : []),
    ],
    unread,
    stateColumn: 'state',
  });
}

function configSpaceJson(space: ConfigSpace | undefined) {
  return space === undefined ? {} : { configSpace: space.json };
}

/** Lines of `[id, configuration, what is known of where it came from]`, by id. */
async function readConfigs(companions: Companions): Promise<ReadonlyMap<string, PythonJson>> {
  const lines = await companions.jsonLines('configs.json');
  return new Map(lines.map(line => [stringify(itemsOf(line)[0] ?? null), line]));
}

function evaluationOf(
  line: PythonJson,
  configs: ReadonlyMap<string, PythonJson>,
): Evaluation | undefined {
  const [key, budget, times, result, exception] = itemsOf(line);
  const numbers = itemsOf(key).map(part => numberOf(part));
  if (numbers.length !== 3 || numberOf(budget) === undefined || !isObject(times)) return undefined;
  const [, config, origin] = itemsOf(configs.get(stringify(key as PythonJson)));
  const picked = fieldOf(origin, 'model_based_pick');
  const info = fieldOf(result, 'info');
  const [iteration, stage, number] = numbers;
  return {
    config,
    objectives: [numberOf(result, 'loss')],
    // What HpBandSter itself calls a run with and without a result.
    state: isObject(result) ? 'COMPLETED' : 'CRASHED',
    fields: new Map<string, Cell | undefined>([
      ['iteration', iteration],
      ['stage', stage],
      ['number', number],
      ['budget', numberOf(budget)],
      ['model_based_pick', typeof picked === 'boolean' ? picked : undefined],
      ['exception', typeof exception === 'string' ? exception : undefined],
    ]),
    times: new Map(['submitted', 'started', 'finished'].map(name => [name, numberOf(times, name)])),
    extras: isObject(info) || info === undefined || info === null ? info : { info },
  };
}
