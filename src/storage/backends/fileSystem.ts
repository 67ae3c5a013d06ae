import { Emitter } from '../../core/event';
import type { Disposable, Event } from '../../core/event';
import type { Header } from '../../core/header';
import type {
  BackendChange,
  BackendInfo,
  Entry,
  Keep,
  SaveOptions,
  StorageBackend,
  Trash,
} from '../backend';
import { isStorageError, StorageError } from '../errors';
import { inParallel } from '../inParallel';
import { checkKey } from '../keys';
import type { Files, Lock } from '../ports';
import { ProcessLock } from '../processLock';
import { readArtifact, readFileHead, isArrowFile } from './artifactFile';
import { listArtifacts } from './artifactFolder';
import type { ArtifactFile, FolderListing } from './artifactFolder';
import { BasePresence } from './basePresence';
import { checkExpected } from './expectedRevision';
import { FileSystemTrash } from './fileSystemTrash';
import { folderInfo } from './folderInfo';
import { FolderWatch } from './folderWatch';
import { HeaderIndex } from './headerIndex';
import { HiddenFolder } from './hiddenFolder';
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
  private readonly presence: BasePresence;
  private readonly removed: FileSystemTrash;
  private isClosed = false;

  constructor({ basePath, files, lock, index }: FileSystemStorageOptions) {
    this.basePath = basePath;
    this.files = files;
    this.lock = lock ?? new ProcessLock();
    this.lockPath = files.join(basePath, '.optiscope.lock');
    const hidden = new HiddenFolder(files, basePath);
    this.index = new HeaderIndex(files, index ?? hidden);
    this.removed = new FileSystemTrash(files, hidden);
    this.presence = new BasePresence(files, basePath);
    this.keyFiles = new KeyFiles(files, basePath);
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
      return this.restore(bin, key, expected);
    },
    empty: async bins => {
      this.checkOpen();
      if (!(await this.presence.isThere())) return;
      await this.lock.hold(this.lockPath, () => this.removed.empty(bins));
    },
  };

  async save(entry: Entry, options: SaveOptions = {}): Promise<void> {
    this.checkOpen();
    const { key } = entry.header;
    checkKey(key);
    await this.presence.isThere();
    await this.change(async () => {
      const found = await this.keyFiles.find(key);
      if (options.expected !== undefined) {
        const stored = found && (await this.revisionOf(found));
        checkExpected(options, stored, { key, place: this.basePath });
      }
      const path = found?.path ?? (await this.keyFiles.pathForNew(key));
      if (found && options.keep !== undefined) await this.removed.copy(options.keep, found);
      await this.files.write(path, entry.bytes, { ifAbsent: options.expected === null });
      this.presence.seen();
      return { value: undefined, changed: [{ key, path }] };
    });
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
    const file = await this.keyFiles.find(key);
    if (file === undefined) return this.presence.absent();
    const known = await this.index.get(file.path, file.stat);
    if (known !== undefined) return { ...known, key };
    const read = await readFileHead(this.files, file);
    if (read === undefined) return this.presence.absent();
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
    options: { readonly overwrite?: boolean } & Keep = {},
  ): Promise<boolean> {
    this.checkOpen();
    checkKey(newKey);
    if (!(await this.presence.isThere())) return false;
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
      if (taken && options.keep !== undefined) await this.removed.copy(options.keep, taken);
      // What the disk finds there now is either meant to be overwritten or the same file under a name of other case.
      const overwrite = (await this.files.stat(path)) !== undefined;
      const value = await this.files.rename(from.path, path, { overwrite });
      if (value) await this.keyFiles.deleteEmptyFolders(from);
      return { value, changed: value ? [from, { key: newKey, path }] : [] };
    });
  }

  async delete(key: string, options: { readonly expected?: string } & Keep = {}): Promise<boolean> {
    this.checkOpen();
    if (!(await this.presence.isThere())) return false;
    return this.change(async () => {
      const file = await this.keyFiles.find(key);
      if (file === undefined) return { value: false, changed: [] };
      if (options.expected !== undefined) {
        checkExpected(options, await this.revisionOf(file), { key, place: this.basePath });
      }
      const value = await this.remove(file, options);
      if (value) await this.keyFiles.deleteEmptyFolders(file);
      return { value, changed: value ? [file] : [] };
    });
  }

  /** Leaves files that have our extension but are no Arrow files: nobody knows whose they are. */
  async clear(options: Keep = {}): Promise<number> {
    this.checkOpen();
    if (!(await this.presence.isThere())) return 0;
    return this.change(async () => {
      const { files } = await this.listing('');
      const deleted: ArtifactFile[] = [];
      try {
        await inParallel(files, parallel, async file => {
          if (!(await isArrowFile(this.files, file.path))) return;
          if (await this.remove(file, options)) deleted.push(file);
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
    return folderInfo(this.files, this.basePath, await this.listing(''));
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

  private async remove(file: ArtifactFile, { keep }: Keep): Promise<boolean> {
    if (keep === undefined) return this.files.delete(file.path);
    return this.removed.take(keep, file);
  }

  private async restore(bin: string, key: string, expected: string | null): Promise<boolean> {
    checkKey(key);
    if (!(await this.presence.isThere())) return false;
    return this.change(async () => {
      const item = await this.removed.find(bin, key);
      if (item === undefined) return { value: false, changed: [] };
      const found = await this.keyFiles.find(key);
      const stored = found && (await this.revisionOf(found));
      checkExpected({ expected }, stored, { key, place: this.basePath });
      const path = found?.path ?? (await this.keyFiles.pathForNew(key));
      const value = await this.files.rename(item.path, path, { overwrite: expected !== null });
      if (value) await this.removed.tidy(bin, item);
      return { value, changed: value ? [{ key, path }] : [] };
    });
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
    if (listing === undefined) {
      return (await this.presence.absent()) ?? { files: [], unreachable: [] };
    }
    this.presence.seen();
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

  private checkOpen(): void {
    if (this.isClosed) {
      throw new StorageError('closed', `The file system storage in ${this.basePath} is closed.`);
    }
  }
}
