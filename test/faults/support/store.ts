import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiskFiles } from '../../../src/platform/node/diskFiles';
import { nodePorts } from '../../../src/platform/node/nodePorts';
import type { LastingName } from '../../../src/storage/address';
import type { ManagerConfig } from '../../../src/storage/config';
import { baselineFile } from '../../../src/storage/baselineFile';
import { createBackend } from '../../../src/storage/createBackend';
import { StorageManager } from '../../../src/storage/manager';
import type { HostPorts } from '../../../src/storage/open';
import type { ManagerServices } from '../../../src/storage/managerOptions';
import { repository } from '../../vscode/repository';
import { contentsAfter, runOperation } from './operations';
import type { Operation } from './operations';
import { slotOf } from './contents';
import type { Contents } from './contents';
import { configIn, sidesOf } from './places';
import type { Layout } from './places';
import { runWorker } from './workerProcess';
import type { RunOptions, RunnableTask, WorkerOutcome } from './workerProcess';

const wasmFolder = path.join(repository, 'node_modules', 'sql.js', 'dist');

/** What this process offers to backends: what the extension has on a desktop. */
export function hostPorts(): HostPorts {
  return nodePorts(wasmFolder);
}

/** One or two backends on the real disk, which processes work on, and a copy of how they were to begin with. */
export class Store {
  readonly sides: readonly LastingName[];
  readonly config: ManagerConfig;
  private beginning: Contents = new Map();

  private constructor(
    /** Everything that there is of the store; nothing else is in it. */
    readonly folder: string,
    readonly layout: Layout,
  ) {
    this.sides = sidesOf(layout);
    const { primary, secondary } = layout;
    this.config = {
      primary: configIn(this.folderOf('primary'), primary),
      ...(secondary && { secondary: configIn(this.folderOf('secondary'), secondary) }),
      useCache: true,
      cacheSizeMb: 10,
    };
  }

  /** An empty store, to be removed with {@link remove}. */
  static async make(layout: Layout): Promise<Store> {
    const around = await mkdtemp(path.join(tmpdir(), 'optiscope-faults-'));
    const store = new Store(path.join(around, 'store'), layout);
    await store.makeFolders();
    return store;
  }

  /** What was there when {@link prepare} had ended. */
  get contents(): Contents {
    return this.beginning;
  }

  folderOf(side: LastingName): string {
    return path.join(this.folder, side);
  }

  /** Does `operations`, and remembers what they lead to for {@link reset}. */
  async prepare(operations: readonly Operation[]): Promise<void> {
    const manager = this.open();
    for (const operation of operations) {
      await runOperation(manager, operation);
      this.beginning = contentsAfter(this.beginning, operation, this.sides);
    }
    await manager.close();
    await cp(this.folder, this.copy, { recursive: true, preserveTimestamps: true });
  }

  /** Puts everything back as it was to begin with. */
  async reset(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    await cp(this.copy, this.folder, { recursive: true, preserveTimestamps: true });
  }

  /** The store in this process, as a program finds it that has just been started. */
  open(services: ManagerServices = {}): StorageManager {
    const baseline = baselineFile({ files: new DiskFiles(), folder: this.baselineFolder });
    return StorageManager.fromJSON(this.config, hostPorts(), { baseline, ...services });
  }

  /** The slots of which something is in the trash. */
  async trash(): Promise<ReadonlySet<string>> {
    const slots = new Set<string>();
    for (const side of this.sides) {
      const config = this.config[side];
      const backend = config && createBackend(config, hostPorts());
      for (const { key } of (await backend?.trash?.list()) ?? []) slots.add(slotOf(side, key));
      await backend?.close();
    }
    return slots;
  }

  /** Does `operations` in a process of its own. */
  run(
    operations: readonly Operation[],
    { killAfterMs, through, ...how }: RunOptions & Pick<RunnableTask, 'killAt' | 'mayFail'> = {},
  ): Promise<WorkerOutcome> {
    const { config, baselineFolder } = this;
    return runWorker(
      { config, baselineFolder, operations, ...how },
      { ...(killAfterMs !== undefined && { killAfterMs }), ...(through && { through }) },
    );
  }

  /** Paths of all files, relative to {@link folder}, with `/`. */
  async files(): Promise<readonly string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    return entries
      .filter(entry => entry.isFile())
      .map(entry => path.relative(this.folder, path.join(entry.parentPath, entry.name)))
      .map(name => name.split(path.sep).join('/'))
      .sort();
  }

  /** Moves everything to `folder`, for somebody to look at. */
  async keepFor(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(path.dirname(folder), { recursive: true });
    await rename(this.folder, folder);
  }

  async remove(): Promise<void> {
    await rm(path.dirname(this.folder), { recursive: true, force: true });
  }

  private get copy(): string {
    return `${this.folder}.copy`;
  }

  private get baselineFolder(): string {
    return path.join(this.folder, 'baselines');
  }

  private async makeFolders(): Promise<void> {
    for (const side of this.sides) await mkdir(this.folderOf(side), { recursive: true });
  }
}
