import { lstat, open, readdir, readFile, rmdir, stat, statfs, unlink } from 'node:fs/promises';
import type { BigIntStats } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Disposable } from '../../core/event';
import type { Files, FileStat, FolderEntry } from '../../storage/ports';
import { diskError, errnoOf, isAbsence } from './diskError';
import { durableRename, durableWrite, syncFolder } from './durableWrite';
import { watchFolder } from './watchFolder';
import type { WatchOptions } from './watchFolder';

/** The disks of this computer. */
export class DiskFiles implements Files {
  join(folder: string, ...names: readonly string[]): string {
    return join(folder, ...names);
  }

  async stat(path: string): Promise<FileStat | undefined> {
    return unlessAbsent('read', path, async () => {
      const stats = await stat(path, { bigint: true });
      return {
        kind: kindOf(stats),
        size: Number(stats.size),
        mtimeMs: Number(stats.mtimeNs) / 1e6,
        inode: `${stats.dev}-${stats.ino}`,
      };
    });
  }

  async list(folder: string): Promise<readonly FolderEntry[] | undefined> {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      const links = entries.filter(entry => entry.isSymbolicLink());
      const targets = new Map<string, FileStat['kind']>();
      for (const { name } of links) targets.set(name, await this.kindOfLink(join(folder, name)));
      return entries.map(entry => ({
        name: entry.name,
        kind: targets.get(entry.name) ?? kindOf(entry),
        ...(targets.has(entry.name) && { isLink: true }),
      }));
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw diskError('list', folder, error);
    }
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return unlessAbsent('read', path, async () => {
      const buffer = await readFile(path);
      return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    });
  }

  async readRange(path: string, start: number, length: number): Promise<Uint8Array | undefined> {
    return unlessAbsent('read', path, async () => {
      const handle = await open(path, 'r');
      try {
        const { size } = await handle.stat();
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - start)));
        let filled = 0;
        while (filled < bytes.length) {
          const rest = bytes.length - filled;
          const { bytesRead } = await handle.read(bytes, filled, rest, start + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      } finally {
        await handle.close();
      }
    });
  }

  async write(
    path: string,
    bytes: Uint8Array,
    options?: { readonly ifAbsent?: boolean },
  ): Promise<void> {
    try {
      await durableWrite(path, bytes, options);
    } catch (error) {
      throw diskError('write', path, error);
    }
  }

  async rename(
    from: string,
    to: string,
    { overwrite = false }: { readonly overwrite?: boolean } = {},
  ): Promise<boolean> {
    if ((await this.stat(from)) === undefined) return false;
    try {
      await durableRename(from, to, overwrite);
      return true;
    } catch (error) {
      throw diskError('rename', `${from} to ${to}`, error);
    }
  }

  async delete(path: string): Promise<boolean> {
    const wasThere = await unlessAbsent('delete', path, async () => {
      await unlink(path);
      return true;
    });
    if (wasThere === true) await syncFolder(dirname(path));
    return wasThere ?? false;
  }

  async deleteEmptyFolder(path: string): Promise<boolean> {
    try {
      // A link to a folder is somebody's arrangement, not an empty folder.
      if ((await lstat(path)).isSymbolicLink()) return false;
      await rmdir(path);
      return true;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return true;
      // Not empty, in use, or not ours to remove: an empty folder that stays does no harm.
      return false;
    }
  }

  async freeBytes(path: string): Promise<number | undefined> {
    try {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    } catch {
      // Not every disk tells, and a folder that is still to be made cannot be asked.
      return undefined;
    }
  }

  watch(folder: string, changed: (path?: string) => void, options?: WatchOptions): Disposable {
    return watchFolder(folder, changed, options);
  }

  private async kindOfLink(path: string): Promise<FileStat['kind']> {
    try {
      return (await this.stat(path))?.kind ?? 'other';
    } catch {
      // A link that leads in a circle or behind a closed door is shown as what it is: neither file nor folder.
      return 'other';
    }
  }
}

function kindOf(entry: Pick<BigIntStats, 'isFile' | 'isDirectory'>): FileStat['kind'] {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}

async function unlessAbsent<T>(
  action: string,
  path: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw diskError(action, path, error);
  }
}
