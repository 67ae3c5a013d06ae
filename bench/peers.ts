import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type Keyv from 'keyv';
import type { Unstorage } from 'unstorage';
import { npm } from '../test/vscode/npm';
import type { MissingPeer, Peer } from './measure';

const folder = import.meta.dirname;

/** Installs the peers when they are not there, and says so. Without a registry their rows will say that they are missing. */
export async function installPeers(): Promise<void> {
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return;
  console.error('Installing the peers into bench/node_modules (once) …');
  // None of them needs an install script: better-sqlite3 brings its binaries along.
  const options = ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund'];
  const { code, output } = await npm(['ci', '--prefix', folder, '--loglevel=error', ...options], {
    folder,
  });
  if (code !== 0) console.error(`npm ci ended with ${String(code)}.\n${output}`);
}

/** Opens a store of files in the folder `base`. */
export async function openUnstorage(base: string): Promise<Unstorage> {
  const { createStorage } = await import('unstorage');
  const { default: driver } = await import('unstorage/drivers/fs');
  return createStorage({ driver: driver({ base }) });
}

/** Opens a store of JSON in the SQLite database at `path`. */
export async function openKeyv(path: string): Promise<Keyv> {
  const { default: KeyvOf } = await import('keyv');
  const { default: SqliteStore } = await import('@keyv/sqlite');
  // Ten rows a query, its default, would make its iterator look slower than it has to be.
  return new KeyvOf({ store: new SqliteStore({ uri: `sqlite://${path}`, iterationLimit: 1000 }) });
}

/** A database of one table `results (key, payload)` whose every statement is durable. */
export async function openBetterSqlite3(path: string): Promise<Database> {
  const { default: DatabaseOf } = await import('better-sqlite3');
  const database = new DatabaseOf(path);
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, payload BLOB NOT NULL)');
  return database;
}

/** The peer that `make` makes, or that it is not there. */
export async function peer(
  name: string,
  make: () => Promise<Omit<Peer, 'name'>>,
): Promise<Peer | MissingPeer> {
  try {
    return { name, ...(await make()) };
  } catch (error) {
    console.error(`  ${name} cannot be used:`, error);
    return { name, missing: 'cannot be loaded' };
  }
}
