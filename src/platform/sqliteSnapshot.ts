import { StorageError } from '../storage/errors';
import { databaseFault, databaseHeaderBytes } from './sqliteFile';
import { applyJournal, journalIdentity, journalStartBytes, superJournalOf } from './sqliteJournal';
import { applyWal, walIdentity, walStartBytes } from './sqliteWal';

/** What to add to a database's path for a file that belongs to it: nothing for the database itself. */
export type DatabasePart = '' | '-wal' | '-journal';

/** How the files of a database are read. They may change at any time. */
export interface DatabaseParts {
  /** As it is now; `undefined` when there is none. */
  read(part: DatabasePart): Promise<Uint8Array | undefined>;
  /** The first bytes, where that is cheaper than all of them. */
  readStart?(part: DatabasePart, length: number): Promise<Uint8Array | undefined>;
  /** The database alone, as it is now, piece by piece; a piece is there only until the next one is asked for. */
  pieces(): AsyncIterable<Uint8Array>;
  /** Whether there is a file of this absolute path. */
  exists(path: string): Promise<boolean>;
}

/** A program that writes without a pause is given this many chances to make one. */
const attempts = 60;
const maxPauseMs = 50;

/**
 * A database as its last transaction that was committed left it; `undefined` when there is none or an empty file. Locks
 * nothing, waits for nobody and makes no file. What was read is of one moment:
 * - A write-ahead log that did not begin anew while the database was read has all that was copied into it meanwhile.
 * - So has the journal of a transaction that lasted all the while of all that was changed meanwhile.
 * - With neither, a database that is read twice with the same bytes was so in between.
 *
 * Transactions without a journal on disk (`journal_mode` MEMORY or OFF) cannot be told from committed ones.
 * @param first the database as it was read before, which saves a reading when nobody writes.
 * @throws {StorageError} `busy` when programs never let go of it, `unsupported`, `corrupt`; the message calls the database `it`.
 */
export async function takeSnapshot(
  parts: DatabaseParts,
  first?: Uint8Array,
): Promise<Uint8Array | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const state = await tryOnce(parts, attempt === 0 ? first : undefined);
    if (state !== 'moved') return state === 'absent' ? undefined : checked(state);
    // Different lengths, so as not to keep step with a program that has a rhythm of its own.
    const pauseMs = Math.min(maxPauseMs, attempt * 2) * Math.random();
    await new Promise(resolve => setTimeout(resolve, pauseMs));
  }
  throw new StorageError(
    'busy',
    'Another program changes it without a pause. Try again when that has finished.',
  );
}

async function tryOnce(
  parts: DatabaseParts,
  first: Uint8Array | undefined,
): Promise<Uint8Array | 'absent' | 'moved'> {
  const before = await marksOf(parts);
  const isCovered = before.wal !== undefined || before.journal !== undefined;
  const main = (isCovered ? undefined : first) ?? (await parts.read(''));
  const wal = before.wal === undefined ? none : ((await parts.read('-wal')) ?? none);
  const journal = before.journal === undefined ? none : ((await parts.read('-journal')) ?? none);
  const after = await marksOf(parts);
  const isSame =
    [after.wal, walIdentity(wal)].every(mark => mark === before.wal) &&
    [after.journal, journalIdentity(journal)].every(mark => mark === before.journal);
  if (!isSame) return 'moved';
  if (!isCovered && !(await isStill(parts, main))) return 'moved';
  if (main === undefined) return 'absent';
  return recovered(parts, { main, wal, journal });
}

interface Contents {
  readonly main: Uint8Array;
  readonly wal: Uint8Array;
  readonly journal: Uint8Array;
}

/** As SQLite recovers after a crash. */
async function recovered(
  parts: DatabaseParts,
  { main, wal, journal }: Contents,
): Promise<Uint8Array | 'absent'> {
  // A database without a page has nothing that could be recovered, and its log and journal are void.
  if (main.length === 0) return 'absent';
  const superJournal = superJournalOf(journal);
  const isVoid = superJournal !== undefined && !(await parts.exists(superJournal));
  return applyWal(isVoid ? main : applyJournal(main, journal), wal);
}

const none = new Uint8Array();

interface Marks {
  readonly wal: string | undefined;
  readonly journal: string | undefined;
}

async function marksOf(parts: DatabaseParts): Promise<Marks> {
  const start = async (part: DatabasePart, length: number): Promise<Uint8Array> =>
    (await (parts.readStart?.(part, length) ?? parts.read(part))) ?? none;
  const [wal, journal] = await Promise.all([
    start('-wal', walStartBytes),
    start('-journal', journalStartBytes),
  ]);
  return { wal: walIdentity(wal), journal: journalIdentity(journal) };
}

function checked(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length === 0) return undefined;
  const fault = databaseFault(bytes.subarray(0, databaseHeaderBytes), bytes.length);
  if (fault === undefined) return bytes;
  throw new StorageError(
    fault.code,
    `It ${fault.words}. ${fault.code === 'corrupt' ? 'Restore a copy of it' : 'Choose another file'}.`,
  );
}

/** Whether the database has these bytes, read once more, of which no second copy is held. */
async function isStill(parts: DatabaseParts, main: Uint8Array | undefined): Promise<boolean> {
  if (main === undefined) return (await parts.read('')) === undefined;
  let at = 0;
  for await (const piece of parts.pieces()) {
    if (!sameBytes(main.subarray(at, at + piece.length), piece)) return false;
    at += piece.length;
  }
  return at === main.length;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  // Four bytes at a time are as much faster.
  const words = (a.byteOffset | b.byteOffset) % 4 === 0 ? Math.floor(a.length / 4) : 0;
  const [wordsOfA, wordsOfB] = [a, b].map(
    ({ buffer, byteOffset }) => new Int32Array(buffer, words === 0 ? 0 : byteOffset, words),
  ) as [Int32Array, Int32Array];
  return sameItems(wordsOfA, wordsOfB) && sameItems(a, b, words * 4);
}

function sameItems<T extends Uint8Array | Int32Array>(a: T, b: T, from = 0): boolean {
  for (let index = from; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}
