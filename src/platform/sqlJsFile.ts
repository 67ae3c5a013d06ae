import type { Disposable } from '../core/event';
import { StorageError } from '../storage/errors';
import type { Files, Lock, SqlDriver, SqlSession } from '../storage/ports';
import { ProcessLock } from '../storage/processLock';
import { DatabaseFile } from './databaseFile';
import { Gathering } from './gathering';
import { SqlJsDatabase } from './sqlJsDatabase';
import type { LoadWasm } from './sqlJsDatabase';
import { inTransaction } from './sqlJsTransaction';
import { sqliteError } from './sqliteError';
import type { DatabaseState } from './sqliteState';
import { watchDatabase } from './watchDatabase';

/** How often transactions are done again because another program wrote meanwhile. */
const attempts = 5;

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
  private readonly file: DatabaseFile;
  private readonly lock: Lock;
  private readonly lockName: string;
  private readonly loadWasm: LoadWasm;
  private readonly turn = new ProcessLock();
  private database: SqlJsDatabase | undefined;
  private state: DatabaseState | undefined;
  private isUntold = false;
  private wasThere = false;
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
    this.file = new DatabaseFile(ports.files, path);
    this.lock = ports.lock ?? new ProcessLock();
    this.lockName = `${path}.optiscope.lock`;
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

  warnings(): Promise<readonly string[]> {
    return this.file.warnings();
  }

  watch(changed: () => void): Disposable {
    const check = async (): Promise<void> => {
      const isChanged = await this.turn.hold(this.path, async () => {
        const { signature } = await this.file.state();
        return this.takeUntold() || signature !== this.state?.signature;
      });
      if (isChanged) changed();
    };
    return watchDatabase({ files: this.files, path: this.path, check });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.gathering.end();
    await this.writing;
    await this.turn.hold(this.path, async () => this.forget());
    await this.lock.letGo?.(this.lockName);
  }

  /** Whether others changed the database, which was noticed by reading it and told to nobody yet. */
  private takeUntold(): boolean {
    const { isUntold } = this;
    this.isUntold = false;
    return isUntold;
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
      const settle = await this.lock.hold(this.lockName, () => this.commit(batch));
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
      await this.file.waitForOthers();
      const database = await this.refreshed();
      const mark = database.changeMark();
      const settle: (() => void)[] = [];
      batch.push(...this.writers.splice(0));
      for (const { run } of batch) settle.push(await run(database));
      if (database.changeMark() === mark) return settle;
      if (await this.replaceFile(database.export())) return settle;
      this.isUntold = true;
      this.forget();
    }
    throw new StorageError(
      'busy',
      `Another program keeps changing the database ${this.path}. Try again when it has finished.`,
    );
  }

  /** Says no when the file is not the one that was changed in memory. */
  private async replaceFile(bytes: Uint8Array): Promise<boolean> {
    const replaced = this.state && (await this.file.replace(bytes, this.state));
    if (replaced === undefined) return false;
    this.wasThere = true;
    this.state = replaced.state;
    if (!replaced.isOurs) this.forget();
    return true;
  }

  /** The database as it is in the file now. */
  private async refreshed(): Promise<SqlJsDatabase> {
    const now = await this.file.state();
    const isSame = now.signature === this.state?.signature && !this.state.isFresh;
    if (this.database?.isLost === false && isSame) return this.database;
    this.isUntold ||= this.state !== undefined && this.state.signature !== now.signature;
    this.forget();
    if (now.size === undefined && this.wasThere) {
      throw new StorageError(
        'unavailable',
        `The database ${this.path} is gone. Bring it back, or make an empty file in its place to start anew.`,
      );
    }
    const bytes = await this.file.read(now);
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

  private forget(): void {
    this.database?.close();
    this.database = undefined;
    this.state = undefined;
  }

  private checkOpen(): void {
    if (this.isClosed) throw new StorageError('closed', `The database ${this.path} is closed.`);
  }
}
