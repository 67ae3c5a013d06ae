import type { SqlSession } from '../../storage/ports';
import { resultCodeOf } from '../sqliteError';
import type { SqliteSession } from './sqliteSession';

/** A transaction that waits to be done. */
export interface WaitingTransaction {
  readonly work: (session: SqlSession) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommit {
  readonly session: SqliteSession;
  /** Does a step that other programs' locks may stand in the way of. */
  readonly unlessBusy: (step: () => void) => Promise<void>;
}

const savepoint = 'optiscope_member';

/**
 * Does transactions that wait at the same time in one, which costs one flush of the disk: each is undone on its own when it
 * fails. When all of it fails they are done one by one, so that one that cannot be done keeps none of the others from it.
 * @throws what SQLite says when others have locked the database: then none was done, and nobody was told.
 */
export async function commitTogether(
  members: readonly WaitingTransaction[],
  group: GroupCommit,
): Promise<void> {
  const [only, ...others] = members;
  if (only === undefined) return;
  if (others.length === 0) return commitAlone(only, group);
  await group.unlessBusy(() => group.session.control('BEGIN IMMEDIATE'));
  try {
    const settle: (() => void)[] = [];
    for (const member of members) settle.push(await runMember(member, group.session));
    await group.unlessBusy(() => group.session.control('COMMIT'));
    for (const tell of settle) tell();
  } catch (error) {
    undo(group.session);
    // Whoever else has locked it would keep each of them waiting as long again.
    if (isBusy(error)) throw error;
    // Each is told what its own attempt comes to.
    for (const member of members) await commitAlone(member, group).catch(member.reject);
  }
}

async function commitAlone(
  { work, resolve }: WaitingTransaction,
  { session, unlessBusy }: GroupCommit,
): Promise<void> {
  await unlessBusy(() => session.control('BEGIN IMMEDIATE'));
  try {
    const value = await work(session);
    await unlessBusy(() => session.control('COMMIT'));
    resolve(value);
  } catch (error) {
    undo(session);
    throw error;
  }
}

/** Returns what tells the caller. @throws when the whole transaction is gone. */
async function runMember(
  { work, resolve, reject }: WaitingTransaction,
  session: SqliteSession,
): Promise<() => void> {
  session.control(`SAVEPOINT ${savepoint}`);
  try {
    const value = await work(session);
    session.control(`RELEASE ${savepoint}`);
    return () => resolve(value);
  } catch (error) {
    // Fails when SQLite has undone all of it, as it does when a disk fails or is full.
    session.control(`ROLLBACK TO ${savepoint}`);
    session.control(`RELEASE ${savepoint}`);
    return () => reject(error);
  }
}

/** Whether another program's lock was in the way. */
export function isBusy(error: unknown): boolean {
  const code = resultCodeOf(error);
  return code === 5 || code === 6;
}

/** Ends a transaction that failed. */
export function undo(session: SqliteSession): void {
  try {
    session.control('ROLLBACK');
  } catch {
    // SQLite has undone the transaction itself, as it does when a disk fails or is full.
  }
}
