import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { StorageError } from '../../storage/errors';
import { nothingAt } from '../../storage/nothingAt';
import { diskError, isAbsence } from './diskError';

/*
 * Keeps whoever reads files away from the databases that SQLite has open in this process. A process that closes any
 * descriptor of a file loses all locks that it has on it, in whichever thread it does so
 * (https://sqlite.org/howtocorrupt.html, section 2.2): of two programs that change the database, one would then play the
 * other's journal back, and both write at once. All databases are opened, and all readings started, by the main thread.
 */

/** Files that SQLite has open, and files that are being read; each by its identity, with how often. */
const connections = new Map<string, number>();
const readings = new Map<string, number>();

/** Ends what was begun; later calls do nothing. */
export type End = () => void;

/** Names a file whatever its path: device and inode. `undefined` when there is none. */
export function identityOf(path: string): string | undefined {
  try {
    return identity(statSync(path, { bigint: true }));
  } catch (error) {
    return unlessAbsent(error, path);
  }
}

/** Notes that SQLite has opened a file. In the same turn it has to be known that nobody {@link isBeingRead reads} it. */
export function beginUse(file: string): End {
  return begin(connections, file);
}

export function isBeingRead(file: string): boolean {
  return readings.has(file);
}

/**
 * Notes that a file is about to be read, and is not to be opened as a database until that has ended.
 * @throws {StorageError} `unsupported` while SQLite has it open, `not-found`
 */
export async function beginReading(path: string): Promise<End> {
  const file = await stat(path, { bigint: true }).then(identity, error =>
    unlessAbsent(error, path),
  );
  // Until its reader looks there may be a database.
  if (file === undefined) throw nothingAt(path);
  if (!connections.has(file)) return begin(readings, file);
  throw new StorageError(
    'unsupported',
    `${path} is in use as the database of a backend, whose view shows its results. To read it as a file of another tool, give that backend another database.`,
  );
}

function begin(counts: Map<string, number>, file: string): End {
  counts.set(file, (counts.get(file) ?? 0) + 1);
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    const left = (counts.get(file) ?? 0) - 1;
    if (left > 0) counts.set(file, left);
    else counts.delete(file);
  };
}

function identity({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${dev}-${ino}`;
}

function unlessAbsent(error: unknown, path: string): undefined {
  if (!isAbsence(error)) throw diskError('read', path, error);
}
