import { Emitter } from '../../core/event';
import type { Disposable, Event } from '../../core/event';
import type { Header } from '../../core/header';
import type {
  BackendChange,
  BackendFault,
  BackendInfo,
  Entry,
  Keep,
  SaveOptions,
  StorageBackend,
  Trash,
} from '../backend';
import { StorageError } from '../errors';
import { keyOfPath } from '../keyPath';
import { checkKey } from '../keys';
import { Limit } from '../limit';
import type { FileBatch, Files, Lock, StagedFile } from '../ports';
import { ProcessLock } from '../processLock';
import { checkBin } from '../trashBin';
import { readArtifact, readFileHead } from './artifactFile';
import { listArtifacts } from './artifactFolder';
import type { FolderListing } from './artifactFolder';
import { BasePresence } from './basePresence';
import { ChangeQueue } from './changeQueue';
import { FileSystemTrash } from './fileSystemTrash';
import { FolderChanges } from './folderChanges';
import type { RunningChange } from './folderChanges';
import { folderInfo } from './folderInfo';
import { FolderWatch } from './folderWatch';
import { HeaderIndex } from './headerIndex';
import { HiddenFolder } from './hiddenFolder';
import { indexFaults, refillIndex } from './indexCheck';
import { KeyFiles } from './keyFiles';

export interface FileSystemStorageOptions {
  /** The folder that keeps the results, absolute; made by the first save. */
  readonly basePath: string;
  readonly files: Files;
  /** Keeps other processes out while something is changed; without it only this object's own calls wait for each other. */
  readonly lock?: Lock;
  /** Where heads are remembered between sessions. Default: a hidden file in the folder. */
  readonly index?: string;
}

/** How many files are written at a time before their turn to be placed comes. */
const maxStaged = 32;

/** Keeps each entry as one file of a folder that people and other programs may read and write too; a key is its path. */
export class FileSystemStorage implements StorageBackend {
  readonly type = 'filesystem';
  private readonly basePath: string;
  private readonly files: Files;
  private readonly index: HeaderIndex;
  private readonly keyFiles: KeyFiles;
  private readonly removed: FileSystemTrash;
  private readonly presence: BasePresence;
  private readonly changes: FolderChanges;
  private readonly queue: ChangeQueue;
  private readonly staging = new Limit(maxStaged);
  private readonly didChange = new Emitter<BackendChange>();
  private readonly watch: FolderWatch;
  private isClosed = false;

  constructor({ basePath, files, lock = new ProcessLock(), index }: FileSystemStorageOptions) {
    this.basePath = basePath;
    this.files = files;
    const hidden = new HiddenFolder(files, basePath);
    this.index = new HeaderIndex(files, index ?? hidden);
    this.keyFiles = new KeyFiles(files, basePath);
    this.removed = new FileSystemTrash(files, hidden);
    this.presence = new BasePresence(files, basePath);
    const { keyFiles, removed: trash } = this;
    this.changes = new FolderChanges({ basePath, files, keyFiles, trash, index: this.index });
    this.queue = new ChangeQueue(lock, files.join(basePath, '.optiscope.lock'));
    this.watch = new FolderWatch(files, basePath, paths => this.fireForOthers(paths));
  }

  readonly onDidChange: Event<BackendChange> = (listener): Disposable => {
    if (!this.isClosed) this.watch.start();
    return this.didChange.event(listener);
  };

  readonly trash: Trash = {
    list: async () => {
      this.checkOpen();
      return this.removed.list();
    },
    restore: async (bin, key, { expected = null } = {}) => {
      this.checkOpen();
      checkKey(key);
      checkBin(bin);
      const work = (change: RunningChange): Promise<boolean> =>
        this.changes.restore(bin, key, { expected, ...change });
      return (await this.changeIfThere(work)) ?? false;
    },
    empty: async bins => {
      this.checkOpen();
      for (const bin of bins) checkBin(bin);
      await this.changeIfThere(({ batch }) => this.removed.empty(bins, batch));
    },
  };

  async save(entry: Entry, options: SaveOptions = {}): Promise<void> {
    this.checkOpen();
    const { key } = entry.header;
    checkKey(key);
    if (options.keep !== undefined) checkBin(options.keep);
    const batch = this.files.batch();
    const staging = this.staging.run(() => this.stage(entry, batch));
    try {
      await this.change(
        async change => this.changes.save(entry, { ...options, staged: await staging }, change),
        { batch, prepared: staging.then(() => true) },
      );
    } catch (error) {
      await staging.then(
        staged => staged.discard(),
        () => undefined,
      );
      throw error;
    }
    this.presence.seen();
  }

  async load(key: string): Promise<Entry | undefined> {
    this.checkOpen();
    const file = await this.keyFiles.find(key);
    const artifact = file && (await readArtifact(this.files, file));
    if (artifact === undefined) return this.presence.absent();
    return { header: { ...artifact.head, key }, bytes: artifact.bytes };
  }

