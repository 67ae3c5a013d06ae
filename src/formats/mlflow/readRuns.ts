import type { SourceFile, SourceFolder, Unread } from '../format';
import { FormatError } from '../formatError';
import { numberOf, textOf } from '../jsonFields';
import type { PythonJson } from '../pythonJson';
import { decodeText } from '../text/decodeText';
import { pythonFloat } from '../text/pythonFloat';
import { readYaml } from '../text/readYaml';

/** One logged value of a metric. */
export interface Point {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly value: number;
  readonly step: number;
}

export interface MlflowRun {
  readonly id: string;
  readonly name: string | undefined;
  readonly status: string | undefined;
  /** Milliseconds since 1970. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly lifecycle: string;
  readonly user: string | undefined;
  /** All values are text. */
  readonly params: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  /** Metric → values in the order in which they were logged; at least one. */
  readonly metrics: ReadonlyMap<string, readonly Point[]>;
}

export interface FoundRuns {
  /** By the time at which they began. */
  readonly runs: readonly MlflowRun[];
  readonly unread: readonly Unread[];
  /** Some last line is not written to its end yet. */
  readonly isCut: boolean;
}

/** MLflow's own folders in an experiment. */
const reserved = new Set(['tags', 'datasets', 'traces', 'models']);

const statuses = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'];

/** Reads all runs of an experiment's folder; a run whose description is damaged is named as unread. */
export async function readRuns(folder: SourceFolder): Promise<FoundRuns> {
  const runs: MlflowRun[] = [];
  const unread: Unread[] = [];
  let isCut = false;
  for (const { name, kind } of await folder.list()) {
    if (kind !== 'folder' || reserved.has(name)) continue;
    const meta = await folder.file(`${name}/meta.yaml`);
    const inner = await folder.folder(name);
    // Where artifacts are kept beside runs, there are other folders.
    if (meta === undefined || inner === undefined) continue;
    try {
      const found = await readRun(inner, await readYaml(meta));
      if (found === undefined) continue;
      runs.push(found.run);
      unread.push(...found.unread);
      isCut ||= found.isCut;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      unread.push({ reason: `The run ${name} cannot be read: ${error.message}` });
    }
  }
  runs.sort((a, b) => (a.start ?? Infinity) - (b.start ?? Infinity) || (a.id < b.id ? -1 : 1));
  return { runs, unread, isCut };
}

/** All texts in a folder and those below it: path, parted by `/`, → content. Empty when there is no such folder. */
export async function readTexts(
  folder: SourceFolder,
  path: string,
): Promise<ReadonlyMap<string, string>> {
  const files = await filesBelow(await folder.folder(path));
  const texts = await Promise.all(
    files.map(async ([name, file]) => [name, decodeText(file.name, await file.read())] as const),
  );
  return new Map(texts);
}

async function readRun(
  folder: SourceFolder,
  meta: PythonJson,
): Promise<{ run: MlflowRun; unread: readonly Unread[]; isCut: boolean } | undefined> {
  const id = textOf(meta, 'run_id') ?? textOf(meta, 'run_uuid');
  if (id === undefined) return undefined;
  const tags = await readTexts(folder, 'tags');
  const metrics = await readMetrics(folder);
  const run: MlflowRun = {
    id,
    name: textOf(meta, 'run_name') || tags.get('mlflow.runName'),
    status: textOf(meta, 'status') ?? statuses[(numberOf(meta, 'status') ?? 1) - 1],
    start: numberOf(meta, 'start_time'),
    end: numberOf(meta, 'end_time'),
    lifecycle: textOf(meta, 'lifecycle_stage') ?? 'active',
    user: textOf(meta, 'user_id'),
    params: await readTexts(folder, 'params'),
    tags,
    metrics: metrics.points,
  };
  return { run, unread: metrics.unread, isCut: metrics.isCut };
}

async function readMetrics(folder: SourceFolder): Promise<{
  points: ReadonlyMap<string, readonly Point[]>;
  unread: readonly Unread[];
  isCut: boolean;
}> {
  const points = new Map<string, readonly Point[]>();
  const unread: Unread[] = [];
  let isCut = false;
  for (const [name, text] of await readTexts(folder, 'metrics')) {
    const lines = text.split('\n');
    const ofMetric: Point[] = [];
    lines.forEach((line, index) => {
      if (line.trim() === '') return;
      const point = pointOf(line);
      if (point !== undefined) ofMetric.push(point);
      else if (index === lines.length - 1) isCut = true;
      else {
        const reason = `Line ${index + 1} of ${folder.name}/metrics/${name} is not a time, a value and a step.`;
        unread.push({ row: index + 1, reason });
      }
    });
    if (ofMetric.length > 0) points.set(name, ofMetric);
  }
  return { points, unread, isCut };
}

/** MLflow before 1.0 wrote no step. */
function pointOf(line: string): Point | undefined {
  const parts = line.trim().split(' ');
  const [time, value, step = 0] = parts.map(pythonFloat);
  if (parts.length > 3 || time === undefined || value === undefined) return undefined;
  return Number.isInteger(time) && Number.isInteger(step) ? { time, value, step } : undefined;
}

/** Deeper than any name that MLflow allows. */
const maxDepth = 64;

async function filesBelow(
  folder: SourceFolder | undefined,
  path = '',
  depth = 0,
): Promise<readonly (readonly [string, SourceFile])[]> {
  if (folder === undefined || depth > maxDepth) return [];
  const found = (await folder.list()).map(async ({ name, kind }) => {
    if (kind === 'folder') {
      return filesBelow(await folder.folder(name), `${path}${name}/`, depth + 1);
    }
    const file = await folder.file(name);
    return file === undefined ? [] : [[`${path}${name}`, file] as const];
  });
  return (await Promise.all(found)).flat();
}
