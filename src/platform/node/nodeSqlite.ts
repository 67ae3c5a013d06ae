import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Disposable } from '../../core/event';
import { isStorageError, StorageError } from '../../storage/errors';
import type { Files, OpenSqlDriver, SqlDriver, SqlSession } from '../../storage/ports';
import { ProcessLock } from '../../storage/processLock';
import { resultCodeOf, sqliteError } from '../sqliteError';
import { watchDatabase } from '../watchDatabase';
import { beginUse, identityOf, isBeingRead } from './databasesInUse';
import type { End } from './databasesInUse';
import { diskError } from './diskError';
import { commitTogether, isBusy, undo } from './groupCommit';
import type { WaitingTransaction } from './groupCommit';
import { SqliteSession } from './sqliteSession';
import { sqliteModule } from './sqliteModule';
import type { SqliteConnection, SqliteModule } from './sqliteModule';

export interface NodeSqliteOptions {
  /** For being told of changes. */
  readonly files: Files;
  /** How long to wait for other programs' locks. Default 5 s. */
  readonly waitMs?: number;
}

const pauseMs = 20;
/**
 * After these a file is opened anew: a connection stays read-only when the file was so at first, and keeps descriptors of a
 * disk that failed. https://sqlite.org/rescode.html: SQLITE_READONLY, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_NOTADB.
 */
const doubtful: readonly (number | undefined)[] = [8, 10, 11, 14, 26];

/** Opens databases with the SQLite that is built into Node; `undefined` where Node has none. */
export function openNodeSqlite(options: NodeSqliteOptions): OpenSqlDriver | undefined {
  const sqlite = sqliteModule();
  return sqlite && (async path => new NodeSqlite(sqlite, path, options));
}

/** A database under the locks that all programs respect which use SQLite. A file keeps the journal mode it has. */
class NodeSqlite implements SqlDriver {
  readonly engine = 'node:sqlite';
  private readonly files: Files;
  private readonly waitMs: number;
  private readonly turn = new ProcessLock();
  private connection: SqliteConnection | undefined;
  private session: SqliteSession | undefined;
  private readonly waiting: WaitingTransaction[] = [];
  /** The file that {@link connection} is on: another one may take its path. */
  private inode: string | undefined;
  private dataVersion: unknown;
  /** The file that is known to whoever watches; a reading can get to another one before they are told. */
  private toldInode: string | undefined;
  private endUse: End | undefined;
  private isDoubtful = false;
  private isClosed = false;

  constructor(
    private readonly sqlite: SqliteModule,
    private readonly path: string | undefined,
    { files, waitMs = 5_000 }: NodeSqliteOptions,
  ) {
    this.files = files;
    this.waitMs = waitMs;
  }

