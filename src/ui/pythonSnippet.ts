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

/** A Python string: JSON's escapes are Python's too. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
