import { open, link, lstat, mkdir, realpath, rename, stat, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { temporaryName } from '../../storage/temporaryFiles';
import { errnoOf } from './diskError';

/** One large write and its fsync take three times as long as several of this size. */
const chunkBytes = 512 * 1024;
/** How often, and after how long, a rename is tried again that a virus scanner or an indexer stood in the way of. */
const renameAttempts = 8;
const renamePauseMs = 25;

/**
 * Puts `bytes` in the place of a file in one step, making missing folders: whenever the machine stops, the old content or
 * the new is there. With `ifAbsent` an existing file is left alone and the failure is `EEXIST`.
 */
export async function durableWrite(
  path: string,
  bytes: Uint8Array,
  { ifAbsent = false }: { readonly ifAbsent?: boolean } = {},
): Promise<void> {
  const target = await followLink(path);
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, temporaryName(basename(target), String(process.pid)));
  try {
    await writeThrough(temporary, bytes, await modeOf(target));
    if (ifAbsent) await placeIfAbsent(temporary, target);
    else await renameStubborn(temporary, target);
  } catch (error) {
    await removeQuietly(temporary);
    throw error;
  }
  await syncFolder(folder);
}

/** Moves a file in one step; without `overwrite` an existing target is left alone and the failure is `EEXIST`. */
export async function durableRename(from: string, to: string, overwrite: boolean): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  if (overwrite) await renameStubborn(from, to);
  else await placeIfAbsent(from, to);
  await syncFolder(dirname(to));
  if (dirname(from) !== dirname(to)) await syncFolder(dirname(from));
}

/** Makes what happened to the names in a folder survive a crash, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // Windows and some network disks cannot do this for folders; what could be made durable is.
  } finally {
    await handle?.close();
  }
}

/** A link is not replaced: the file it leads to is. */
async function followLink(path: string): Promise<string> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await realpath(path) : path;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return path;
    throw error;
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o7777;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeThrough(
  path: string,
  bytes: Uint8Array,
  mode: number | undefined,
): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    for (let start = 0; start < bytes.length;) {
      const length = Math.min(chunkBytes, bytes.length - start);
      start += (await handle.write(bytes, start, length)).bytesWritten;
    }
    if (mode !== undefined) await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function placeIfAbsent(from: string, to: string): Promise<void> {
  try {
    // A second name for the same file is the one way to take a name only if it is free; both exist for a moment.
    await link(from, to);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EEXIST' || errno === 'ENOENT' || errno === 'ENOSPC') throw error;
    await placeWithoutLinks(from, to);
    return;
  }
  await unlink(from);
}

/** For disks without hard links, e.g. FAT. Whoever takes the name between the two steps loses it. */
async function placeWithoutLinks(from: string, to: string): Promise<void> {
  if ((await modeOf(to)) !== undefined) {
    throw Object.assign(new Error(`${to} exists`), { code: 'EEXIST' });
  }
  await renameStubborn(from, to);
}

async function renameStubborn(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const isPassing = ['EPERM', 'EBUSY', 'EACCES'].includes(errnoOf(error) ?? '');
      if (!isPassing || attempt === renameAttempts || process.platform !== 'win32') throw error;
      await new Promise(resolve => setTimeout(resolve, attempt * renamePauseMs));
    }
  }
}

async function removeQuietly(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch {
    // Either it was never made, or the disk fails altogether: then the first failure is the one to report.
  }
}
