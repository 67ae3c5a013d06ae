import { Emitter } from '../../core/event';
import type { Disposable, Event } from '../../core/event';
import type { Header } from '../../core/header';
import type { BackendChange, BackendInfo, Entry, SaveOptions, StorageBackend } from '../backend';
import { isStorageError, StorageError } from '../errors';
import { checkKey } from '../keys';
import type { Files, Lock } from '../ports';
import { ProcessLock } from '../processLock';
import { readArtifact, readFileHead, isArrowFile } from './artifactFile';
import { listArtifacts } from './artifactFolder';
import type { ArtifactFile, FolderListing } from './artifactFolder';
import { checkExpected } from './expectedRevision';
import { FolderWatch } from './folderWatch';
import { HeaderIndex } from './headerIndex';
import { KeyFiles } from './keyFiles';
import { keyOfPath } from '../keyPath';
import type { FoundFile } from './keyFiles';

export interface FileSystemStorageOptions {
  /** The folder that keeps the results, absolute; made by the first save. */
  readonly basePath: string;
  readonly files: Files;
  /** Keeps other processes out while something is changed; without it only this object's own calls wait for each other. */
  readonly lock?: Lock;
  /** Where heads are remembered between sessions. Default: a hidden file in the folder. */
  readonly index?: string;
}

/** How many files are handled at a time. */
const parallel = 32;

/** Keeps each entry as one file of a folder that people and other programs may read and write too; a key is its path. */
export class FileSystemStorage implements StorageBackend {
  readonly type = 'filesystem';
  private readonly basePath: string;
  private readonly files: Files;
  private readonly lock: Lock;
  private readonly lockPath: string;
  private readonly index: HeaderIndex;
  private readonly keyFiles: KeyFiles;
  private readonly didChange = new Emitter<BackendChange>();
  private readonly watch: FolderWatch;
  private wasThere = false;
  private isClosed = false;

  constructor({ basePath, files, lock, index }: FileSystemStorageOptions) {
    this.basePath = basePath;
    this.files = files;
    this.lock = lock ?? new ProcessLock();
    this.lockPath = files.join(basePath, '.optiscope.lock');
    this.index = new HeaderIndex(
      files,
      index ?? files.join(basePath, '.optiscope', 'index.ndjson'),
    );
    this.keyFiles = new KeyFiles(files, basePath);
    this.watch = new FolderWatch(files, basePath, paths => this.fireForOthers(paths));
  }

  readonly onDidChange: Event<BackendChange> = (listener): Disposable => {
    if (!this.isClosed) this.watch.start();
    return this.didChange.event(listener);
  };

  async save(entry: Entry, options: SaveOptions = {}): Promise<void> {
    this.checkOpen();
    const { key } = entry.header;
    checkKey(key);
    await this.isFolderThere();
    await this.change(async () => {
      const found = await this.keyFiles.find(key);
      if (options.expected !== undefined) {
        const stored = found && (await this.revisionOf(found));
        checkExpected(options, stored, { key, place: this.basePath });
      }
      const path = found?.path ?? (await this.keyFiles.pathForNew(key));
      await this.files.write(path, entry.bytes, { ifAbsent: options.expected === null });
      this.wasThere = true;
      return { value: undefined, changed: [{ key, path }] };
    });
  }

  async load(key: string): Promise<Entry | undefined> {
    this.checkOpen();
    const file = await this.keyFiles.find(key);
    const artifact = file && (await readArtifact(this.files, file));
    if (artifact === undefined) return this.absent();
    return { header: { ...artifact.head, key }, bytes: artifact.bytes };
  }

  async header(key: string): Promise<Header | undefined> {
    this.checkOpen();
    const file = await this.keyFiles.find(key);
    if (file === undefined) return this.absent();
    const known = await this.index.get(file.path, file.stat);
    if (known !== undefined) return { ...known, key };
    const read = await readFileHead(this.files, file);
    if (read === undefined) return this.absent();
    await this.index.set(file.path, read.stat, read.head);
    return { ...read.head, key };
  }

  async list(prefix = ''): Promise<readonly string[]> {
    this.checkOpen();
    const { files } = await this.listing(prefix);
    if (prefix === '') await this.index.retain(files);
    return files.map(({ key }) => key).sort();
  }

  async rename(
    oldKey: string,
    newKey: string,
    options: { readonly overwrite?: boolean } = {},
  ): Promise<boolean> {
    this.checkOpen();
    checkKey(newKey);
    if (!(await this.isFolderThere())) return false;
    return this.change(async () => {
      const from = await this.keyFiles.find(oldKey);
      if (from === undefined || oldKey === newKey)
        return { value: from !== undefined, changed: [] };
      const taken = await this.keyFiles.find(newKey);
      if (taken !== undefined && options.overwrite !== true) {
        throw new StorageError(
          'already-exists',
          `The key "${newKey}" is taken in ${this.basePath} (${taken.path}). Choose another name or overwrite it.`,
        );
      }
      const path = taken?.path ?? (await this.keyFiles.pathForNew(newKey, from.stat));
      // What the disk finds there now is either meant to be overwritten or the same file under a name of other case.
      const overwrite = (await this.files.stat(path)) !== undefined;
      const value = await this.files.rename(from.path, path, { overwrite });
      if (value) await this.keyFiles.deleteEmptyFolders(from);
      return { value, changed: value ? [from, { key: newKey, path }] : [] };
    });
  }

