import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { Disposable } from '../../core/event';

/** How often a folder is looked at that cannot be watched, because it is not there or the system refuses. */
const pollMs = 500;

export interface WatchOptions {
  /** Only the folder's own files, not those of folders in it. */
  readonly shallow?: boolean;
}

/**
 * Calls back after something below a folder changed, with its path where that is known; hidden files and folders are passed
 * over. Survives that the folder is missing, made, removed and made again.
 */
export function watchFolder(
  folder: string,
  changed: (path?: string) => void,
  { shallow = false }: WatchOptions = {},
): Disposable {
  return new FolderTreeWatch(folder, changed, shallow);
}

/**
 * One watcher per folder. Node's own `recursive` is used where the system offers it (macOS, Windows); on Linux it takes
 * one watcher per *file*, which 100,000 results would exhaust.
 */
class FolderTreeWatch implements Disposable {
  private readonly watchers = new Map<string, FSWatcher>();
  private readonly isNative = process.platform === 'darwin' || process.platform === 'win32';
  private poll: ReturnType<typeof setTimeout> | undefined;
  private isDisposed = false;

  constructor(
    private readonly root: string,
    private readonly changed: (path?: string) => void,
    private readonly isShallow: boolean,
  ) {
    void this.begin(false);
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.poll);
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  /** @param wasAbsent whether the appearance of the root is news. */
  private async begin(wasAbsent: boolean): Promise<void> {
    const isWatched = await this.watchTree(this.root);
    if (this.isDisposed) return;
    if (isWatched && wasAbsent) this.changed();
    if (!isWatched) this.retryLater();
  }

  private retryLater(): void {
    clearTimeout(this.poll);
    this.poll = setTimeout(() => void this.begin(true), pollMs);
    this.poll.unref();
  }

  private async watchTree(folder: string): Promise<boolean> {
    if (this.watchers.has(folder)) return true;
    try {
      if (!(await isFolder(folder)) || this.isDisposed) return false;
      const recursive = this.isNative && !this.isShallow;
      const watcher = watch(folder, { recursive, persistent: false });
      this.watchers.set(folder, watcher);
      watcher.on('change', (event, name) => this.onEvent(folder, event, String(name ?? '')));
      watcher.on('error', () => this.forget(folder));
      if (recursive || this.isShallow) return true;
      // Links are not followed: what they lead to may lead back.
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (entry.isDirectory() && !entry.name.startsWith('.')) {
          await this.watchTree(join(folder, entry.name));
        }
      }
      return true;
    } catch {
      // Gone again, unreadable, or the system has no watchers left; the root is tried again later.
      this.forget(folder);
      return false;
    }
  }

  private onEvent(folder: string, event: string, name: string): void {
    if (this.isDisposed) return;
    // The lock of this folder, files half-written and what else is hidden are nobody's results.
    if (name.split(sep).some(part => part.startsWith('.'))) return;
    if (event === 'rename') void this.follow(folder, name);
    else this.changed(join(folder, name));
  }

  /** A name appeared or went away: begins to watch a new folder, and notices that a watched one is gone. */
  private async follow(folder: string, name: string): Promise<void> {
    // A folder that goes away tells so under its own name, as if that were a file in it. By now there may be another
    // one in its place, which the old watcher would never hear of.
    const isItself = name === '' || name === basename(folder);
    if (isItself) this.forget(folder);
    const path = isItself ? folder : join(folder, name);
    this.changed(path);
    if (this.isNative || this.isShallow || path === this.root) return;
    if (!(await isFolder(path))) this.forget(path);
    // Files may have been put in before it was watched.
    else if (!this.watchers.has(path) && (await this.watchTree(path))) this.changed(path);
  }

  private forget(folder: string): void {
    for (const [path, watcher] of this.watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      this.watchers.delete(path);
    }
    if (folder === this.root && !this.isDisposed) this.retryLater();
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Absent, or not to be looked at: either way nothing to watch.
    return false;
  }
}
