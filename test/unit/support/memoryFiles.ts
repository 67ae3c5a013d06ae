import type { Disposable } from '../../../src/core/event';
import { StorageError } from '../../../src/storage/errors';
import type {
  FileBatch,
  Files,
  FileStat,
  FolderEntry,
  StagedFile,
} from '../../../src/storage/ports';

interface Node {
  bytes: Uint8Array;
  mtimeMs: number;
  readonly inode: string;
}

interface Folder {
  mtimeMs: number;
  readonly inode: string;
}

type Changed = (path?: string) => void;

/** A disk in memory, with the manners of Linux or, on request, of macOS and Windows. Paths begin with "/". */
export class MemoryFiles implements Files {
  private readonly nodes = new Map<string, Node>();
  private readonly folders = new Map<string, Folder>();
  private readonly watchers = new Set<{ readonly folder: string; readonly changed: Changed }>();
  private clock = Date.UTC(2026, 0, 1);
  private inodes = 0;

  constructor(private readonly options: { readonly ignoresCase?: boolean } = {}) {}

  /** Every path of a file, as it was spelt when it was made. */
  get paths(): readonly string[] {
    return [...this.nodes.keys()].sort();
  }

  /** Puts a file there in place, as programs do that know nothing of us. */
  put(path: string, bytes: Uint8Array): void {
    const existing = this.spelling(this.nodes, path) ?? path;
    this.makeFolders(existing);
    const inode = this.nodes.get(existing)?.inode ?? this.newInode();
    this.nodes.set(existing, { bytes: bytes.slice(), mtimeMs: this.tick(), inode });
    this.changed(existing);
  }

  join(folder: string, ...names: readonly string[]): string {
    return [folder, ...names].join('/');
  }

  async stat(path: string): Promise<FileStat | undefined> {
    const node = this.nodeAt(path);
    if (node !== undefined) return statOf(node);
    const spelling = this.spelling(this.folders, path);
    const folder = spelling === undefined ? undefined : this.folders.get(spelling);
    return folder && { kind: 'folder', size: 0, mtimeMs: folder.mtimeMs, inode: folder.inode };
  }

  async list(folder: string): Promise<readonly FolderEntry[] | undefined> {
    if (this.nodeAt(folder) !== undefined) throw refused('unavailable', `${folder} is no folder`);
    const spelling = this.spelling(this.folders, folder);
    if (spelling === undefined) return undefined;
    const isChild = (path: string): boolean => parentOf(path) === spelling;
    return [
      ...[...this.nodes.keys()].filter(isChild).map(path => ({ path, kind: 'file' as const })),
      ...[...this.folders.keys()].filter(isChild).map(path => ({ path, kind: 'folder' as const })),
    ].map(({ path, kind }) => ({ name: path.slice(spelling.length + 1), kind }));
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.nodeAt(path)?.bytes.slice();
  }

  async readRange(path: string, start: number, length: number): Promise<Uint8Array | undefined> {
    return this.nodeAt(path)?.bytes.slice(start, start + length);
  }

  async write(
    path: string,
    bytes: Uint8Array,
    options: { readonly ifAbsent?: boolean } = {},
  ): Promise<void> {
    const place = this.placeFor(path, options.ifAbsent === true);
    this.place(place, this.newNode(bytes));
  }

  batch(): FileBatch {
    return {
      stage: async (_path, bytes) => this.stage(this.newNode(bytes)),
      rename: (from, to, options) => this.rename(from, to, options),
      delete: path => this.delete(path),
      flush: async () => undefined,
    };
  }

  async rename(
    from: string,
    to: string,
    options: { readonly overwrite?: boolean } = {},
  ): Promise<boolean> {
    const source = this.spelling(this.nodes, from);
    const node = source === undefined ? undefined : this.nodes.get(source);
    if (source === undefined || node === undefined) return false;
    const target = this.spelling(this.nodes, to);
    if (target !== undefined && options.overwrite !== true) {
      throw refused('already-exists', `${target} exists`);
    }
    this.nodes.delete(source);
    if (target !== undefined) this.nodes.delete(target);
    this.makeFolders(to);
    this.nodes.set(to, node);
    this.changed(source);
    this.changed(to);
    return true;
  }

