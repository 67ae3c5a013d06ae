import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { nodePorts } from '../../../src/platform/node/nodePorts';
import { createStorageManager } from '../../../src/storage/factories';
import type { StorageManager } from '../../../src/storage/manager';
import { aResult } from '../../unit/support/results';
import { repository } from '../../vscode/repository';
import { openWorkbench, type WorkbenchOptions } from './openWorkbench';
import type { Workbench } from './workbench';

/** What a test finds on the disk when it starts. */
interface SmallWorkspaceOptions extends Omit<WorkbenchOptions, 'workspace'> {
  /** Keys of results in the folder that is the primary backend. */
  readonly primary?: readonly string[];
  /** Keys of results in the database that is the secondary backend; without it there is no secondary. */
  readonly secondary?: readonly string[];
  /** Further files: path → content. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Something else to do in the workspace's folder before it is opened. */
  readonly prepare?: (folder: string) => Promise<void>;
}

/** A window on a workspace with a few results, and a look behind it at what is on the disk. */
export interface SmallWorkspace {
  readonly workbench: Workbench;
  readonly folder: string;
  /** Another process's view of the same backends. */
  readonly outside: StorageManager;
  close(): Promise<void>;
}

const database = 'sqlite:///.optiscope/replica.db';

/** Makes a workspace, fills its backends and opens it. */
export async function openSmallWorkspace({
  primary = [],
  secondary,
  files = {},
  prepare,
  settings,
  ...options
}: SmallWorkspaceOptions = {}): Promise<SmallWorkspace> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'optiscope-e2e-')));
  const outside = managerOf(folder, secondary !== undefined);
  for (const key of primary) {
    await outside.saveResult(key, aResult({ rows: 3 }), undefined, { replicate: false });
  }
  for (const key of secondary ?? []) await saveInSecondary(outside, key);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await prepare?.(folder);
  const workbench = await openWorkbench({
    ...options,
    workspace: folder,
    settings: {
      ...(secondary !== undefined && {
        'optiscope.secondary.type': 'database',
        'optiscope.secondary.connectionString': database,
      }),
      ...settings,
    },
  });
  return {
    workbench,
    folder,
    outside,
    close: async () => {
      await workbench.close();
      await outside.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

function managerOf(folder: string, hasSecondary: boolean): StorageManager {
  const wasmFolder = path.join(repository, 'node_modules', 'sql.js', 'dist');
  const ports = { ...nodePorts(wasmFolder), baseFolder: folder };
  return createStorageManager({
    primaryType: 'filesystem',
    primaryConfig: { basePath: '.optiscope/results' },
    ...(hasSecondary && {
      secondaryType: 'database',
      secondaryConfig: { connectionString: database },
    }),
    useCache: false,
    ports,
  });
}

async function saveInSecondary(manager: StorageManager, key: string): Promise<void> {
  if (await manager.existsResult(key)) {
    await manager.migrateResult(key, 'primary', 'secondary');
    return;
  }
  await manager.saveResult(key, aResult({ rows: 3 }));
  await manager.deleteFrom({ backend: 'primary', key });
}
