import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiskFiles } from '../../../src/platform/node/diskFiles';
import { nodePorts } from '../../../src/platform/node/nodePorts';
import type { LastingName } from '../../../src/storage/address';
import type { StorageBackend } from '../../../src/storage/backend';
import type { ManagerConfig } from '../../../src/storage/config';
import { baselineFile } from '../../../src/storage/baselineFile';
import { createBackend } from '../../../src/storage/createBackend';
import { StorageManager } from '../../../src/storage/manager';
import type { HostPorts } from '../../../src/storage/open';
import type { ManagerServices } from '../../../src/storage/managerOptions';
import type { PendingChange } from '../../../src/storage/pendingChange';
import { undoLogFile } from '../../../src/storage/undoLogFile';
import { repository } from '../../vscode/repository';
import { contentsAfter, runOperation } from './operations';
import type { Operation } from './operations';
import type { Contents } from './contents';
import { copyFolder } from './copyFolder';
import type { Story } from './killing';
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
  private oldChanges: ReadonlySet<string> = new Set();

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
  async prepare({ before, spoil }: Pick<Story, 'before' | 'spoil'>): Promise<void> {
    const manager = this.open();
    for (const operation of before) {
      await runOperation(manager, operation);
      this.beginning = contentsAfter(this.beginning, operation, this.sides);
    }
    this.oldChanges = new Set((await manager.changes.list()).map(({ id }) => id));
    await manager.close();
    for (const side of this.sides) {
      const kind = this.layout[side];
      if (kind !== undefined) await spoil?.(this.folderOf(side), kind);
    }
    await cp(this.folder, this.copy, { recursive: true, preserveTimestamps: true });
  }

  /** Puts everything back as it was to begin with. */
  async reset(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    await cp(this.copy, this.folder, { recursive: true, preserveTimestamps: true });
  }

  /** Does something to the store that leaves no trace. */
  async onceMore(work: () => Promise<void>): Promise<void> {
    const aside = `${this.folder}.aside`;
    await copyFolder(this.folder, aside);
    await work();
    await rm(this.folder, { recursive: true, force: true });
    await rename(aside, this.folder);
  }

  /** The store in this process, as a program finds it that has just been started. */
  open(services: ManagerServices = {}): StorageManager {
    const files = new DiskFiles();
    const baseline = baselineFile({ files, folder: this.baselineFolder });
    const undoLog = undoLogFile({ files, folder: this.undoFolder });
    return StorageManager.fromJSON(this.config, hostPorts(), { baseline, undoLog, ...services });
  }

  /** The changes since {@link prepare} that can be taken back, the oldest first. */
  async newChanges(manager: StorageManager): Promise<readonly PendingChange[]> {
    return (await manager.changes.list()).filter(({ id }) => !this.oldChanges.has(id));
  }

  /** What is at one of the sides, without a manager in front of it. */
  async onBackend<T>(side: LastingName, work: (backend: StorageBackend) => Promise<T>): Promise<T> {
    const config = this.config[side];
    if (config === undefined) throw new Error(`There is no ${side}.`);
    const backend = createBackend(config, hostPorts());
    try {
      return await work(backend);
    } finally {
      await backend.close();
    }
  }

  /** Does `operations` in a process of its own. */
  run(
    operations: readonly Operation[],
    { killAfterMs, through, ...how }: RunOptions & Pick<RunnableTask, 'killAt' | 'mayFail'> = {},
  ): Promise<WorkerOutcome> {
    const { config, baselineFolder, undoFolder } = this;
    return runWorker(
      { config, baselineFolder, undoFolder, operations, ...how },
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

  private get undoFolder(): string {
    return path.join(this.folder, 'changes');
  }

  private async makeFolders(): Promise<void> {
    for (const side of this.sides) await mkdir(this.folderOf(side), { recursive: true });
  }
}