  async delete(key: string): Promise<boolean> {
    this.checkOpen();
    if (!(await this.isFolderThere())) return false;
    return this.change(async () => {
      const file = await this.keyFiles.find(key);
      const value = file !== undefined && (await this.files.delete(file.path));
      if (value) await this.keyFiles.deleteEmptyFolders(file);
      return { value, changed: value ? [file] : [] };
    });
  }

  /** Leaves files that have our extension but are no Arrow files: nobody knows whose they are. */
  async clear(): Promise<number> {
    this.checkOpen();
    if (!(await this.isFolderThere())) return 0;
    return this.change(async () => {
      const { files } = await this.listing('');
      const deleted: ArtifactFile[] = [];
      try {
        await eachOf(files, async file => {
          if (!(await isArrowFile(this.files, file.path))) return;
          if (await this.files.delete(file.path)) deleted.push(file);
        });
        for (const file of deleted) await this.keyFiles.deleteEmptyFolders(file);
      } catch (error) {
        this.fire(deleted);
        throw error;
      }
      return { value: deleted.length, changed: deleted };
    });
  }

  async info(): Promise<BackendInfo> {
    this.checkOpen();
    const { files, unreachable } = await this.listing('');
    let bytes = 0;
    await eachOf(files, async ({ path }) => {
      const stat = await this.files.stat(path);
      bytes += stat?.size ?? 0;
    });
    const freeBytes = await this.files.freeBytes?.(this.basePath);
    return {
      type: this.type,
      location: this.basePath,
      count: files.length,
      bytes,
      ...(freeBytes !== undefined && { freeBytes }),
      warnings: unreachable.map(
        path =>
          `${path} is not shown: its name is no key, or another file has that key. Rename it.`,
      ),
    };
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    this.watch.dispose();
    this.didChange.dispose();
    await this.index.save();
  }

  /** Runs `work` while nobody else changes this folder, then tells which keys changed. */
  private async change<T>(
    work: () => Promise<{ readonly value: T; readonly changed: readonly ArtifactFile[] }>,
  ): Promise<T> {
    const { value, changed } = await this.watch.owning(
      () => this.lock.hold(this.lockPath, work),
      outcome => outcome.changed.map(({ path }) => path),
    );
    this.fire(changed);
    return value;
  }

  private fire(changed: readonly ArtifactFile[]): void {
    if (changed.length > 0) this.didChange.fire({ keys: changed.map(({ key }) => key) });
  }

  private fireForOthers(paths: readonly string[] | undefined): void {
    const keys = paths?.flatMap(path => keyOfPath(path.slice(this.basePath.length)) ?? []);
    if (keys?.length !== 0) this.didChange.fire({ ...(keys && { keys }) });
  }

  private async listing(prefix: string): Promise<FolderListing> {
    const listing = await listArtifacts(this.files, this.basePath, prefix);
    if (listing === undefined) return (await this.absent()) ?? { files: [], unreachable: [] };
    this.wasThere = true;
    return listing;
  }

  private async revisionOf(file: FoundFile): Promise<{ readonly revision: string }> {
    try {
      const read = await readFileHead(this.files, file);
      return read?.head ?? { revision: 'unknown' };
    } catch (error) {
      if (!isStorageError(error, 'corrupt') && !isStorageError(error, 'unsupported')) throw error;
      // A file that cannot be read has no revision, so none that anybody can have expected.
      return { revision: 'unknown (it cannot be read)' };
    }
  }

  /** What a missing file means: nothing, unless the whole folder went away. */
  private async absent(): Promise<undefined> {
    await this.isFolderThere();
    return undefined;
  }

  /** @throws {StorageError} `unavailable` when the folder was there and is gone: it may be a disk that was taken out. */
  private async isFolderThere(): Promise<boolean> {
    const stat = await this.files.stat(this.basePath);
    if (stat?.kind === 'folder') this.wasThere = true;
    if (stat === undefined && this.wasThere) {
      throw new StorageError(
        'unavailable',
        `The folder ${this.basePath} is gone. Bring it back, or make an empty one in its place to start anew.`,
      );
    }
    return stat !== undefined;
  }

  private checkOpen(): void {
    if (this.isClosed) {
      throw new StorageError('closed', `The file system storage in ${this.basePath} is closed.`);
    }
  }
}

/** Does `work` for every item, a bounded number at a time; after a failure no more are begun. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items].reverse();
  const worker = async (): Promise<void> => {
    try {
      for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
    } finally {
      waiting.length = 0;
    }
  };
  const results = await Promise.allSettled(Array.from({ length: parallel }, worker));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
