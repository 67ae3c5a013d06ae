import { StorageError } from '../storage/errors';
import type { Files, FileStat } from '../storage/ports';
import { changeCounterOf, databaseFault, databaseHeaderBytes, isHotJournal } from './sqliteFile';
import { applyWal } from './sqliteWal';

/** What can be seen of a database from outside. */
export interface DatabaseState {
  /** Undefined when there is no file. */
  readonly size: number | undefined;
  /** Differs after anybody changed the database. */
  readonly signature: string;
  /** Whether there is a write-ahead log with something in it: a program has the database open, or was stopped. */
  readonly hasWal: boolean;
  /** Whether a transaction is under way, or was interrupted. */
  readonly isInTransaction: boolean;
}

/** A program that writes for a moment is waited for this long. */
const attempts = 20;
const pauseMs = 50;

export async function stateOf(files: Files, path: string): Promise<DatabaseState> {
  const [stat, wal, journal] = await Promise.all([
    files.stat(path),
    files.stat(`${path}-wal`),
    files.stat(`${path}-journal`),
  ]);
  if (stat !== undefined && stat.kind !== 'file') {
    throw new StorageError(
      'unavailable',
      `${path} is a folder, not a database. Choose another file.`,
    );
  }
  const start = stat && (await files.readRange(path, 0, databaseHeaderBytes));
  const signature = [stat, wal].map(describe).join(' ');
  return {
    size: stat?.size,
    signature: `${signature} ${changeCounterOf(start ?? new Uint8Array())}`,
    hasWal: (wal?.size ?? 0) > 0,
    isInTransaction: (journal?.size ?? 0) > 0 && (await isJournalHot(files, path)),
  };
}

/**
 * Reads a database as it is between two transactions of other programs, with what is in its write-ahead log;
 * `bytes` are undefined when there is none or an empty file.
 * @throws {StorageError} `busy` when a transaction does not end, `unsupported`, `corrupt`.
 */
export async function readSnapshot(
  files: Files,
  path: string,
): Promise<{ readonly bytes: Uint8Array | undefined; readonly state: DatabaseState }> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const state = await stateOf(files, path);
    if (!state.isInTransaction) {
      const main = await files.read(path);
      const wal = state.hasWal ? await files.read(`${path}-wal`) : undefined;
      const after = await stateOf(files, path);
      if (after.signature === state.signature && !after.isInTransaction) {
        return { bytes: complete(path, main, wal), state };
      }
    }
    await new Promise(resolve => setTimeout(resolve, pauseMs));
  }
  throw inTransactionError(path);
}

export function inTransactionError(path: string): StorageError {
  return new StorageError(
    'busy',
    `Another program is changing the database ${path}, or was stopped while it did (${path}-journal). Wait for it, or open the database once with that program so that it can recover.`,
  );
}

function complete(
  path: string,
  main: Uint8Array | undefined,
  wal: Uint8Array | undefined,
): Uint8Array | undefined {
  if (main === undefined || (main.length === 0 && wal === undefined)) return undefined;
  const bytes = applyWal(main, wal ?? new Uint8Array());
  const fault = databaseFault(bytes.subarray(0, databaseHeaderBytes), bytes.length);
  if (fault === undefined) return bytes;
  throw new StorageError(
    fault.code,
    `${path} ${fault.words}. ${fault.code === 'corrupt' ? 'Restore a copy of it' : 'Choose another file'}.`,
  );
}

async function isJournalHot(files: Files, path: string): Promise<boolean> {
  return isHotJournal((await files.readRange(`${path}-journal`, 0, 8)) ?? new Uint8Array());
}

function describe(stat: FileStat | undefined): string {
  return stat === undefined ? '-' : `${stat.size}:${stat.mtimeMs}:${stat.inode}`;
}
