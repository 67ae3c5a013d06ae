import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodePorts } from '../src/platform/node/nodePorts';
import { createBackend } from '../src/storage/createBackend';
import type { BackendConfig } from '../src/storage/config';
import { StorageManager } from '../src/storage/manager';

const ports = nodePorts(join(import.meta.dirname, '../node_modules/sql.js/dist'));

/** Every backend that there is on this Node. */
export const backendNames = [
  'memory',
  'file system',
  'database, sql.js',
  // Absent before Node 22.13.
  ...(ports.sqlEngines['node:sqlite'] === undefined ? [] : ['database, node:sqlite']),
];

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

  /** A manager without a cache over the backend of this name at `path`; over two equal ones when `secondary` is given. */
  manager(
    name: string,
    path = this.newPath(),
    {
      secondary,
      useCache = false,
    }: { readonly secondary?: string; readonly useCache?: boolean } = {},
  ): StorageManager {
    const manager = new StorageManager({
      primary: createBackend(configOf(name, path), ports),
      secondary:
        secondary === undefined ? undefined : createBackend(configOf(name, secondary), ports),
      useCache,
    });
    this.managers.push(manager);
    return manager;
  }

  async remove(): Promise<void> {
    for (const manager of this.managers) await manager.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function configOf(name: string, path: string): BackendConfig {
  if (name === 'memory') return { type: 'memory' };
  if (name === 'file system') return { type: 'filesystem', basePath: path };
  const engine = name === 'database, sql.js' ? 'sql.js' : 'node:sqlite';
  return { type: 'database', connectionString: `sqlite:///${path}.db`, engine };
}
