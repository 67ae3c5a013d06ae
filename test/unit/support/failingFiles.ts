import { StorageError } from '../../../src/storage/errors';
import type {
  FileBatch,
  Files,
  FileStat,
  FolderEntry,
  StagedFile,
} from '../../../src/storage/ports';

/** Files that fail when told to: at the n-th call that changes something, or whenever a call is about certain paths. */
export class FailingFiles implements Files {
  /** How many changes were begun. */
  changes = 0;
  /** The 1-based change before which the disk is full; every later one fails too, as after a crash. */
  failsFrom = Infinity;
  /** Paths of which nothing may be read or written. */
  forbids: RegExp | undefined;

  constructor(private readonly files: Files) {}

  join(folder: string, ...names: readonly string[]): string {
    return this.files.join(folder, ...names);
  }

  async stat(path: string): Promise<FileStat | undefined> {
    return this.files.stat(path);
  }

  async list(folder: string): Promise<readonly FolderEntry[] | undefined> {
    this.checkAllowed(folder);
    return this.files.list(folder);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    this.checkAllowed(path);
    return this.files.read(path);
  }

  async readRange(path: string, start: number, length: number): Promise<Uint8Array | undefined> {
    this.checkAllowed(path);
    return this.files.readRange(path, start, length);
  }

  async write(
    path: string,
    bytes: Uint8Array,
    options?: { readonly ifAbsent?: boolean },
  ): Promise<void> {
    this.beginChange(path);
    await this.files.write(path, bytes, options);
  }

  async rename(
    from: string,
    to: string,
    options?: { readonly overwrite?: boolean },
  ): Promise<boolean> {
    this.beginChange(from);
    return this.files.rename(from, to, options);
  }

  async delete(path: string): Promise<boolean> {
    this.beginChange(path);
    return this.files.delete(path);
  }

  async deleteEmptyFolder(path: string): Promise<boolean> {
    this.beginChange(path);
    return this.files.deleteEmptyFolder(path);
  }

  batch(): FileBatch {
    const batch = this.files.batch();
    return {
      stage: async (path, bytes) => {
        this.beginChange(path);
        return this.failing(await batch.stage(path, bytes));
      },
      rename: async (from, to, options) => {
        this.beginChange(from);
        return batch.rename(from, to, options);
      },
      delete: async path => {
        this.beginChange(path);
        return batch.delete(path);
      },
      flush: async () => {
        this.beginChange('the folders');
        await batch.flush();
      },
    };
  }

  private failing(staged: StagedFile): StagedFile {
    return {
      stat: staged.stat,
      place: async (path, options) => {
        this.beginChange(path);
        await staged.place(path, options);
      },
      discard: () => staged.discard(),
    };
  }

  private beginChange(path: string): void {
    this.checkAllowed(path);
    this.changes++;
    if (this.changes >= this.failsFrom) {
      throw new StorageError('unavailable', `Cannot write ${path}: the disk is full (ENOSPC).`);
    }
  }

  private checkAllowed(path: string): void {
    if (this.forbids?.test(path) === true) {
      throw new StorageError('unavailable', `Cannot read ${path}: permission is denied (EACCES).`);
    }
  }
}
