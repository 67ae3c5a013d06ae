import type { Entry, Keep, SaveOptions } from '../backend';
import { isStorageError, StorageError } from '../errors';
import { inParallel } from '../inParallel';
import type { FileBatch, Files, StagedFile } from '../ports';
import { isArrowFile, readFileHead } from './artifactFile';
import type { ArtifactFile } from './artifactFolder';
import { checkExpected } from './expectedRevision';
import type { FileSystemTrash } from './fileSystemTrash';
import type { HeaderIndex } from './headerIndex';
import type { FoundFile, KeyFiles } from './keyFiles';

/** A change under way. */
export interface RunningChange {
  readonly batch: FileBatch;
  /** Gets the files that were changed, as soon as they are. */
  readonly changed: ArtifactFile[];
}

export interface FolderChangesOptions {
  readonly basePath: string;
  readonly files: Files;
  readonly keyFiles: KeyFiles;
  readonly trash: FileSystemTrash;
  readonly index: HeaderIndex;
}

/** How many files are handled at a time. */
const parallel = 32;

/** What changes a folder of results. Each method runs while nobody else changes it, and leaves flushing to its caller. */
export class FolderChanges {
  private readonly options: FolderChangesOptions;

  constructor(options: FolderChangesOptions) {
    this.options = options;
  }

  async save(
    { header: { key, ...head } }: Entry,
    options: SaveOptions & { readonly staged: StagedFile },
    { changed }: RunningChange,
  ): Promise<void> {
    const { keyFiles, trash, index } = this.options;
    const { path, file: found } = await keyFiles.place(key);
    await this.check(options, found, key);
    if (found && options.keep !== undefined) await trash.copy(options.keep, found);
    await options.staged.place(path, { ifAbsent: options.expected === null });
    changed.push({ key, path });
    // Of a file that is not ours the time of its last change is part of the head, and that is another one now.
    if (head.id === head.revision) index.forget(key);
    else index.set(key, options.staged.stat, head);
  }

  async rename(
    oldKey: string,
    newKey: string,
    options: { readonly overwrite?: boolean } & Keep & RunningChange,
  ): Promise<boolean> {
    const { files, keyFiles, trash, index, basePath } = this.options;
    const from = await keyFiles.find(oldKey);
    if (from === undefined || oldKey === newKey) return from !== undefined;
    const taken = await keyFiles.find(newKey);
    const isHalfDone = taken !== undefined && isSameFile(taken, from);
    if (taken !== undefined && !isHalfDone && options.overwrite !== true) {
      throw new StorageError(
        'already-exists',
        `The key "${newKey}" is taken in ${basePath} (${taken.path}). Choose another name or overwrite it.`,
      );
    }
    const path = taken?.path ?? (await keyFiles.pathForNew(newKey, from.stat));
    if (taken && !isHalfDone && options.keep !== undefined) await trash.copy(options.keep, taken);
    // What the disk finds there now is either meant to be overwritten or the same file under a name of other case.
    const overwrite = taken !== undefined || (await files.stat(path)) !== undefined;
    // A disk that is asked to put a file in the place of itself does nothing.
    const isGone = isHalfDone
      ? await options.batch.delete(from.path)
      : await options.batch.rename(from.path, path, { overwrite });
    if (!isGone) return false;
    options.changed.push(from, { key: newKey, path });
    index.move(oldKey, newKey);
    await keyFiles.deleteEmptyFolders(from);
    return true;
  }

  async delete(
    key: string,
    options: { readonly expected?: string } & Keep,
    change: RunningChange,
  ): Promise<boolean> {
    const file = await this.options.keyFiles.find(key);
    if (file === undefined) return false;
    await this.check(options, file, key);
    if (!(await this.remove(file, options, change))) return false;
    await this.options.keyFiles.deleteEmptyFolders(file);
    return true;
  }

  /** Leaves files that have our extension but are no Arrow files: nobody knows whose they are. */
  async clear(files: readonly ArtifactFile[], options: Keep, change: RunningChange): Promise<void> {
    await inParallel(files, parallel, async file => {
      if (await isArrowFile(this.options.files, file.path))
        await this.remove(file, options, change);
    });
    for (const file of change.changed) await this.options.keyFiles.deleteEmptyFolders(file);
  }

  /** @param options.expected the revision that is to be under the key; `null`: none. */
  async restore(
    bin: string,
    key: string,
    { expected, batch, changed }: { readonly expected: string | null } & RunningChange,
  ): Promise<boolean> {
    const { keyFiles, trash } = this.options;
    const item = await trash.find(bin, key);
    if (item === undefined) return false;
    const { path, file: found } = await keyFiles.place(key);
    const isHalfDone = found !== undefined && isSameFile(item, found);
    if (!isHalfDone) await this.check({ expected }, found, key);
    const isBack = isHalfDone
      ? await batch.delete(item.path)
      : await batch.rename(item.path, path, { overwrite: expected !== null });
    if (!isBack) return false;
    changed.push({ key, path });
    await trash.tidy(bin, item);
    return true;
  }

  private async remove(
    file: ArtifactFile,
    { keep }: Keep,
    { batch, changed }: RunningChange,
  ): Promise<boolean> {
    const { trash, index } = this.options;
    const isGone =
      keep === undefined ? await batch.delete(file.path) : await trash.take(keep, file, batch);
    if (!isGone) return false;
    changed.push(file);
    index.forget(file.key);
    return true;
  }

  private async check(
    options: { readonly expected?: string | null },
    found: FoundFile | undefined,
    key: string,
  ): Promise<void> {
    if (options.expected === undefined) return;
    const stored = found && (await this.revisionOf(found));
    checkExpected(options, stored, { key, place: this.options.basePath });
  }

  private async revisionOf(file: FoundFile): Promise<{ readonly revision: string }> {
    try {
      const read = await readFileHead(this.options.files, file);
      return read?.head ?? { revision: 'unknown' };
    } catch (error) {
      if (!isStorageError(error, 'corrupt') && !isStorageError(error, 'unsupported')) throw error;
      // A file that cannot be read has no revision, so none that anybody can have expected.
      return { revision: 'unknown (it cannot be read)' };
    }
  }
}

/** Whether two names lead to one file, as they do when it was interrupted that one becomes the other. */
function isSameFile(a: FoundFile, b: FoundFile): boolean {
  return a.stat.inode !== '' && a.stat.inode === b.stat.inode;
}
