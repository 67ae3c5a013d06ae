import * as fs from 'node:fs';
import type { BigIntStats, Stats } from 'node:fs';
import * as promises from 'node:fs/promises';
import { promisify } from 'node:util';
import { DiskPace } from './diskPace';

/*
 * Calls to the operating system that are short on a disk of this computer; see DiskPace for when they block. Flushes, and
 * reading and writing of more than a little, never do.
 */

/** More than this is never read or written in one blocking call. */
const maxBlockingBytes = 64 * 1024;
/** Windows numbers files beyond what a double can tell apart; elsewhere the exact form only costs time. */
const exact = { bigint: process.platform === 'win32' };
const unlessThere = { ...exact, throwIfNoEntry: false };
const pace = new DiskPace();

const openWaiting = promisify(fs.open);
const closeWaiting = promisify(fs.close);
const fchmodWaiting = promisify(fs.fchmod);

/** There at once when the call blocked: to be awaited where it may throw. */
export type Answer<T> = T | Promise<T>;

/** What the system tells of a file. */
export type AnyStats = Stats | BigIntStats;

async function unlessMissing(stats: Promise<AnyStats>): Promise<AnyStats | undefined> {
  try {
    return await stats;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

export function stat(path: string): Answer<AnyStats | undefined> {
  return pace.call(path, {
    blocking: () => fs.statSync(path, unlessThere),
    waiting: () => unlessMissing(promises.stat(path, exact)),
  });
}

export function lstat(path: string): Answer<AnyStats | undefined> {
  return pace.call(path, {
    blocking: () => fs.lstatSync(path, unlessThere),
    waiting: () => unlessMissing(promises.lstat(path, exact)),
  });
}

export function realpath(path: string): Answer<string> {
  return pace.call(path, {
    blocking: () => fs.realpathSync(path),
    waiting: () => promises.realpath(path),
  });
}

/** Says which folder was made first; undefined when all were there. */
export function makeFolders(path: string): Answer<string | undefined> {
  return pace.call(path, {
    blocking: () => fs.mkdirSync(path, { recursive: true }),
    waiting: () => promises.mkdir(path, { recursive: true }),
  });
}

export function removeFolder(path: string): Answer<void> {
  return pace.call(path, {
    blocking: () => fs.rmdirSync(path),
    waiting: () => promises.rmdir(path),
  });
}

export function rename(from: string, to: string): Answer<void> {
  return pace.call(to, {
    blocking: () => fs.renameSync(from, to),
    waiting: () => promises.rename(from, to),
  });
}

export function link(from: string, to: string): Answer<void> {
  return pace.call(to, {
    blocking: () => fs.linkSync(from, to),
    waiting: () => promises.link(from, to),
  });
}

export function unlink(path: string): Answer<void> {
  return pace.call(path, {
    blocking: () => fs.unlinkSync(path),
    waiting: () => promises.unlink(path),
  });
}

/** Opens a file, or a folder for reading; what is opened must be closed with {@link close}. */
export function open(path: string, flags: string): Answer<number> {
  return pace.call(path, {
    blocking: () => fs.openSync(path, flags),
    waiting: () => openWaiting(path, flags),
  });
}

/** @param path what was opened. */
export function close(descriptor: number, path: string): Answer<void> {
  return pace.call(path, {
    blocking: () => fs.closeSync(descriptor),
    waiting: () => closeWaiting(descriptor),
  });
}

export function fstat(descriptor: number, path: string): Answer<AnyStats> {
  const waiting = (): Promise<AnyStats> =>
    new Promise((resolve, reject) => {
      fs.fstat(descriptor, exact, (error, stats) => (error ? reject(error) : resolve(stats)));
    });
  return pace.call(path, { blocking: () => fs.fstatSync(descriptor, exact), waiting });
}

export function fchmod(descriptor: number, path: string, mode: number): Answer<void> {
  return pace.call(path, {
    blocking: () => fs.fchmodSync(descriptor, mode),
    waiting: () => fchmodWaiting(descriptor, mode),
  });
}

/** Writes some of the bytes at the end of what was written before; says how many. */
export function write(descriptor: number, path: string, bytes: Uint8Array): Answer<number> {
  const waiting = (): Promise<number> =>
    new Promise((resolve, reject) => {
      fs.write(descriptor, bytes, (error, written) => (error ? reject(error) : resolve(written)));
    });
  if (bytes.length > maxBlockingBytes) return waiting();
  return pace.call(path, { blocking: () => fs.writeSync(descriptor, bytes), waiting });
}

/** The text of a small file. */
export function readText(path: string): Answer<string> {
  return pace.call(path, {
    blocking: () => fs.readFileSync(path, 'utf8'),
    waiting: () => promises.readFile(path, 'utf8'),
  });
}

/** Fills `bytes` from a place in the file as far as it goes; says how many bytes that was. */
export function read(
  descriptor: number,
  path: string,
  { bytes, start }: { readonly bytes: Uint8Array; readonly start: number },
): Answer<number> {
  const waiting = (): Promise<number> =>
    new Promise((resolve, reject) => {
      fs.read(descriptor, bytes, 0, bytes.length, start, (error, length) =>
        error ? reject(error) : resolve(length),
      );
    });
  if (bytes.length > maxBlockingBytes) return waiting();
  const blocking = (): number => fs.readSync(descriptor, bytes, 0, bytes.length, start);
  return pace.call(path, { blocking, waiting });
}
