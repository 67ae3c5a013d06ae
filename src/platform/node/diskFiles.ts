import { fsync } from 'node:fs';
import { readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Disposable } from '../../core/event';
import type { FileBatch, Files, FileStat, FolderEntry } from '../../storage/ports';
import { DiskBatch } from './diskBatch';
import * as calls from './diskCalls';
import { diskError, errnoOf, isAbsence } from './diskError';
import { fileStatOf, kindOf } from './fileStatOf';
import { FolderFlush } from './folderFlush';
import type { FlushDescriptor } from './folderFlush';
import { watchFolder } from './watchFolder';
import type { WatchOptions } from './watchFolder';

/** The system reads no more at once. */
const maxReadBytes = 2 ** 30;

/** The disks of this computer. */
export class DiskFiles implements Files {
  private readonly flushDescriptor: FlushDescriptor;
  private readonly folderFlush: FolderFlush;

  /** @param flushDescriptor stands in for `fsync`, e.g. for that of a disk that fails. */
  constructor(flushDescriptor: FlushDescriptor = promisify(fsync)) {
    this.flushDescriptor = flushDescriptor;
    this.folderFlush = new FolderFlush(flushDescriptor);
  }

  join(folder: string, ...names: readonly string[]): string {
    return join(folder, ...names);
  }

  async stat(path: string): Promise<FileStat | undefined> {
    try {
      const stats = await calls.stat(path);
      return stats && fileStatOf(stats);
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw diskError('read', path, error);
    }
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

  read(path: string): Promise<Uint8Array | undefined> {
    return this.readRange(path, 0, Infinity);
  }

  async readRange(path: string, start: number, length: number): Promise<Uint8Array | undefined> {
    return unlessAbsent('read', path, async () => {
      const descriptor = await calls.open(path, 'r');
      try {
        const size = Number((await calls.fstat(descriptor, path)).size);
        // Not zeroed, which would take a third of the time of a large file: only what was filled is returned.
        const { buffer } = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - start)));
        const bytes = new Uint8Array(buffer);
        return bytes.subarray(0, await fill(descriptor, path, { bytes, start }));
      } finally {
        await calls.close(descriptor, path);
      }
    });
  }

  async readInto(path: string, start: number, bytes: Uint8Array): Promise<number | undefined> {
    return unlessAbsent('read', path, async () => {
      const descriptor = await calls.open(path, 'r');
      try {
        return await fill(descriptor, path, { bytes, start });
      } finally {
        await calls.close(descriptor, path);
      }
    });
  }

  async write(
    path: string,
    bytes: Uint8Array,
    options?: { readonly ifAbsent?: boolean },
  ): Promise<void> {
    const batch = this.batch();
    const staged = await batch.stage(path, bytes);
    try {
      await staged.place(path, options);
    } catch (error) {
      await staged.discard();
      throw error;
    }
    await batch.flush();
  }

  async rename(
    from: string,
    to: string,
    options?: { readonly overwrite?: boolean },
  ): Promise<boolean> {
    const batch = this.batch();
    const wasThere = await batch.rename(from, to, options);
    await batch.flush();
    return wasThere;
  }

  async delete(path: string): Promise<boolean> {
    const batch = this.batch();
    const wasThere = await batch.delete(path);
    await batch.flush();
    return wasThere;
  }

  batch(): FileBatch {
    return new DiskBatch({ flushDescriptor: this.flushDescriptor, folderFlush: this.folderFlush });
  }

  async deleteEmptyFolder(path: string): Promise<boolean> {
    try {
      // A link to a folder is somebody's arrangement, not an empty folder.
      const found = await calls.lstat(path);
      if (found === undefined) return true;
      if (found.isSymbolicLink()) return false;
      await calls.removeFolder(path);
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

/** Reads as much as there is and fits; says how many bytes that was. */
async function fill(
  descriptor: number,
  path: string,
  { bytes, start }: { readonly bytes: Uint8Array; readonly start: number },
): Promise<number> {
  let filled = 0;
  while (filled < bytes.length) {
    const rest = bytes.subarray(filled, filled + maxReadBytes);
    const count = await calls.read(descriptor, path, { bytes: rest, start: start + filled });
    if (count === 0) break;
    filled += count;
  }
  return filled;
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
