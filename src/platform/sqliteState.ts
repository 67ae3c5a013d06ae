import { StorageError } from '../storage/errors';
import type { Files, FileStat } from '../storage/ports';
import { changeCounterOf, databaseHeaderBytes } from './sqliteFile';
import { journalIdentity, journalStartBytes } from './sqliteJournal';

/** What can be seen of a database from outside. */
export interface DatabaseState {
  /** Undefined when there is no file. */
  readonly size: number | undefined;
  readonly inode: string | undefined;
  /** Of the database and all that has to be read with it. */
  readonly bytes: number;
  /** Differs after anybody changed the database. */
  readonly signature: string;
  readonly changeCounter: number;
  /** Whether a log was written so lately that another change to it need not show in its times. */
  readonly isFresh: boolean;
  /** Whether there is a write-ahead log with something in it: a program has the database open, or was stopped. */
  readonly hasWal: boolean;
  /** Whether a transaction is under way, or was interrupted. */
  readonly isInTransaction: boolean;
}

/** Coarser than the clock of any disk that is in use, but for FAT. */
const freshMs = 1_000;

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
  const changeCounter = changeCounterOf(start ?? new Uint8Array());
  const transaction = journal && (await transactionOf(files, path));
  return {
    size: stat?.size,
    inode: stat?.inode,
    bytes: [stat, wal, journal].reduce((sum, file) => sum + (file?.size ?? 0), 0),
    signature: [
      describe(stat),
      describe(wal),
      changeCounter,
      // A transaction may end without a change to the database: its journal goes.
      transaction ?? '-',
    ].join(' '),
    changeCounter,
    isFresh: wal !== undefined && Math.abs(Date.now() - wal.mtimeMs) < freshMs,
    hasWal: (wal?.size ?? 0) > 0,
    isInTransaction: transaction !== undefined,
  };
}

export function inTransactionError(path: string): StorageError {
  return new StorageError(
    'busy',
    `Another program is changing the database ${path}, or was stopped while it did (${path}-journal). Wait for it, or change the database once with that program so that it can recover.`,
  );
}

async function transactionOf(files: Files, path: string): Promise<string | undefined> {
  const start = await files.readRange(`${path}-journal`, 0, journalStartBytes);
  return journalIdentity(start ?? new Uint8Array());
}

function describe(stat: FileStat | undefined): string {
  return stat === undefined ? '-' : `${stat.size}:${stat.mtimeMs}:${stat.inode}`;
}
