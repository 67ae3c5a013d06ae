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

/** Formats whose files pandas reads as they are. */
const pandasReaders: Readonly<Record<string, string>> = {
  feather: 'read_feather',
  parquet: 'read_parquet',
};

/**
 * Python code that loads a result from the file that another tool wrote, with pandas or that tool.
 * @throws {StorageError} `unsupported` when no short code does.
 */
export function sourceSnippet({ shown, reading: { item } }: Located): string {
  const { format, path } = item;
  const reader = Object.hasOwn(pandasReaders, format.id) ? pandasReaders[format.id] : undefined;
  if (reader !== undefined)
    return lines('import pandas as pd', '', `df = pd.${reader}(${quoted(path)})`);
  if (format.id === 'optuna-sqlite') {
    const storage = `sqlite:///${path.replaceAll('\\', '/')}`;
    return lines(
      'import optuna',
      '',
      `study = optuna.load_study(study_name=${quoted(shown.head.problem.name ?? shown.name)}, storage=${quoted(storage)})`,
      'df = study.trials_dataframe()',
    );
  }
  throw new StorageError(
    'unsupported',
    `There is no short Python code that reads a file of this kind (${format.title}). Export "${shown.key}", or copy it to the primary storage, and copy the code from there.`,
  );
}

/** A Python string: JSON's escapes are Python's too. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
