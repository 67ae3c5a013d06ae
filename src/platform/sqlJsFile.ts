import type { Disposable } from '../core/event';
import { StorageError } from '../storage/errors';
import type { Files, Lock, SqlDriver, SqlSession } from '../storage/ports';
import { ProcessLock } from '../storage/processLock';
import { deleteStaleTemporaries } from '../storage/temporaryFiles';
import { SqlJsDatabase } from './sqlJsDatabase';
import type { LoadWasm } from './sqlJsDatabase';
import { inTransaction } from './sqlJsTransaction';
import { sqliteError } from './sqliteError';
import { inTransactionError, readSnapshot, stateOf } from './sqliteSnapshot';
import type { DatabaseState } from './sqliteSnapshot';
import { folderOf, watchDatabase } from './watchDatabase';

/** Measured: a save takes about 4 ms for each MB of the database, and memory twice its size. */
const warnBytes = 50 * 2 ** 20;
const maxBytes = 500 * 2 ** 20;
/** How often transactions are done again because another program wrote meanwhile. */
const attempts = 5;

interface Transaction {
  readonly run: (database: SqlJsDatabase) => Promise<() => void>;
  readonly fail: (error: Error) => void;
}

/**
 * A database file that is read as a whole and replaced as a whole: SQLite itself runs in memory. Transactions that wait at
 * the same time are written together. Other programs' writes are noticed and kept, but nothing keeps those programs from
 * writing at the very moment the file is replaced; an engine that takes SQLite's own locks does.
 */
export class SqlJsFile implements SqlDriver {
  readonly engine = 'sql.js';
  private readonly files: Files;
  private readonly lock: Lock;
  private readonly loadWasm: LoadWasm;
  private readonly turn = new ProcessLock();
  private database: SqlJsDatabase | undefined;
  private state: DatabaseState | undefined;
  private wasThere = false;
  private hasTidied = false;
  private waiting: Transaction[] = [];
  private isClosed = false;

  constructor(
    private readonly path: string,
    ports: { readonly files: Files; readonly lock?: Lock; readonly loadWasm: LoadWasm },
  ) {
    this.files = ports.files;
    this.lock = ports.lock ?? new ProcessLock();
    this.loadWasm = ports.loadWasm;
  }

  async read<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    this.checkOpen();
    return this.turn.hold(this.path, async () => {
      const { session } = await this.refreshed();
      try {
        return await work(session);
      } catch (error) {
        throw sqliteError(error, this.path);
      }
    });
  }

  async transact<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    this.checkOpen();
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({
        run: async database => {
          try {
            const value = await inTransaction(database, work);
            return () => resolve(value);
          } catch (error) {
            return () => reject(sqliteError(error, this.path));
          }
        },
        fail: reject,
      });
      // Whoever comes while this one waits for its turn is done with it.
      if (this.waiting.length === 1) void this.turn.hold(this.path, () => this.flush());
    });
  }

  async size(): Promise<number | undefined> {
    return (await this.files.stat(this.path))?.size;
  }

  async warnings(): Promise<readonly string[]> {
    const { size = 0, hasWal } = await stateOf(this.files, this.path);
    const warnings: string[] = [];
    if (size > warnBytes) {
      warnings.push(
        `The database has ${megabytes(size)} MB. The engine sql.js writes all of it at every save and stops at ${megabytes(maxBytes)} MB; the engine node:sqlite or a folder does better.`,
      );
    }
    if (hasWal) {
      warnings.push(
        'Another program has the database open with a write-ahead log. The engine sql.js can read it, but not change it until that program has closed it.',
      );
    }
    return warnings;
  }

  watch(changed: () => void): Disposable {
    return watchDatabase(this.files, this.path, async () => {
      const isChanged = await this.turn.hold(this.path, async () => {
        const { signature } = await stateOf(this.files, this.path);
        return signature !== this.state?.signature;
      });
      if (isChanged) changed();
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.turn.hold(this.path, async () => this.forget());
  }

  private async flush(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    try {
      const settle = await this.lock.hold(`${this.path}.optiscope.lock`, () => this.commit(batch));
      for (const done of settle) done();
    } catch (error) {
      // What is in memory may be what could not be written.
      this.forget();
      for (const transaction of batch) transaction.fail(sqliteError(error, this.path));
    }
  }

  private async commit(batch: readonly Transaction[]): Promise<readonly (() => void)[]> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const database = await this.refreshed();
      const mark = database.changeMark();
      const settle: (() => void)[] = [];
      for (const transaction of batch) settle.push(await transaction.run(database));
      if (database.changeMark() === mark) return settle;
      if (await this.replaceFile(database.export())) return settle;
      this.forget();
    }
    throw new StorageError(
      'busy',
      `Another program keeps changing the database ${this.path}. Try again when it has finished.`,
    );
  }

  /** Says no when the file is not the one that was changed in memory. */
  private async replaceFile(bytes: Uint8Array): Promise<boolean> {
    this.checkSize(bytes.length);
    const now = await stateOf(this.files, this.path);
    if (now.hasWal) throw this.hasWalError();
    if (now.isInTransaction) throw inTransactionError(this.path);
    if (now.signature !== this.state?.signature) return false;
    await this.deleteLeftovers();
    await this.files.write(this.path, bytes);
    this.state = await stateOf(this.files, this.path);
    this.wasThere = true;
    return true;
  }

  /** Removes what interrupted writes of this database left. */
  private async deleteLeftovers(): Promise<void> {
    if (this.hasTidied) return;
    this.hasTidied = true;
    const folder = folderOf(this.path);
    const entries = (await this.files.list(folder)) ?? [];
    const start = `.${this.path.slice(folder.length + 1)}`;
    const names = entries.map(({ name }) => name).filter(name => name.startsWith(start));
    await deleteStaleTemporaries(this.files, folder, names);
  }

  /** The database as it is in the file now. */
  private async refreshed(): Promise<SqlJsDatabase> {
    const now = await stateOf(this.files, this.path);
    const isSame = now.signature === this.state?.signature && !now.isInTransaction;
    if (this.database !== undefined && isSame) return this.database;
    this.forget();
    this.checkSize(now.size ?? 0);
    if (now.size === undefined && this.wasThere) {
      throw new StorageError(
        'unavailable',
        `The database ${this.path} is gone. Bring it back, or make an empty file in its place to start anew.`,
      );
    }
    const { bytes, state } = await readSnapshot(this.files, this.path);
    try {
      this.database = await SqlJsDatabase.open(this.loadWasm, bytes);
    } catch (error) {
      throw sqliteError(error, this.path);
    }
    this.state = state;
    this.wasThere = state.size !== undefined;
    return this.database;
  }

  private forget(): void {
    this.database?.close();
    this.database = undefined;
    this.state = undefined;
  }

  private checkSize(bytes: number): void {
    if (bytes <= maxBytes) return;
    throw new StorageError(
      'unsupported',
      `The database ${this.path} has ${megabytes(bytes)} MB, the engine sql.js handles up to ${megabytes(maxBytes)} MB. Use the engine node:sqlite or a folder.`,
    );
  }

  private hasWalError(): StorageError {
    return new StorageError(
      'busy',
      `Another program has the database ${this.path} open with a write-ahead log (${this.path}-wal), so the engine sql.js cannot change it without losing data. Close that program, or use the engine node:sqlite.`,
    );
  }

  private checkOpen(): void {
    if (this.isClosed) throw new StorageError('closed', `The database ${this.path} is closed.`);
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
