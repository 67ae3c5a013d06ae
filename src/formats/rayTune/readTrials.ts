import type { Cell } from '../../core/column';
import { flattenJson } from '../flattenJson';
import type { SourceFolder, Unread } from '../format';
import { fieldOf, isObject } from '../jsonFields';
import type { PythonJson } from '../pythonJson';
import { readText } from '../text/decodeText';
import { readJson } from '../text/readJson';
import { History } from './history';
import { readReports, reportOf } from './readReports';
import type { Report } from './readReports';
import { readState } from './readState';
import type { StatedTrial } from './readState';

/** One trial, from the experiment's state and its own folder. */
export interface RayTrial {
  /** Unique: the number in its tag, else its place. */
  readonly number: number;
  readonly id: string;
  readonly status: string;
  /** Parameter, nested ones with `/` between names → value. */
  readonly config: ReadonlyMap<string, Cell>;
  /** What it reported last; empty when nothing. */
  readonly last: Report;
  /** Seconds since 1970. */
  readonly start: number | undefined;
  readonly failures: number | undefined;
  /** What Ray wrote of its failures. */
  readonly error: string | undefined;
}

/** An experiment as its folder shows it at this moment. */
export interface RayExperiment {
  readonly stateFile: string | undefined;
  /** Seconds since 1970. */
  readonly start: number | undefined;
  /** Sorted by number. */
  readonly trials: readonly RayTrial[];
  readonly history: History;
  readonly notes: readonly string[];
  readonly unread: readonly Unread[];
}

type FoundTrial = Omit<RayTrial, 'number'> & { readonly tag: string };

/**
 * Reads the newest state, then each trial's folder for what was reported since, and folders of trials that the state does
 * not know yet.
 * @throws {FormatError} when the state or a trial's parameters are damaged.
 */
export async function readTrials(folder: SourceFolder): Promise<RayExperiment> {
  const { file, trials, start } = await readState(folder);
  const history = new History();
  const unread: Unread[] = [];
  const found: FoundTrial[] = [];
  const free = new Set(await trialFolders(folder));
  let [isCut, isNew] = [false, false];
  const add = async (stated: StatedTrial | undefined, name: string | undefined): Promise<void> => {
    const inner = name === undefined ? undefined : await folder.folder(name);
    const trial = await readTrial(stated, inner, history);
    found.push(trial.found);
    unread.push(...trial.unread);
    isCut ||= trial.isCut;
  };
  for (const stated of trials) {
    const name = folderOf(stated, free);
    if (name !== undefined) free.delete(name);
    await add(stated, name);
  }
  for (const name of free) {
    isNew = true;
    await add(undefined, name);
  }
  const notes = [
    ...(isCut ? ['The last line of some results is not written to its end yet: left out.'] : []),
    ...(isNew
      ? [
          'Some trials are not in the state of the experiment: their states were taken from what their folders hold.',
        ]
      : []),
    ...history.notes,
  ];
  return { stateFile: file, start, trials: numbered(found), history, notes, unread };
}

/** Names of the folders that hold a trial: its parameters are written first. */
export async function trialFolders(folder: SourceFolder): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { name, kind } of await folder.list()) {
    if (kind !== 'folder') continue;
    if ((await folder.file(`${name}/params.json`)) !== undefined) names.push(name);
  }
  return names;
}

/** Copying to other disks may have replaced characters in the folder's name; the trial's id is part of it. */
function folderOf({ id, folder }: StatedTrial, free: ReadonlySet<string>): string | undefined {
  if (folder !== undefined && free.has(folder)) return folder;
  return [...free].find(name => name.includes(`_${id}_`));
}

async function readTrial(
  stated: StatedTrial | undefined,
  folder: SourceFolder | undefined,
  history: History,
): Promise<{ found: FoundTrial; unread: readonly Unread[]; isCut: boolean }> {
  const id = stated?.id ?? /_([\da-f]{5,8}(?:_\d{5})?)_\d+/.exec(folder?.name ?? '')?.[1];
  const key = id ?? folder?.name ?? '';
  let last: Report = new Map();
  let count = 0;
  const reports = folder && (await readReports(folder, take));
  const error = await folder?.file('error.txt');
  const stale = reportOf(stated?.lastResult ?? null);
  const config = stated?.config ?? (await readParams(folder));
  const found: FoundTrial = {
    tag: stated?.tag ?? tagOf(folder?.name ?? ''),
    id: key,
    status: stated?.status ?? statusOf(last, error !== undefined),
    config: flattenJson(withoutPickles(config)),
    last: iteration(stale) >= iteration(last) ? stale : last,
    start: stated?.start,
    failures: stated?.failures,
    error: error && (await readText(error)),
  };
  return { found, unread: reports?.unread ?? [], isCut: reports?.isCut ?? false };

  function take(report: Report): void {
    history.add(key, count++, report);
    last = report;
  }
}

async function readParams(folder: SourceFolder | undefined): Promise<PythonJson> {
  const file = await folder?.file('params.json');
  return file === undefined || file.size === 0 ? {} : readJson(file);
}

/** Where no state says it. */
function statusOf(last: Report, hasFailed: boolean): string {
  if (hasFailed) return 'ERROR';
  if (last.get('done') === true) return 'TERMINATED';
  return last.size > 0 ? 'RUNNING' : 'PENDING';
}

function iteration(report: Report): number {
  return report.size === 0 ? -1 : Number(report.get('training_iteration') ?? 0);
}

function tagOf(folder: string): string {
  return /_[\da-f]{5,8}(?:_\d{5})?_(\d+_.*)$/.exec(folder)?.[1] ?? '';
}

/** Objects that Ray could only keep as pickles have no value that may be read. */
function withoutPickles(config: PythonJson): PythonJson {
  if (!isObject(config)) return {};
  return Object.fromEntries(
    Object.entries(config).filter(
      ([, value]) => fieldOf(value, '_type') !== 'CLOUDPICKLE_FALLBACK',
    ),
  );
}

function numbered(found: readonly FoundTrial[]): readonly RayTrial[] {
  const numbers = found.map(({ tag }) => /^\d{1,9}(?=_|$)/.exec(tag)?.[0]);
  const isUnique =
    numbers.every(number => number !== undefined) && new Set(numbers).size === numbers.length;
  return found
    .map(({ tag, ...trial }, index) => ({
      ...trial,
      number: isUnique ? Number(numbers[index]) : index,
    }))
    .sort((a, b) => a.number - b.number);
}
