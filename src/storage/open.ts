import type { Sha256 } from '../core/sha256';
import { absolutePath } from './absolutePath';
import type { StorageBackend } from './backend';
import { FileSystemStorage } from './backends/fileSystem';
import { MemoryStorage } from './backends/memory';
import type { BackendConfig, DatabaseConfig } from './config';
import { parseConnectionString, redact } from './connectionString';
import { StorageError } from './errors';
import type { Files, Lock, OpenSqlDriver } from './ports';
import type { SqlEngines } from './sqlEngine';
import { chooseEngine } from './sqlEngine';

/** What a host offers to backends; what it lacks is left out. */
export interface HostPorts {
  readonly files?: Files;
  readonly lock?: Lock;
  readonly sqlEngines: SqlEngines;
  /** One that is faster for small artifacts than WebCrypto's. */
  readonly sha256?: Sha256;
  /** Absolute folder that relative paths in configurations start at. */
  readonly baseFolder?: string;
}

/** A mebibyte, in which limits are configured. */
export const mebibyte = 1024 * 1024;

/**
 * Opens the backend that `config` describes.
 * @throws {StorageError} `unsupported` when the host lacks what it needs or the connection string is not understood,
 * `unavailable`, `busy`, `corrupt` when the place cannot be opened.
 */
export async function openBackend(
  config: BackendConfig,
  ports: HostPorts,
): Promise<StorageBackend> {
  switch (config.type) {
    case 'memory':
      return config.maxMemoryMb === undefined
        ? new MemoryStorage()
        : new MemoryStorage({ maxBytes: config.maxMemoryMb * mebibyte });
    case 'filesystem':
      return openFolder(config.basePath, ports);
    case 'database':
      return openDatabase(config, ports);
  }
}

function openFolder(path: string, ports: HostPorts): StorageBackend {
  const { files, lock } = ports;
  if (files === undefined) {
    throw new StorageError(
      'unsupported',
      `There is no disk here, so the folder "${path}" cannot be used. Choose memory or an in-memory database.`,
    );
  }
  const basePath = absolutePath(path, ports);
  return new FileSystemStorage({ basePath, files, ...(lock !== undefined && { lock }) });
}

async function openDatabase(config: DatabaseConfig, ports: HostPorts): Promise<StorageBackend> {
  const openDriver = sqlDriverFor(config, ports);
  const { database } = parseConnectionString(config.connectionString);
  const path = database === undefined ? undefined : absolutePath(database, ports);
  const driver = await openDriver(path);
  // Loaded when needed: most workspaces keep results in a folder.
  const { DatabaseStorage } = await import('./backends/database');
  return new DatabaseStorage({ driver, location: redact(config.connectionString) });
}

/**
 * What opens the database of `config`.
 * @throws {StorageError} `unsupported` when the connection string is not understood or the host lacks the engine.
 */
export function sqlDriverFor(config: DatabaseConfig, { sqlEngines }: HostPorts): OpenSqlDriver {
  const location = redact(config.connectionString);
  const { dialect, database, query } = parseConnectionString(config.connectionString);
  if (dialect !== 'sqlite') {
    throw new StorageError(
      'unsupported',
      `Support for PostgreSQL (${location}) comes in a later version. Use sqlite:///file.db for now.`,
    );
  }
  // An option that is ignored could be the one that protects the file, such as mode=ro.
  const [option] = query.keys();
  if (option !== undefined) {
    throw new StorageError(
      'unsupported',
      `The option "${option}" of ${location} is not supported. Remove everything from the "?" on.`,
    );
  }
  return chooseEngine(config.engine ?? 'auto', { inMemory: database === undefined }, sqlEngines);
}
