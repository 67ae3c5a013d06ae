import type { SqlEngine } from './config';
import { StorageError } from './errors';
import type { OpenSqlDriver } from './ports';

/** The SQLite engines that a host has. */
export interface SqlEngines {
  readonly 'sql.js'?: OpenSqlDriver;
  readonly 'node:sqlite'?: OpenSqlDriver;
}

/**
 * The engine for a database in a file or in memory. A file is best left to `node:sqlite`, which alone takes the locks that
 * other programs respect.
 * @throws {StorageError} `unsupported` when the host has not the engine that is wanted.
 */
export function chooseEngine(
  engine: SqlEngine,
  { inMemory }: { readonly inMemory: boolean },
  engines: SqlEngines,
): OpenSqlDriver {
  const { 'sql.js': wasm, 'node:sqlite': native } = engines;
  const automatic = inMemory ? (wasm ?? native) : (native ?? wasm);
  const chosen = engine === 'auto' ? automatic : engines[engine];
  if (chosen !== undefined) return chosen;
  if (wasm === undefined && native === undefined) {
    throw new StorageError(
      'unsupported',
      'No SQLite engine is available here. Use a folder or memory instead of a database.',
    );
  }
  throw new StorageError(
    'unsupported',
    `The SQLite engine "${engine}" is not available here. Set optiscope.database.engine to "auto" or "${engine === 'sql.js' ? 'node:sqlite' : 'sql.js'}".`,
  );
}