  async read<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const isMissing = this.path !== undefined && this.checkedInode() === undefined;
      // SQLite would make the file; whoever only looks at a database that is not there sees an empty one.
      if (isMissing) return this.withEmptyDatabase(work);
      return this.inReadTransaction(work);
    });
  }

  async transact<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const fail = (error: unknown): void => reject(this.failure(error));
      this.waiting.push({ work, resolve: value => resolve(value as T), reject: fail });
      // Whoever comes while this one waits for its turn is done with it.
      if (this.waiting.length === 1) void this.commitWaiting();
    });
  }

  async size(): Promise<number | undefined> {
    if (this.path !== undefined) return (await this.files.stat(this.path))?.size;
    const sql = 'SELECT page_count * page_size AS size FROM pragma_page_count, pragma_page_size';
    return this.read(async session => Number((await session.all(sql))[0]?.['size']));
  }

  async warnings(): Promise<readonly string[]> {
    return [];
  }

  watch(changed: () => void): Disposable {
    if (this.path === undefined) return { dispose: () => undefined };
    const check = async (): Promise<void> => {
      if (await this.turn.hold('', async () => this.hasChanged())) changed();
    };
    return watchDatabase({ files: this.files, path: this.path, check });
  }

  async close(): Promise<void> {
    await this.turn.hold('', async () => {
      this.isClosed = true;
      this.disconnect();
    });
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.turn.hold('', async () => {
      if (this.isClosed) throw new StorageError('closed', `The database ${this.place} is closed.`);
      try {
        return await work();
      } catch (error) {
        throw this.failure(error);
      }
    });
  }

  /** What to tell of a failure. */
  private failure(error: unknown): Error {
    this.isDoubtful ||= doubtful.includes(resultCodeOf(error));
    return sqliteError(error, this.place);
  }

  private async commitWaiting(): Promise<void> {
    let members: readonly WaitingTransaction[] = [];
    try {
      await this.inTurn(async () => {
        members = this.waiting.splice(0);
        const session = await this.unlessBusy(() => this.connected());
        // Reading tells nothing about whether it can be written again.
        this.isDoubtful = false;
        const unlessBusy = (step: () => void): Promise<void> => this.unlessBusy(step);
        await commitTogether(members, { session, unlessBusy });
      });
    } catch (error) {
      for (const { reject } of members.length > 0 ? members : this.waiting.splice(0)) reject(error);
    }
  }

  private async inReadTransaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    const session = await this.unlessBusy(() => this.connected());
    await this.unlessBusy(() => {
      session.control('BEGIN');
      try {
        // A plain BEGIN takes its lock with the first reading.
        session.control('SELECT 1 FROM sqlite_master');
      } catch (error) {
        undo(session);
        throw error;
      }
    });
    try {
      const value = await work(session);
      session.control('COMMIT');
      return value;
    } catch (error) {
      undo(session);
      throw error;
    }
  }

  /** Waits for what passes, as other programs' locks do, without stopping this process, as SQLite's own waiting would. */
  private async unlessBusy<T>(step: () => T): Promise<T> {
    const deadline = performance.now() + this.waitMs;
    for (;;) {
      try {
        return step();
      } catch (error) {
        const isPassing = isBusy(error) || isStorageError(error, 'busy');
        if (!isPassing || performance.now() > deadline) throw error;
      }
      await new Promise(resolve => setTimeout(resolve, pauseMs * (0.5 + Math.random())));
    }
  }

  private async withEmptyDatabase<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    const empty = new this.sqlite.DatabaseSync(':memory:');
    try {
      return await work(new SqliteSession(empty));
    } finally {
      empty.close();
    }
  }

  private connected(): SqliteSession {
    const inode = this.path === undefined ? '' : this.checkedInode();
    const isSame = this.inode === inode && !(this.isDoubtful && this.path !== undefined);
    if (this.session !== undefined && isSame) return this.session;
    this.disconnect();
    if (inode !== undefined && isBeingRead(inode)) throw this.isReadError();
    if (this.path !== undefined) makeFolder(dirname(this.path));
    const connection = new this.sqlite.DatabaseSync(this.path ?? ':memory:');
    try {
      // Somebody else's database may hold triggers and views; those may not call anything with effects.
      connection.exec('PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF');
    } catch (error) {
      connection.close();
      throw error;
    }
    this.connection = connection;
    this.session = new SqliteSession(connection);
    const isFirst = this.inode === undefined;
    this.inode = this.path === undefined ? '' : identityOf(this.path);
    if (isFirst) this.toldInode = this.inode;
    if (this.path !== undefined && this.inode !== undefined) this.endUse = beginUse(this.inode);
    try {
      // The first thing for which SQLite takes a lock.
      this.dataVersion = this.readDataVersion();
    } catch (error) {
      this.disconnect();
      throw error;
    }
    return this.session;
  }

  /** The file at the path; writing through a connection to a file that is no longer there would lose what is written. */
  private checkedInode(): string | undefined {
    const inode = identityOf(this.path ?? '');
    if (inode === undefined && this.inode !== undefined) {
      throw new StorageError(
        'unavailable',
        `The database ${this.place} is gone. Bring it back, or make an empty file in its place to start anew.`,
      );
    }
    return inode;
  }

  /** Whether others changed the database since this was asked last; own changes do not count. */
  private hasChanged(): boolean {
    if (this.isClosed) return false;
    const inode = identityOf(this.path ?? '');
    const isOther = inode !== this.inode || inode !== this.toldInode;
    this.toldInode = inode;
    if (this.connection === undefined || isOther) return true;
    const before = this.dataVersion;
    this.dataVersion = this.readDataVersion();
    return this.dataVersion !== before;
  }

  private readDataVersion(): unknown {
    return this.connection?.prepare('PRAGMA data_version').all()[0]?.['data_version'];
  }

  private disconnect(): void {
    this.connection?.close();
    this.connection = undefined;
    this.session = undefined;
    this.endUse?.();
  }

  private isReadError(): StorageError {
    return new StorageError(
      'busy',
      `The database ${this.place} is being read as a file of another tool. Try again when that has finished.`,
    );
  }

  private get place(): string {
    return this.path ?? 'in memory';
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw diskError('make', folder, error);
  }
}