  async header(key: string): Promise<Header | undefined> {
    this.checkOpen();
    await this.index.ready();
    const file = await this.keyFiles.find(key);
    if (file === undefined) return this.presence.absent();
    const known = this.index.get(key, file.stat);
    if (known !== undefined) return known;
    const read = await readFileHead(this.files, file);
    if (read === undefined) return this.presence.absent();
    this.index.set(key, read.stat, read.head);
    return { ...read.head, key };
  }

  async has(key: string): Promise<boolean> {
    this.checkOpen();
    if ((await this.keyFiles.find(key)) !== undefined) return true;
    await this.presence.absent();
    return false;
  }

  async list(prefix = ''): Promise<readonly string[]> {
    this.checkOpen();
    const { files } = await this.listing(prefix);
    const keys = files.map(({ key }) => key).sort();
    if (prefix === '') this.index.retain(keys);
    return keys;
  }

  async rename(
    oldKey: string,
    newKey: string,
    options: { readonly overwrite?: boolean } & Keep = {},
  ): Promise<boolean> {
    this.checkOpen();
    checkKey(newKey);
    if (options.keep !== undefined) checkBin(options.keep);
    const work = (change: RunningChange): Promise<boolean> =>
      this.changes.rename(oldKey, newKey, { ...options, ...change });
    return (await this.changeIfThere(work)) ?? false;
  }

  async delete(key: string, options: { readonly expected?: string } & Keep = {}): Promise<boolean> {
    this.checkOpen();
    if (options.keep !== undefined) checkBin(options.keep);
    return (await this.changeIfThere(change => this.changes.delete(key, options, change))) ?? false;
  }

  async clear(options: Keep = {}): Promise<number> {
    this.checkOpen();
    if (options.keep !== undefined) checkBin(options.keep);
    const count = await this.changeIfThere(async change => {
      const { files } = await this.listing('');
      await this.changes.clear(files, options, change);
      return change.changed.length;
    });
    return count ?? 0;
  }

  async check(): Promise<readonly BackendFault[]> {
    this.checkOpen();
    const { files } = await this.listing('');
    return indexFaults(this.files, this.index, files);
  }

  async rebuild(): Promise<void> {
    this.checkOpen();
    const { files } = await this.listing('');
    await refillIndex(this.files, this.index, files);
  }

  async info(): Promise<BackendInfo> {
    this.checkOpen();
    return folderInfo(this.files, this.basePath, await this.listing(''));
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    this.watch.dispose();
    this.didChange.dispose();
    await this.index.close();
    await this.queue.close();
  }

  private async stage({ header, bytes }: Entry, batch: FileBatch): Promise<StagedFile> {
    const { path, isFolderSeen } = await this.keyFiles.place(header.key);
    // Otherwise the folder that is about to be made might stand for a disk that was taken out.
    if (!isFolderSeen) await this.presence.isThere();
    return batch.stage(path, bytes);
  }

  /** As {@link change}; does nothing where there is no folder, which taking the lock would make. */
  private changeIfThere<T>(work: (change: RunningChange) => Promise<T>): Promise<T | undefined> {
    return this.change(work, { batch: this.files.batch(), prepared: this.presence.isThere() });
  }

  /**
   * Runs `work` while nobody else changes this folder, makes it durable, and tells which keys changed. Nothing is awaited
   * before it stands in the queue: changes are made in the order they were asked for.
   */
  private async change<T>(
    work: (change: RunningChange) => Promise<T>,
    { batch, prepared }: { readonly batch: FileBatch; readonly prepared: Promise<boolean> },
  ): Promise<T | undefined> {
    const change: RunningChange = { batch, changed: [] };
    try {
      return await this.watch.owning(
        async () => {
          const value = await this.queue.run(() => work(change), prepared);
          await batch.flush();
          return value;
        },
        () => change.changed.map(({ path }) => path),
      );
    } finally {
      const keys = change.changed.map(({ key }) => key);
      if (keys.length > 0) this.didChange.fire({ keys });
    }
  }

  private fireForOthers(paths: readonly string[] | undefined): void {
    const keys = paths?.flatMap(path => keyOfPath(path.slice(this.basePath.length)) ?? []);
    if (keys?.length !== 0) this.didChange.fire({ ...(keys && { keys }) });
  }

  private async listing(prefix: string): Promise<FolderListing> {
    const listing = await listArtifacts(this.files, this.basePath, prefix);
    if (listing === undefined) {
      return (await this.presence.absent()) ?? { files: [], unreachable: [] };
    }
    this.presence.seen();
    return listing;
  }

  private checkOpen(): void {
    if (this.isClosed) {
      throw new StorageError('closed', `The file system storage in ${this.basePath} is closed.`);
    }
  }
}
