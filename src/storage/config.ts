import type { StorageBackend } from './backend';
import { redact } from './connectionString';
import { StorageError } from './errors';

/** Which SQLite reads and writes a database; `auto` takes the best one the host has. */
export type SqlEngine = 'auto' | 'sql.js' | 'node:sqlite';

export interface MemoryConfig {
  readonly type: 'memory';
  /** Mebibytes of artifacts that are kept; beyond them those not used for longest go. Default: everything is kept. */
  readonly maxMemoryMb?: number;
}

export interface FilesystemConfig {
  readonly type: 'filesystem';
  /** The folder of the results; relative paths start at the host's base folder. */
  readonly basePath: string;
}

export interface DatabaseConfig {
  readonly type: 'database';
  /** As SQLAlchemy writes it, e.g. `sqlite:///results.db`. */
  readonly connectionString: string;
  /** Default `auto`. */
  readonly engine?: SqlEngine;
}

/** Which backend and where; plain JSON. */
export type BackendConfig = MemoryConfig | FilesystemConfig | DatabaseConfig;

/** Everything a manager can be built from; plain JSON. */
export interface ManagerConfig {
  readonly primary: BackendConfig;
  readonly secondary?: BackendConfig;
  readonly useCache: boolean;
  /** Mebibytes; `null` is unbounded, 0 is no cache. */
  readonly cacheSizeMb: number | null;
}

/** A backend that can say from what it was made. */
export interface ConfiguredBackend extends StorageBackend {
  readonly config: BackendConfig;
  /** Names the place in all sessions and under all settings alike, without secrets. */
  readonly placeId?: string;
}

export const defaultCacheSizeMb = 100;

/** Where a configured backend keeps its entries, for people: without passwords. */
export function locationOf(config: BackendConfig): string {
  switch (config.type) {
    case 'memory':
      return 'memory';
    case 'filesystem':
      return config.basePath;
    case 'database':
      return redact(config.connectionString);
  }
}

/** The configuration without its secrets, fit to be stored or shown. */
export function withoutSecrets(config: BackendConfig): BackendConfig {
  if (config.type !== 'database') return config;
  return { ...config, connectionString: redact(config.connectionString) };
}

/**
 * What `backend` was made from.
 * @throws {StorageError} `unsupported` for a backend that was constructed by hand and cannot say it.
 */
export function configOf(backend: StorageBackend): BackendConfig {
  if ('config' in backend) return (backend as ConfiguredBackend).config;
  if (backend.type === 'memory') return { type: 'memory' };
  throw new StorageError(
    'unsupported',
    `A ${backend.type} backend that was made by hand has no configuration to write down. Make it with createStorageManager or one of the create…Storage functions.`,
  );
}

/**
 * Reads a manager's configuration from JSON that anybody may have written.
 * @throws {StorageError} `unsupported`, naming the place and what was expected there.
 */
export function parseManagerConfig(data: unknown): ManagerConfig {
  const config = record(data, 'The storage configuration');
  const { primary, secondary, useCache = true, cacheSizeMb = defaultCacheSizeMb } = config;
  if (typeof useCache !== 'boolean') throw unexpected('useCache', 'true or false', useCache);
  if (cacheSizeMb !== null) checkSize('cacheSizeMb', cacheSizeMb);
  return {
    primary: parseBackendConfig(primary, 'primary'),
    ...(secondary !== undefined &&
      secondary !== null && { secondary: parseBackendConfig(secondary, 'secondary') }),
    useCache,
    cacheSizeMb,
  };
}

/**
 * Reads one backend's configuration; `place` names it in messages.
 * @throws {StorageError} `unsupported`, naming the place and what was expected there.
 */
export function parseBackendConfig(data: unknown, place = 'backend'): BackendConfig {
  const { type, maxMemoryMb, basePath, connectionString, engine } = record(data, place);
  switch (type) {
    case 'memory':
      if (maxMemoryMb === undefined || maxMemoryMb === null) return { type };
      checkSize(`${place}.maxMemoryMb`, maxMemoryMb);
      return { type, maxMemoryMb };
    case 'filesystem':
      return { type, basePath: text(`${place}.basePath`, basePath, 'the path of a folder') };
    case 'database':
      return parseDatabaseConfig({ connectionString, engine }, place);
    default:
      throw unexpected(`${place}.type`, '"memory", "filesystem" or "database"', type);
  }
}

/** {@link parseBackendConfig} for what is known to be a database. */
export function parseDatabaseConfig(
  { connectionString, engine }: { readonly connectionString: unknown; readonly engine?: unknown },
  place: string,
): DatabaseConfig {
  const connection = text(`${place}.connectionString`, connectionString, 'sqlite:///file.db');
  const config = { type: 'database', connectionString: connection } as const;
  return engine === undefined ? config : { ...config, engine: sqlEngine(place, engine) };
}

/** @throws {StorageError} `unsupported` when `value` is not a number of mebibytes. */
export function checkSize(place: string, value: unknown): asserts value is number {
  if (typeof value !== 'number' || !(value >= 0 && value < Infinity)) {
    throw unexpected(place, 'a number of mebibytes, 0 or more', value);
  }
}

function sqlEngine(place: string, value: unknown): SqlEngine {
  if (value === 'auto' || value === 'sql.js' || value === 'node:sqlite') return value;
  throw unexpected(`${place}.engine`, '"auto", "sql.js" or "node:sqlite"', value);
}

function text(place: string, value: unknown, expected: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw unexpected(place, expected, value);
}

function record(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unexpected(place, 'an object', value);
  }
  return value as Readonly<Record<string, unknown>>;
}

function unexpected(place: string, expected: string, found: unknown): StorageError {
  return new StorageError('unsupported', `${place} should be ${expected}, but is ${shown(found)}.`);
}

/** What may be quoted: an object, or a text that is no mere name, may hold a connection string with a password. */
function shown(found: unknown): string {
  if (found === undefined) return 'missing';
  if (typeof found === 'object' && found !== null) return 'an object';
  const isOpen = typeof found !== 'string' || /^[\w.-]{0,20}$/.test(found);
  return isOpen ? JSON.stringify(found) : `a text of ${found.length} characters`;
}
