import type { ConfiguredBackend, SqlEngine } from './config';
import { parseBackendConfig, parseDatabaseConfig } from './config';
import { createBackend } from './createBackend';
import { StorageManager } from './manager';
import type { ManagerServices } from './managerOptions';
import type { HostPorts } from './open';
import { sqlDriverFor } from './open';
import type { StoresOptions } from './stores';

const nothingFromHost: HostPorts = { sqlEngines: {} };

/** A backend in this process's memory. @throws {StorageError} `unsupported` when the limit is not a number of mebibytes. */
export function createMemoryStorage(
  options: { readonly maxMemoryMb?: number } = {},
): ConfiguredBackend {
  return createBackend(parseBackendConfig({ ...options, type: 'memory' }), nothingFromHost);
}

/** A backend that keeps one file per result below `basePath`. @throws {StorageError} `unsupported` */
export function createFilesystemStorage(
  basePath: string,
  { ports }: { readonly ports: HostPorts },
): ConfiguredBackend {
  return createBackend(parseBackendConfig({ type: 'filesystem', basePath }), ports);
}

/**
 * A backend in a database, e.g. `sqlite:///results.db`.
 * @throws {StorageError} `unsupported` when the connection string is not understood or the host has no engine for it.
 * Whether the database can be reached shows at the first use.
 */
export function createDatabaseStorage(
  connectionString: string,
  { ports, engine }: { readonly ports: HostPorts; readonly engine?: SqlEngine },
): ConfiguredBackend {
  const config = parseDatabaseConfig({ connectionString, engine }, 'database');
  sqlDriverFor(config, ports);
  return createBackend(config, ports);
}

export interface CreateManagerOptions
  extends Omit<StoresOptions, 'primary' | 'secondary'>, ManagerServices {
  /** `memory` (default), `filesystem` or `database`. */
  readonly primaryType?: string;
  /** What the type needs: `maxMemoryMb`; `basePath`; `connectionString` and `engine`. */
  readonly primaryConfig?: Readonly<Record<string, unknown>>;
  /** Without it there is no secondary backend. */
  readonly secondaryType?: string;
  readonly secondaryConfig?: Readonly<Record<string, unknown>>;
  /** What the host offers; memory needs nothing. */
  readonly ports?: HostPorts;
}

/**
 * A manager over backends of the given types.
 * @throws {StorageError} `unsupported` for an unknown type or a configuration that does not fit it.
 */
export function createStorageManager({
  primaryType = 'memory',
  primaryConfig = {},
  secondaryType,
  secondaryConfig = {},
  ports = nothingFromHost,
  ...options
}: CreateManagerOptions = {}): StorageManager {
  const rest = { sha256: ports.sha256, ...options };
  const primary = parseBackendConfig({ ...primaryConfig, type: primaryType }, 'primary');
  if (secondaryType === undefined) {
    return new StorageManager({ primary: createBackend(primary, ports), ...rest });
  }
  const secondary = parseBackendConfig({ ...secondaryConfig, type: secondaryType }, 'secondary');
  return new StorageManager({
    primary: createBackend(primary, ports),
    secondary: createBackend(secondary, ports),
    ...rest,
  });
}
