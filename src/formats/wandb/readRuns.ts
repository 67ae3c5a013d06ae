import type { Cell } from '../../core/column';
import { flattenJson } from '../flattenJson';
import type { SourceFolder, Unread } from '../format';
import { FormatError } from '../formatError';
import { entriesOf, fieldOf } from '../jsonFields';
import type { PythonJson } from '../pythonJson';
import { readJson } from '../text/readJson';
import { readYaml } from '../text/readYaml';

export interface WandbRun {
  readonly id: string;
  /** From the folder's name: local time of the computer that ran it. */
  readonly start: string;
  /** Whether it was run without a connection. */
  readonly isOffline: boolean;
  /** Nested ones with `/` between names → value. */
  readonly config: ReadonlyMap<string, Cell>;
  /** Likewise, what was logged last. */
  readonly summary: ReadonlyMap<string, Cell>;
  /** `wandb-metadata.json`; null when there is none. */
  readonly metadata: PythonJson;
  /** What W&B says of itself in the configuration; null when nothing. */
  readonly internal: PythonJson;
}

const runName = /^(offline-)?run-(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)-(.+)$/;

/** Names of the folders that hold runs, by the time at which they began. */
export async function runFolders(folder: SourceFolder): Promise<readonly string[]> {
  const names = (await folder.list()).flatMap(({ name, kind }) =>
    kind === 'folder' && runName.test(name) ? [name] : [],
  );
  const start = (name: string): string => name.replace(/^offline-/, '');
  return names.sort((a, b) => (start(a) < start(b) ? -1 : 1));
}

/** Reads all runs; one whose files are damaged is named as unread. */
export async function readRuns(
  folder: SourceFolder,
): Promise<{ readonly runs: readonly WandbRun[]; readonly unread: readonly Unread[] }> {
  const runs: WandbRun[] = [];
  const unread: Unread[] = [];
  for (const name of await runFolders(folder)) {
    try {
      runs.push(await readRun(folder, name));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      unread.push({ reason: `The run ${name} cannot be read: ${error.message}` });
    }
  }
  return { runs, unread };
}

async function readRun(folder: SourceFolder, name: string): Promise<WandbRun> {
  const [, offline, year, month, day, hour, minute, second, id = name] = runName.exec(name) ?? [];
  const config = await folder.file(`${name}/files/config.yaml`);
  const said = config === undefined ? null : await readYaml(config);
  return {
    id,
    start: `${year}-${month}-${day}T${hour}:${minute}:${second}`,
    isOffline: offline !== undefined,
    config: flattenJson(configOf(said)),
    summary: summaryOf(await readJsonFile(folder, `${name}/files/wandb-summary.json`)),
    metadata: await readJsonFile(folder, `${name}/files/wandb-metadata.json`),
    internal: fieldOf(said, '_wandb', 'value') ?? null,
  };
}

async function readJsonFile(folder: SourceFolder, path: string): Promise<PythonJson> {
  const file = await folder.file(path);
  // A run that has just begun has made its files, but written nothing yet.
  return file === undefined || file.size === 0 ? null : readJson(file);
}

/** Each key has a description and a value; keys of W&B's own begin with `_wandb`, `wandb_version` is one as well. */
function configOf(said: PythonJson): PythonJson {
  const own = entriesOf(said).filter(([name]) => !/^(?:_wandb|wandb_version$)/.test(name));
  return Object.fromEntries(own.map(([name, entry]) => [name, fieldOf(entry, 'value') ?? null]));
}

/** Pictures, tables and histograms are objects with a type, and no values. */
function summaryOf(summary: PythonJson): ReadonlyMap<string, Cell> {
  const values = entriesOf(summary).filter(
    ([name, value]) => name !== '_wandb' && fieldOf(value, '_type') === undefined,
  );
  return flattenJson(Object.fromEntries(values));
}
