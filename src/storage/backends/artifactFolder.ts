import { keyFault } from '../keys';
import type { Files } from '../ports';
import { deleteStaleTemporaries } from '../temporaryFiles';
import { isArtifactName, segmentOfName } from '../keyPath';

/** A file that keeps an entry. */
export interface ArtifactFile {
  readonly key: string;
  readonly path: string;
}

export interface FolderListing {
  readonly files: readonly ArtifactFile[];
  /** Paths of files that would be results under another name: theirs is no key, or another file has that key. */
  readonly unreachable: readonly string[];
}

/** How many folders are read at a time. */
const breadth = 16;

/**
 * Finds the artifacts below `base` whose keys start with `prefix`, by their names alone; `undefined` when there is no
 * such folder. Hidden folders are passed over, and a link that leads back to a folder above it is not followed.
 * @throws {StorageError} when any folder on the way cannot be read: a listing with gaps would look like deletions.
 */
export async function listArtifacts(
  files: Files,
  base: string,
  prefix: string,
): Promise<FolderListing | undefined> {
  const walk = new Walk(files, prefix);
  return (await walk.from(base)) ? walk.listing() : undefined;
}

interface Folder {
  readonly path: string;
  /** The start of the keys in it: empty, or ending in "/". */
  readonly keyStart: string;
  /** Inodes of this folder and those above. */
  readonly ancestry: readonly string[];
}

class Walk {
  private readonly found = new Map<string, string>();
  private readonly unreachable: string[] = [];

  constructor(
    private readonly files: Files,
    private readonly prefix: string,
  ) {}

  async from(base: string): Promise<boolean> {
    const stat = await this.files.stat(base);
    let level: readonly Folder[] | undefined = await this.readFolder({
      path: base,
      keyStart: '',
      ancestry: stat === undefined ? [] : [stat.inode],
    });
    if (level === undefined) return false;
    while (level.length > 0) {
      const below: Folder[] = [];
      for (let start = 0; start < level.length; start += breadth) {
        const folders = level.slice(start, start + breadth);
        const results = await Promise.all(folders.map(folder => this.visit(folder)));
        below.push(...results.flat());
      }
      level = below;
    }
    return true;
  }

  listing(): FolderListing {
    const files = [...this.found].map(([key, path]) => ({ key, path }));
    return { files, unreachable: this.unreachable };
  }

  private async visit(folder: Folder): Promise<readonly Folder[]> {
    const stat = await this.files.stat(folder.path);
    // Gone since its parent was read, or a loop of links.
    if (stat === undefined || (stat.inode !== '' && folder.ancestry.includes(stat.inode)))
      return [];
    const ancestry = [...folder.ancestry, stat.inode];
    return (await this.readFolder({ ...folder, ancestry })) ?? [];
  }

  private async readFolder(folder: Folder): Promise<readonly Folder[] | undefined> {
    const entries = await this.files.list(folder.path);
    if (entries === undefined) return undefined;
    const below: Folder[] = [];
    for (const { name, kind } of entries) {
      if (kind === 'file') this.addFile(folder, name);
      if (kind !== 'folder') continue;
      const path = this.files.join(folder.path, name);
      const keyStart = `${folder.keyStart}${segmentOfName(name, false) ?? ''}/`;
      if (keyFault(`${keyStart}x`) !== undefined) {
        if (!name.startsWith('.')) this.unreachable.push(path);
      } else if (this.mayLeadToPrefix(keyStart)) {
        below.push({ ...folder, path, keyStart });
      }
    }
    const names = entries.filter(({ kind }) => kind === 'file').map(({ name }) => name);
    await deleteStaleTemporaries(this.files, folder.path, names);
    return below;
  }

  private addFile(folder: Folder, name: string): void {
    if (!isArtifactName(name)) return;
    const path = this.files.join(folder.path, name);
    const segment = segmentOfName(name, true);
    const key = folder.keyStart + (segment ?? '');
    if (segment === undefined || keyFault(key) !== undefined || this.found.has(key)) {
      this.unreachable.push(path);
    } else if (key.startsWith(this.prefix)) {
      this.found.set(key, path);
    }
  }

  private mayLeadToPrefix(keyStart: string): boolean {
    return keyStart.startsWith(this.prefix) || this.prefix.startsWith(keyStart);
  }
}
