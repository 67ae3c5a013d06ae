import type { Disposable } from '../core/event';
import { StorageError, isStorageError } from '../storage/errors';
import type { Files, Lock, SqlDriver, SqlSession } from '../storage/ports';
import { ProcessLock } from '../storage/processLock';
import { deleteStaleTemporaries } from '../storage/temporaryFiles';
import { Gathering } from './gathering';
import { SqlJsDatabase } from './sqlJsDatabase';
import type { LoadWasm } from './sqlJsDatabase';
import { inTransaction } from './sqlJsTransaction';
import { sqliteError } from './sqliteError';
import { changeCounterOf, noteChange } from './sqliteFile';
import { takeSnapshot } from './sqliteSnapshot';
import type { DatabaseParts } from './sqliteSnapshot';
import { inTransactionError, stateOf } from './sqliteState';
import type { DatabaseState } from './sqliteState';
import { folderOf, watchDatabase } from './watchDatabase';

/** Measured: a save takes about 4 ms for each MB of the database, and memory twice its size. */
const warnBytes = 50 * 2 ** 20;
const maxBytes = 500 * 2 ** 20;
/** How often transactions are done again because another program wrote meanwhile. */
const attempts = 5;
/** How long another program's transaction is waited for, and how often it is looked at. */
const maxWaitMs = 1_000;
const pauseMs = 25;

/** A call that waits to be done together with others. */
interface Waiting {
  /** Returns what tells the caller. */
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
  private readonly gathering = new Gathering();
  private readers: Waiting[] = [];
  private writers: Waiting[] = [];
  private writing: Promise<void> | undefined;
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
    return new Promise<T>((resolve, reject) => {
      this.readers.push(this.call(database => work(database.session), { resolve, reject }));
      // Whoever comes while this one waits for its turn reads the same state.
      if (this.readers.length === 1) void this.turn.hold(this.path, () => this.answer());
    });
  }

  async transact<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    this.checkOpen();
    return new Promise<T>((resolve, reject) => {
      this.writers.push(this.call(database => inTransaction(database, work), { resolve, reject }));
      this.gathering.joined();
      this.writing ??= this.write();
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
    this.gathering.end();
    await this.writing;
    await this.turn.hold(this.path, async () => this.forget());
  }

  private call<T>(
    work: (database: SqlJsDatabase) => Promise<T>,
    caller: { readonly resolve: (value: T) => void; readonly reject: (error: Error) => void },
  ): Waiting {
    return {
      run: async database => {
        try {
          const value = await work(database);
          return () => caller.resolve(value);
        } catch (error) {
          return () => caller.reject(sqliteError(error, this.path));
        }
      },
      fail: caller.reject,
    };
  }

  private async answer(): Promise<void> {
    const readers = this.readers;
    this.readers = [];
    try {
      const database = await this.refreshed();
      for (const { run } of readers) (await run(database))();
    } catch (error) {
      for (const { fail } of readers) fail(sqliteError(error, this.path));
    }
  }

  /** Writes until nobody waits. Between two times those who read have their turn. */
  private async write(): Promise<void> {
    while (this.writers.length > 0) {
      await this.gathering.wait(() => this.writers.length);
      await this.turn.hold(this.path, () => this.flush());
    }
    this.writing = undefined;
  }

  private async flush(): Promise<void> {
    const start = performance.now();
    const batch: Waiting[] = [];
    try {
      const name = `${this.path}.optiscope.lock`;
      const settle = await this.lock.hold(name, () => this.commit(batch));
      for (const done of settle) done();
    } catch (error) {
      // What is in memory may be what could not be written.
      this.forget();
      const failed = batch.length > 0 ? batch : this.writers.splice(0);
      for (const { fail } of failed) fail(sqliteError(error, this.path));
    }
    const ms = performance.now() - start;
    this.gathering.served({ count: batch.length, waiting: this.writers.length, ms });
  }

  /** Does what waits, which is added to `batch`, and writes it; returns what tells the callers. */
  private async commit(batch: Waiting[]): Promise<readonly (() => void)[]> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      await this.waitForOthers();
      const database = await this.refreshed();
      const mark = database.changeMark();
      const settle: (() => void)[] = [];
      batch.push(...this.writers.splice(0));
      for (const { run } of batch) settle.push(await run(database));
      if (database.changeMark() === mark) return settle;
      if (await this.replaceFile(database.export())) return settle;
      this.forget();
    }
    throw new StorageError(
      'busy',
      `Another program keeps changing the database ${this.path}. Try again when it has finished.`,
    );
  }

  /** A rollback journal beside a new file would be played back into it. */
  private async waitForOthers(): Promise<void> {
    const deadline = performance.now() + maxWaitMs;
    while ((await stateOf(this.files, this.path)).isInTransaction) {
      if (performance.now() > deadline) throw inTransactionError(this.path);
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
  }

  /** Says no when the file is not the one that was changed in memory, or somebody is about to change it. */
  private async replaceFile(bytes: Uint8Array): Promise<boolean> {
    this.checkSize(bytes.length);
    await this.deleteLeftovers();
    const now = await stateOf(this.files, this.path);
    if (now.hasWal) throw this.hasWalError();
    if (now.isInTransaction) return false;
    if (now.signature !== this.state?.signature) return false;
    noteChange(bytes, now.changeCounter);
    await this.files.write(this.path, bytes);
    this.state = await stateOf(this.files, this.path);
    this.wasThere = true;
    const isOurs = this.state.changeCounter === changeCounterOf(bytes);
    if (!isOurs || this.state.size !== bytes.length) this.forget();
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
    const isSame = now.signature === this.state?.signature && !this.state.isFresh;
    if (this.database !== undefined && isSame) return this.database;
    this.forget();
    this.checkSize(now.bytes);
    if (now.size === undefined && this.wasThere) {
      throw new StorageError(
        'unavailable',
        `The database ${this.path} is gone. Bring it back, or make an empty file in its place to start anew.`,
      );
    }
    const bytes = await this.snapshot();
    try {
      this.database = await SqlJsDatabase.open(this.loadWasm, bytes);
    } catch (error) {
      throw sqliteError(error, this.path);
    }
    // Of before the reading: what was changed since shows as a difference when it is looked at next.
    this.state = now;
    this.wasThere = now.size !== undefined;
    return this.database;
  }

  private async snapshot(): Promise<Uint8Array | undefined> {
    const parts: DatabaseParts = {
      read: part => this.files.read(`${this.path}${part}`),
      readStart: (part, length) => this.files.readRange(`${this.path}${part}`, 0, length),
      exists: async path => (await this.files.stat(path)) !== undefined,
    };
    try {
      return await takeSnapshot(parts);
    } catch (error) {
      if (!isStorageError(error)) throw error;
      const message = `The database ${this.path} cannot be read. ${error.message}`;
      throw new StorageError(error.code, message, { cause: error });
    }
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
