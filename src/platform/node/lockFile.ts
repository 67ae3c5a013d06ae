import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { temporaryName } from '../../storage/temporaryFiles';
import * as calls from './diskCalls';
import { diskError, errnoOf } from './diskError';

/** Who holds a lock, as its file says. */
export interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/** Why a disk may not take a lock that is complete from the start: it is full, or knows no second names of files. */
const cannotLink: readonly (string | undefined)[] = [
  'ENOSPC',
  'EDQUOT',
  'EPERM',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EMLINK',
];

/**
 * Makes a lock file. Returns what could be written into it: on a full disk perhaps nothing, and it is a lock all the same, or
 * nobody could make room by deleting. `undefined` when there is one already.
 */
export async function createLockFile(path: string, token: string): Promise<string | undefined> {
  const since = new Date().toISOString();
  const holder: Holder = { token, pid: process.pid, host: hostname(), since };
  const text = JSON.stringify(holder);
  try {
    if ((await calls.lstat(path)) !== undefined) return undefined;
    return (await placeWhole(path, text)) ? text : await createInPlace(path, text);
  } catch (error) {
    // On Windows a file that is just being deleted is still there, but may not be opened.
    const isLeaving = process.platform === 'win32' && errnoOf(error) === 'EPERM';
    if (errnoOf(error) === 'EEXIST' || isLeaving) return undefined;
    throw diskError('lock', path, error);
  }
}

/** A lock file as it is found. */
export interface FoundLock {
  readonly text: string;
  /** Tells one state of the file from another. */
  readonly state: string;
  readonly holder: Holder | undefined;
}

/** What a lock file says; `undefined` when there is none. */
export async function readLockFile(path: string): Promise<FoundLock | undefined> {
  try {
    const text = await calls.readText(path);
    const stats = await calls.stat(path);
    return { text, state: `${stats?.ino}:${stats?.mtimeMs}:${text}`, holder: parseHolder(text) };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw diskError('read', path, error);
  }
}

/** Tells one state of a lock file from another without reading it; `undefined` when there is none. */
export async function lockStateOf(path: string): Promise<string | undefined> {
  try {
    const stats = await calls.stat(path);
    return stats && `${stats.ino}:${stats.mtimeMs}`;
  } catch (error) {
    throw diskError('read', path, error);
  }
}

/**
 * Removes a lock file with this content. Somebody may have deleted the lock by hand, and another one have taken it since:
 * that one's stays.
 */
export async function removeLockFile(path: string, written: string): Promise<void> {
  try {
    if ((await calls.readText(path)) === written) await calls.unlink(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw diskError('delete', path, error);
  }
}

export async function unlinkIfThere(path: string): Promise<void> {
  try {
    await calls.unlink(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw diskError('delete', path, error);
  }
}

/** How long ago a file was written by the clock of this computer; `undefined` when there is none. */
export async function ageOf(path: string): Promise<number | undefined> {
  try {
    const stats = await calls.stat(path);
    return stats && Date.now() - Number(stats.mtimeMs);
  } catch (error) {
    throw diskError('read', path, error);
  }
}

/**
 * Lets the lock appear with all that it says: one that is empty because its process was killed would have to be waited for,
 * as nobody can tell whose it is. Says no where the disk cannot do this.
 */
async function placeWhole(path: string, text: string): Promise<boolean> {
  const whole = join(dirname(path), temporaryName(basename(path), String(process.pid)));
  try {
    const descriptor = await create(whole);
    try {
      const bytes = Buffer.from(text);
      if ((await calls.write(descriptor, whole, bytes)) < bytes.length) return false;
    } finally {
      await calls.close(descriptor, whole);
    }
    await calls.link(whole, path);
    return true;
  } catch (error) {
    if (cannotLink.includes(errnoOf(error))) return false;
    throw error;
  } finally {
    await unlinkIfThere(whole);
  }
}

async function createInPlace(path: string, text: string): Promise<string> {
  const descriptor = await create(path);
  try {
    return await writeWhatFits(descriptor, path, text);
  } catch (error) {
    await unlinkIfThere(path);
    throw error;
  } finally {
    await calls.close(descriptor, path);
  }
}

async function create(path: string): Promise<number> {
  try {
    return await calls.open(path, 'wx');
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    await calls.makeFolders(dirname(path));
    return calls.open(path, 'wx');
  }
}

async function writeWhatFits(descriptor: number, path: string, text: string): Promise<string> {
  const bytes = Buffer.from(text);
  try {
    const length = await calls.write(descriptor, path, bytes);
    return bytes.subarray(0, length).toString();
  } catch (error) {
    if (!['ENOSPC', 'EDQUOT'].includes(errnoOf(error) ?? '')) throw error;
    return '';
  }
}

/** Undefined for a lock that is being written, or was when its process died, or when the disk was full. */
function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null;
    return typeof holder?.pid === 'number' && typeof holder.host === 'string'
      ? (holder as Holder)
      : undefined;
  } catch {
    // Half a file; who wrote it may be about to write the rest.
    return undefined;
  }
}
