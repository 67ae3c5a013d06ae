import type { JsonObject } from '../core/json';
import type { Direction } from '../core/variables';
import { benchmarkResult } from './benchmark/benchmarkResult';
import { isInfoText, readInfoFile } from './benchmark/infoFile';
import type { InfoBlock } from './benchmark/infoFile';
import type { Detection, Format, ImportedResult, SourceFile } from './format';
import { entriesOf, fieldOf, itemsOf, numberOf, textOf } from './jsonFields';
import { toStrictJson } from './pythonJson';
import type { PythonJson } from './pythonJson';
import { headText, readText } from './text/decodeText';
import { parseJson } from './text/readJson';

/** Indices of IOHprofiler's experiments, `.info` or JSON, with their logs. */
export const iohProfiler: Format = {
  id: 'iohprofiler',
  title: 'IOHprofiler experiment',
  holds: 'one',
  detect,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const text = headText(file)?.trimStart() ?? '';
  const isIndex = text.startsWith('{')
    ? ['function_id', 'algorithm', 'scenarios'].every(name => text.includes(`"${name}"`))
    : isInfoText(text) && /, algInfo = /.test(text.split('\n', 1)[0] ?? '');
  return isIndex ? { confidence: 0.9 } : undefined;
}

async function read(file: SourceFile): Promise<readonly ImportedResult[]> {
  const text = await readText(file);
  const blocks = /^\s*\{/.test(text) ? blocksOf(parseJson(file.name, text)) : readInfoFile(text);
  const [first] = blocks;
  const direction = first && directionOf(first);
  return benchmarkResult(file, {
    tool: 'IOHprofiler',
    blocks,
    ...(direction
      ? { direction }
      : { notes: ['The direction is that in which the best value so far moves.'] }),
  });
}

/** Its suite of pseudo-Boolean problems is maximised. */
function directionOf({ attributes }: InfoBlock): Direction | undefined {
  const said = attributes.get('maximization');
  if (said !== undefined) return /^(?:T|true)$/i.test(said) ? 'maximize' : 'minimize';
  return attributes.get('suite') === 'PBO' ? 'maximize' : undefined;
}

/** The same as in `.info`: one block for each dimension. */
function blocksOf(root: PythonJson): readonly InfoBlock[] {
  const attributes = new Map(
    Object.entries({
      suite: fieldOf(root, 'suite'),
      funcId: fieldOf(root, 'function_id'),
      funcName: fieldOf(root, 'function_name'),
      maximization: fieldOf(root, 'maximization'),
      algId: fieldOf(root, 'algorithm', 'name'),
      algInfo: fieldOf(root, 'algorithm', 'info'),
    }).flatMap(([name, value]) => (isScalar(value) ? [[name, String(value)] as const] : [])),
  );
  for (const item of itemsOf(root, 'experiment_attributes')) {
    for (const [name, value] of entriesOf(item))
      if (isScalar(value)) attributes.set(name, String(value));
  }
  return itemsOf(root, 'scenarios').map(scenario => ({
    attributes: new Map([...attributes, ['DIM', String(numberOf(scenario, 'dimension') ?? '')]]),
    dataFile: (textOf(scenario, 'path') ?? '').replaceAll('\\', '/'),
    runs: itemsOf(scenario, 'runs').map(readRun),
  }));
}

function isScalar(value: PythonJson | undefined): value is string | number | bigint | boolean {
  return value !== undefined && value !== null && typeof value !== 'object';
}

function readRun(run: PythonJson): InfoBlock['runs'][number] {
  const [instance, evaluations] = [numberOf(run, 'instance'), numberOf(run, 'evals')];
  const best = numberOf(run, 'best', 'y');
  const { instance: _, evals, ...attributes } = (toStrictJson(run) ?? {}) as JsonObject;
  return {
    ...(Number.isFinite(instance) && { instance: instance as number }),
    ...(Number.isFinite(evaluations) && { evaluations: evaluations as number }),
    ...(Number.isFinite(best) && { best: best as number }),
    attributes,
  };
}
