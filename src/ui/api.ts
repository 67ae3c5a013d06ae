import type * as vscode from 'vscode';
import type { Disposable, Event } from '../core/event';
import type { Roles } from '../formats/format';
import { FormatError } from '../formats/formatError';
import type { LastingName } from '../storage/address';
import type { StorageBackend } from '../storage/backend';
import type { StorageManager } from '../storage/manager';
import type { StorageChange } from '../storage/stores';
import type { ConfiguredBackends } from './configuredBackends';
import type { ExportFormat } from './exporting';
import type { Importer } from './importing/importer';

/** How {@link OptiScopeApi.importResults} is to import. */
export interface ImportOptions {
  /** Column → role, for files that do not say it. Columns that are not named keep the proposed role. */
  readonly roles?: Roles;
  /** Put before every key, e.g. `runs/`. */
  readonly keyPrefix?: string;
  /** Default `primary`. */
  readonly backend?: LastingName;
  /**
   * What to do with a key that another result has. Default `error`. What was imported from the same file before is updated,
   * wherever it lies by now; with `keep-both` it stays, and a new result is made.
   */
  readonly onExisting?: 'error' | 'overwrite' | 'keep-both';
}

/** What `activate()` returns to other extensions. Nothing in it asks the user anything. */
export interface OptiScopeApi {
  readonly version: 1;
  /** Everything that can be done with stored results. Stays the same object when the settings change. */
  readonly manager: StorageManager;
  /**
   * Imports every result in a file, or in a folder that is the run of a tool, and returns their keys; when one fails, none
   * is imported.
   * @throws {FormatError} that says what was expected and what was found.
   * @throws {StorageError} `already-exists` and whatever saving throws.
   */
  importResults(uri: vscode.Uri, options?: ImportOptions): Promise<readonly string[]>;
  /**
   * Writes the result under `key` to a file, from the first backend that has it.
   * @param format default: what the file's extension says.
   */
  exportResult(key: string, uri: vscode.Uri, format?: ExportFormat): Promise<void>;
  /** What a sync would do; run it with `manager.runSync`. */
  readonly planSync: StorageManager['planSync'];
  /**
   * Uses `backend` in the place of the configured one until the return value is disposed. The manager closes it when it
   * is no longer used.
   */
  registerBackend(name: LastingName, backend: StorageBackend): Disposable;
  /** Fires after results changed, by whomever. */
  readonly onDidChange: Event<StorageChange>;
}

/** Builds the API out of the parts that the commands use. */
export function createApi(
  manager: StorageManager,
  importer: Importer,
  backends: ConfiguredBackends,
): OptiScopeApi {
  return Object.freeze<OptiScopeApi>({
    version: 1,
    manager,
    importResults: async (uri, { roles, backend, ...options } = {}) => {
      const keepBoth = options.onExisting === 'keep-both';
      const imported = await importer.read(uri, { roles, backend, keepBoth });
      const { results } = await importer.save(imported, options);
      return results.map(({ key }) => key);
    },
    exportResult: async (key, uri, format) => {
      for (const { name } of manager.backends) {
        const address = { backend: name, key };
        if ((await manager.header(address)) === undefined) continue;
        const { exportResult } = await import('./exporting');
        return exportResult(manager, address, uri, format && { format });
      }
      throw new FormatError(key, 'is in no backend. Ask manager.listResults() for the keys.');
    },
    planSync: manager.planSync.bind(manager),
    registerBackend: (name, backend) => backends.replace(name, backend),
    onDidChange: manager.onDidChange,
  });
}