  async delete(path: string): Promise<boolean> {
    const spelling = this.spelling(this.nodes, path);
    if (spelling === undefined) return false;
    this.nodes.delete(spelling);
    this.changed(spelling);
    return true;
  }

  async deleteEmptyFolder(path: string): Promise<boolean> {
    const children = await this.list(path);
    if (children !== undefined && children.length > 0) return false;
    this.folders.delete(path);
    return true;
  }

  /** Removes a folder with all that is in it, as a person might. */
  deleteFolder(path: string): void {
    for (const map of [this.nodes, this.folders]) {
      for (const name of map.keys()) {
        if (name === path || name.startsWith(`${path}/`)) map.delete(name);
      }
    }
    this.changed(path);
  }

  makeFolder(path: string): void {
    this.makeFolders(`${path}/x`);
  }

  watch(folder: string, changed: Changed): Disposable {
    const watcher = { folder, changed };
    this.watchers.add(watcher);
    return { dispose: () => this.watchers.delete(watcher) };
  }

  private stage(node: Node): StagedFile {
    return {
      stat: statOf(node),
      place: async (path, { ifAbsent = false } = {}) => {
        const existing = this.placeFor(path, ifAbsent);
        this.place(existing, node);
      },
      discard: async () => undefined,
    };
  }

  /** Where a file of this path is to be written. */
  private placeFor(path: string, ifAbsent: boolean): string {
    const existing = this.spelling(this.nodes, path);
    if (existing !== undefined && ifAbsent) throw refused('already-exists', `${existing} exists`);
    if (this.spelling(this.folders, path) !== undefined) {
      throw refused('unavailable', `${path} is a folder`);
    }
    return existing ?? path;
  }

  private place(path: string, node: Node): void {
    this.makeFolders(path);
    this.nodes.set(path, node);
    this.changed(path);
  }

  private newNode(bytes: Uint8Array): Node {
    return { bytes: bytes.slice(), mtimeMs: this.tick(), inode: this.newInode() };
  }

  private nodeAt(path: string): Node | undefined {
    const spelling = this.spelling(this.nodes, path);
    return spelling === undefined ? undefined : this.nodes.get(spelling);
  }

  private spelling(map: ReadonlyMap<string, unknown>, path: string): string | undefined {
    if (map.has(path) || this.options.ignoresCase !== true) return map.has(path) ? path : undefined;
    const plain = (text: string): string => text.toLowerCase().normalize('NFC');
    return [...map.keys()].find(name => plain(name) === plain(path));
  }

  private makeFolders(path: string): void {
    const folder = parentOf(path);
    if (folder === '') return;
    if (this.nodeAt(folder) !== undefined) throw refused('unavailable', `${folder} is a file`);
    if (this.spelling(this.folders, folder) !== undefined) return;
    this.makeFolders(folder);
    this.folders.set(folder, { mtimeMs: this.tick(), inode: this.newInode() });
  }

  private changed(path: string): void {
    const folder = this.folders.get(parentOf(path));
    if (folder !== undefined) folder.mtimeMs = this.tick();
    for (const watcher of [...this.watchers]) {
      if (path.startsWith(watcher.folder)) watcher.changed(path);
    }
  }

  private tick(): number {
    return (this.clock += 10);
  }

  private newInode(): string {
    return String(++this.inodes);
  }
}

function statOf({ bytes, mtimeMs, inode }: Node): FileStat {
  return { kind: 'file', size: bytes.length, mtimeMs, inode };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function refused(code: 'already-exists' | 'unavailable', message: string): StorageError {
  return new StorageError(code, message);
}
