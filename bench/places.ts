import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodePorts } from '../src/platform/node/nodePorts';
import { createDatabaseStorage, createFilesystemStorage } from '../src/storage/factories';
import { StorageManager } from '../src/storage/manager';
import type { StoresOptions } from '../src/storage/stores';
import { fillFolder } from './bareFiles';

export const ports = nodePorts(join(import.meta.dirname, '../node_modules/sql.js/dist'));

/** Whether this Node brings its own SQLite: absent before Node 22.13. */
export const hasNodeSqlite = ports.sqlEngines['node:sqlite'] !== undefined;

export type Kind = 'file system' | 'node:sqlite' | 'sql.js';

let count = 0;

/** Places in one temporary folder on the disk. */
export class Places {
  private readonly managers: StorageManager[] = [];

  private constructor(readonly folder: string) {}

  static async make(): Promise<Places> {
    return new Places(await mkdtemp(join(tmpdir(), 'optiscope-bench-')));
  }

  /** A path that nobody has used yet. */
  newPath(): string {
    return join(this.folder, String(count++));
  }

  /** A folder in which the same artifact lies under every key. */
  folderOf(keys: readonly string[], bytes: Uint8Array): string {
    const base = this.newPath();
    fillFolder(base, keys, bytes);
    return base;
  }

  /** A manager over the store of this kind at `path`, without a cache unless there shall be one; already opened. */
  async manager(
    kind: Kind,
    path = this.newPath(),
    options: Omit<StoresOptions, 'primary'> = {},
  ): Promise<StorageManager> {
    const manager = new StorageManager({
      useCache: false,
      sha256: ports.sha256,
      ...options,
      primary: backend(kind, path),
    });
    this.managers.push(manager);
    await manager.existsResult('none');
    return manager;
  }

  async remove(): Promise<void> {
    for (const manager of this.managers) await manager.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export function backend(kind: Kind, path: string) {
  if (kind === 'file system') return createFilesystemStorage(path, { ports });
  return createDatabaseStorage(`sqlite:///${databaseOf(path)}`, { ports, engine: kind });
}

/** The file of the database at `path`. */
export function databaseOf(path: string): string {
  return `${path}.db`;
}
