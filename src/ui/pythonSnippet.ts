import { isPlainObject } from '../core/json';
import type { ShownResult } from '../sources/itemReading';
import type { Located } from '../sources/sourceStorage';
import type { Address } from '../storage/address';
import { namesOfKey } from '../storage/keyPath';
import { parseConnectionString } from '../storage/connectionString';
import { StorageError } from '../storage/errors';
import type { StorageManager } from '../storage/manager';

/** Turns a path of a configuration into an absolute one. */
export type ToAbsolute = (path: string) => string;

/**
 * Python code that loads a result with pandas from where it is stored.
 * @throws {StorageError} `unsupported` when Python cannot reach it, because it is in memory only.
 */
export function pythonSnippet(
  manager: StorageManager,
  { backend, key }: Address,
  toAbsolute: ToAbsolute,
): string {
  const place = manager.backends.find(({ name }) => name === backend);
  if (place?.type === 'filesystem') {
    const path = [toAbsolute(place.location), ...namesOfKey(key)].join('/');
    return lines('import pandas as pd', '', `df = pd.read_feather(${quoted(path)})`);
  }
  const database =
    place?.type === 'database' ? parseConnectionString(place.location).database : undefined;
  if (database === undefined) {
    throw new StorageError(
      'unsupported',
      `"${key}" is only in the memory of VS Code, where Python cannot read it. Export it, or migrate it to a folder or a database file.`,
    );
  }
  return lines(
    'import io',
    'import sqlite3',
    '',
    'import pandas as pd',
    '',
    `database = sqlite3.connect(${quoted(toAbsolute(database))})`,
    `row = database.execute("SELECT payload FROM optiscope_results WHERE key = ?", (${quoted(key)},)).fetchone()`,
    'database.close()',
    'df = pd.read_feather(io.BytesIO(row[0]))',
  );
}

/** Python code that loads a Feather or Parquet file on a disk. @throws {StorageError} `unsupported` when it is elsewhere. */
export function fileSnippet({
  scheme,
  fsPath,
}: {
  readonly scheme: string;
  readonly fsPath: string;
}): string {
  if (scheme !== 'file') {
    throw new StorageError('unsupported', 'Python cannot read the file: it is on no disk.');
  }
  const reader = /\.parquet$/i.test(fsPath) ? 'read_parquet' : 'read_feather';
  return lines('import pandas as pd', '', `df = pd.${reader}(${quoted(fsPath)})`);
}

/** Formats with short Python code that reads a file of theirs: the code, given the path as a Python string. */
const readers: Readonly<Record<string, (path: string, shown: ShownResult) => readonly string[]>> = {
  feather: path => ['import pandas as pd', '', `df = pd.read_feather(${path})`],
  parquet: path => ['import pandas as pd', '', `df = pd.read_parquet(${path})`],
  csv: (path, shown) => [
    'import pandas as pd',
    '',
    `df = pd.read_csv(${path}${csvOptions(shown)})`,
  ],
  'optuna-csv': path => ['import pandas as pd', '', `df = pd.read_csv(${path})`],
  npy: path => ['import numpy as np', '', `array = np.load(${path})`],
  npz: path => ['import numpy as np', '', `arrays = dict(np.load(${path}))`],
  'optuna-sqlite': (path, shown) => [
    'import optuna',
    '',
    `storage = "sqlite:///" + ${path}`,
    ...studyLines(shown),
  ],
  'optuna-journal': (path, shown) => [
    'import optuna',
    'from optuna.storages import JournalStorage',
    'from optuna.storages.journal import JournalFileBackend',
    '',
    `storage = JournalStorage(JournalFileBackend(${path}))`,
    ...studyLines(shown),
  ],
};

/**
 * Python code that loads a result from the file that another tool wrote, with pandas, NumPy or that tool.
 * @throws {StorageError} `unsupported` when no short code does.
 */
export function sourceSnippet({ shown, reading: { item } }: Located): string {
  const { format, path } = item;
  const reader = Object.hasOwn(readers, format.id) ? readers[format.id] : undefined;
  if (reader !== undefined) return lines(...reader(quoted(path.replaceAll('\\', '/')), shown));
  throw new StorageError(
    'unsupported',
    `There is no short Python code that reads a file of this kind (${format.title}). Export "${shown.key}", or copy it to the primary storage, and copy the code from there.`,
  );
}

/** What pandas has to be told of a table of text; nothing when it is as pandas expects it. */
function csvOptions({ head: { metadata }, unread }: ShownResult): string {
  const { delimiter: noted } = isPlainObject(metadata.source) ? metadata.source : {};
  const delimiter = typeof noted === 'string' ? noted : ',';
  const separator = delimiter === ' ' ? 'r"\\s+"' : quoted(delimiter);
  // Spreadsheets write semicolons where the comma is the decimal one.
  const decimal = delimiter === ';' ? ', decimal=","' : '';
  const skip = unread.length > 0 ? ', on_bad_lines="skip"' : '';
  return `${delimiter === ',' ? '' : `, sep=${separator}`}${decimal}${skip}`;
}

function studyLines({ head, name }: ShownResult): readonly string[] {
  return [
    `study = optuna.load_study(study_name=${quoted(head.problem.name ?? name)}, storage=storage)`,
    'df = study.trials_dataframe()',
  ];
}

/** A Python string: JSON's escapes are Python's too. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
