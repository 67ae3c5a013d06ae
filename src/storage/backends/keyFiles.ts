import { isStorageError, StorageError } from '../errors';
import { keyFault } from '../keys';
import type { Files, FileStat } from '../ports';
import type { ArtifactFile } from './artifactFolder';
import { ExactNames } from './exactNames';
import { namesOfKey, namesOfSegment, pathOfPlainKey, segmentsOfKey } from '../keyPath';

export interface FoundFile extends ArtifactFile {
  readonly stat: FileStat;
}

/** Where the file of a key is, or is to be. */
export interface KeyPlace {
  readonly path: string;
  /** Undefined when there is none yet. */
  readonly file?: FoundFile;
  /** Whether its folder was seen on the way. */
  readonly isFolderSeen: boolean;
}

/** Finds the file that keeps a key, and the place of one that is to keep it. */
export class KeyFiles {
  private readonly exactNames: ExactNames;

  constructor(
    private readonly files: Files,
    private readonly base: string,
  ) {
    this.exactNames = new ExactNames(files);
  }

  /** The file of a key, also when somebody else named it; `undefined` when there is none. */
  async find(key: string): Promise<FoundFile | undefined> {
    const path = this.surePathOf(key);
    if (path === undefined) {
      return keyFault(key) === undefined
        ? this.findBelow(this.base, key, segmentsOfKey(key))
        : undefined;
    }
    const stat = await this.files.stat(path);
    return stat?.kind === 'file' ? { key, path, stat } : undefined;
  }

  /** The file of a key or, when there is none, its place. @throws {StorageError} as {@link pathForNew} */
  async place(key: string): Promise<KeyPlace> {
    const path = this.surePathOf(key);
    const stat = path === undefined ? undefined : await this.files.stat(path);
    if (path !== undefined && stat === undefined && (await this.isFolder(key))) {
      return { path, isFolderSeen: true };
    }
    const file =
      path !== undefined && stat?.kind === 'file' ? { key, path, stat } : await this.find(key);
    if (file !== undefined) return { path: file.path, file, isFolderSeen: true };
    return { path: await this.pathForNew(key), isFolderSeen: false };
  }

  /**
   * Where the file of an absent key is to be written.
   * @param moving the file that will come there, if it exists under another name.
   * @throws {StorageError} `invalid-key` when the name is too long, or when the disk takes it for that of another key;
   * `unavailable` when something else has the place.
   */
  async pathForNew(key: string, moving?: FileStat): Promise<string> {
    const names = namesOfKey(key);
    let path = this.base;
    for (const [index, name] of names.entries()) {
      const folder = path;
      path = this.files.join(folder, name);
      const stat = await this.files.stat(path);
      if (stat === undefined) return this.files.join(path, ...names.slice(index + 1));
      const isSelf = moving !== undefined && moving.inode === stat.inode;
      if (!isSelf && !(await this.exactNames.has(folder, name))) throw mergedName(key, path);
      const expected = index === names.length - 1 ? 'file' : 'folder';
      if (stat.kind !== expected) throw wrongKind(key, path, stat.kind);
    }
    return path;
  }

  /** Removes the folders that only held this file, up to the base, as far as the disk lets it. */
  async deleteEmptyFolders(file: ArtifactFile): Promise<void> {
    const depth = segmentsOfKey(file.key).length - 1;
    const names = file.path.slice(this.base.length).split(/[\\/]/).filter(Boolean);
    try {
      for (let length = depth; length > 0; length--) {
        const folder = this.files.join(this.base, ...names.slice(0, length));
        if (!(await this.files.deleteEmptyFolder(folder))) return;
      }
    } catch (error) {
      // The file is gone as was asked, and an empty folder that stays does no harm.
      if (!isStorageError(error)) throw error;
    }
  }

  /** The one path that can be the key's, where the disk has no other names for it: one question, however deep it leads. */
  private surePathOf(key: string): string | undefined {
    const path = this.exactNames.tellCasesApart ? pathOfPlainKey(key) : undefined;
    return path === undefined ? undefined : this.files.join(this.base, path);
  }

  /** Whether there is the folder that a key which every disk can have as it is lies in. */
  private async isFolder(key: string): Promise<boolean> {
    const folder = key.slice(0, Math.max(0, key.lastIndexOf('/')));
    return (await this.files.stat(this.files.join(this.base, folder)))?.kind === 'folder';
  }

  private async findBelow(
    folder: string,
    key: string,
    [first, ...rest]: ReturnType<typeof segmentsOfKey>,
  ): Promise<FoundFile | undefined> {
    if (first === undefined) return undefined;
    for (const name of namesOfSegment(first.segment, first.isFile)) {
      const path = this.files.join(folder, name);
      const stat = await this.files.stat(path);
      if (stat === undefined || !(await this.exactNames.has(folder, name))) continue;
      if (first.isFile && stat.kind === 'file') return { key, path, stat };
      const found = stat.kind === 'folder' && (await this.findBelow(path, key, rest));
      if (found) return found;
    }
    return undefined;
  }
}

function mergedName(key: string, path: string): StorageError {
  return new StorageError(
    'invalid-key',
    `The key "${key}" differs from an existing one only in case or in the spelling of accents, and the disk cannot keep both (${path}). Choose another name.`,
  );
}

function wrongKind(key: string, path: string, kind: FileStat['kind']): StorageError {
  return new StorageError(
    'unavailable',
    `"${key}" cannot be written: ${path} is ${kind === 'folder' ? 'a folder' : 'no folder'}. Move it away or choose another key.`,
  );
}
