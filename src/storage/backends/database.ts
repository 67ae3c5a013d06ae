import { Emitter } from '../../core/event';
import type { Disposable, Event } from '../../core/event';
import type { Header } from '../../core/header';
import type {
  BackendChange,
  BackendFault,
  BackendInfo,
  Entry,
  Keep,
  SaveOptions,
  StorageBackend,
  Trash,
} from '../backend';
import { isStorageError, StorageError } from '../errors';
import { checkKey } from '../keys';
import type { SqlDriver, SqlRow, SqlSession } from '../ports';
import { entryColumns, entryOfRow, headerColumns, headerOfRow, rowOfEntry } from './entryRow';
import { checkDatabase, rebuildDatabase } from './databaseCheck';
import { DatabaseTrash } from './databaseTrash';
import { checkExpected } from './expectedRevision';
import { currentVersion, migrate, versionOf } from './schema';

export interface DatabaseStorageOptions {
  readonly driver: SqlDriver;
  /** A path or a connection string without its password, for people. */
  readonly location: string;
}

const upsert = `INSERT INTO optiscope_results (${entryColumns.join(', ')})
VALUES (${entryColumns.map(() => '?').join(', ')})
ON CONFLICT (key) DO UPDATE SET ${entryColumns
  .slice(1)
  .map(column => `${column} = excluded.${column}`)
  .join(', ')}`;

/** How many keys are asked for in one statement. */
const keysAtOnce = 500;

/** Sorts behind whatever can follow a prefix in a key of 512 bytes. */
const afterAllKeys = '\u{10ffff}'.repeat(129);

/** Keeps entries as the rows of one table. The tables are made by the first save; a database of somebody else is refused. */
export class DatabaseStorage implements StorageBackend {
  readonly type = 'database';
  private readonly driver: SqlDriver;
  private readonly location: string;
  private readonly didChange = new Emitter<BackendChange>();
  private readonly removed = new DatabaseTrash();
  private watching: Disposable | undefined;
  private isClosed = false;

  constructor({ driver, location }: DatabaseStorageOptions) {
    this.driver = driver;
    this.location = location;
  }

  readonly onDidChange: Event<BackendChange> = listener => {
    if (!this.isClosed) this.watching ??= this.driver.watch(() => this.didChange.fire({}));
    return this.didChange.event(listener);
  };

  readonly trash: Trash = {
    list: () => this.read([], session => this.removed.list(session)),
    restore: async (bin, key, { expected = null } = {}) => {
      this.checkOpen();
      const restored = await this.change(async session => {
        if (!(await this.removed.has(session, bin, key))) return false;
        checkExpected({ expected }, await revisionOf(session, key), { key, place: this.location });
        await this.removed.restore(session, bin, key);
        return true;
      });
      if (restored === true) this.didChange.fire({ keys: [key] });
      return restored ?? false;
    },
    empty: async bins => {
      this.checkOpen();
      await this.change(session => this.removed.empty(session, bins));
    },
  };

  async save(entry: Entry, options: SaveOptions = {}): Promise<void> {
    this.checkOpen();
    const { key } = entry.header;
    checkKey(key);
    const row = rowOfEntry(entry);
    await this.driver.transact(async session => {
      await migrate(session, this.location);
      if (options.expected !== undefined) {
        checkExpected(options, await revisionOf(session, key), { key, place: this.location });
      }
      await this.removed.keep(session, options, key);
      await session.run(upsert, row);
    });
    this.didChange.fire({ keys: [key] });
  }

  async load(key: string): Promise<Entry | undefined> {
    return this.read(undefined, async session => {
      const sql =
        'SELECT revision, updated_at, size, format, payload FROM optiscope_results WHERE key = ?';
      const [row] = await session.all(sql, [key]);
      return row && entryOfRow(row, { key, location: this.location });
    });
  }

  async header(key: string): Promise<Header | undefined> {
    return this.read(undefined, async session => {
      const sql = `SELECT ${headerColumns} FROM optiscope_results WHERE key = ?`;
      const [row] = await session.all(sql, [key]);
      return row && headerOfRow(row, { key, location: this.location });
    });
  }

  async headers(keys: readonly string[]): Promise<ReadonlyMap<string, Header | StorageError>> {
    const found = new Map<string, Header | StorageError>();
    await this.read(undefined, async session => {
      for (let start = 0; start < keys.length; start += keysAtOnce) {
        const some = keys.slice(start, start + keysAtOnce);
        const sql = `SELECT key, ${headerColumns} FROM optiscope_results WHERE key IN (${some.map(() => '?').join()})`;
        for (const row of await session.all(sql, some)) {
          const key = String(row['key']);
          found.set(key, this.headerOrError(row, key));
        }
      }
    });
    return new Map(
      keys.flatMap(key => {
        const header = found.get(key);
        return header === undefined ? [] : [[key, header] as const];
      }),
    );
  }

  async has(key: string): Promise<boolean> {
    return this.read(false, async session => (await revisionOf(session, key)) !== undefined);
  }

  async list(prefix = ''): Promise<readonly string[]> {
    // Half of a character, which a database cannot be asked for, is compared here only.
    const start = prefix.replace(/\p{Surrogate}.*/su, '');
    const keys = await this.read([], async session => {
      // A range is found by the index and takes "%" and "_" literally.
      const sql = 'SELECT key FROM optiscope_results WHERE key >= ? AND key < ?';
      const rows = await session.all(sql, [start, start + afterAllKeys]);
      return rows.map(({ key }) => String(key));
    });
    // Databases sort by UTF-8 bytes or by language, we by UTF-16 code units.
    return keys.filter(key => key.startsWith(prefix)).sort();
  }

  async rename(
    oldKey: string,
    newKey: string,
    options: { readonly overwrite?: boolean } & Keep = {},
  ): Promise<boolean> {
    this.checkOpen();
    checkKey(newKey);
    const wasThere = await this.change(async session => {
      if ((await revisionOf(session, oldKey)) === undefined) return false;
      if (oldKey === newKey) return true;
      if ((await revisionOf(session, newKey)) !== undefined) {
        if (options.overwrite !== true) {
          throw new StorageError(
            'already-exists',
            `The key "${newKey}" is taken in ${this.location}. Choose another name or overwrite it.`,
          );
        }
        await this.removed.keep(session, options, newKey);
        await session.run('DELETE FROM optiscope_results WHERE key = ?', [newKey]);
      }
      await session.run('UPDATE optiscope_results SET key = ? WHERE key = ?', [newKey, oldKey]);
      return true;
    });
    if (wasThere === true && oldKey !== newKey) this.didChange.fire({ keys: [oldKey, newKey] });
    return wasThere ?? false;
  }

  async delete(key: string, options: { readonly expected?: string } & Keep = {}): Promise<boolean> {
    this.checkOpen();
    const deleted = await this.change(async session => {
      if (options.expected !== undefined) {
        const stored = await this.readableRevision(session, key);
        if (stored === undefined) return 0;
        checkExpected(options, stored, { key, place: this.location });
      }
      await this.removed.keep(session, options, key);
      return session.run('DELETE FROM optiscope_results WHERE key = ?', [key]);
    });
    if (deleted === undefined || deleted === 0) return false;
    this.didChange.fire({ keys: [key] });
    return true;
  }

  async clear(options: Keep = {}): Promise<number> {
    this.checkOpen();
    const deleted = await this.change(async session => {
      await this.removed.keep(session, options);
      return session.run('DELETE FROM optiscope_results');
    });
    if (deleted === undefined || deleted === 0) return 0;
    this.didChange.fire({});
    return deleted;
  }

  check(): Promise<readonly BackendFault[]> {
    return checkDatabase(work => this.read(undefined, work), this.location);
  }

  async rebuild(): Promise<void> {
    await rebuildDatabase(
      work => this.read(undefined, work),
      work => this.change(work),
    );
    this.didChange.fire({});
  }

  async info(): Promise<BackendInfo> {
    const sql = 'SELECT COUNT(*) AS count, COALESCE(SUM(size), 0) AS bytes FROM optiscope_results';
    const row = await this.read(undefined, async session => (await session.all(sql))[0]);
    return {
      type: this.type,
      location: this.location,
      engine: this.driver.engine,
      count: Number(row?.['count'] ?? 0),
      bytes: Number(row?.['bytes'] ?? 0),
      warnings: await this.driver.warnings(),
    };
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    this.watching?.dispose();
    this.didChange.dispose();
    await this.driver.close();
  }

  /** Runs `work` on tables of the current version; a database without tables is `empty` and stays so. */
  private async read<T>(empty: T, work: (session: SqlSession) => Promise<T>): Promise<T> {
    this.checkOpen();
    const outcome = await this.driver.read(async session => {
      const version = await versionOf(session, this.location);
      if (version === 0) return { value: empty };
      return version === currentVersion ? { value: await work(session) } : undefined;
    });
    if (outcome !== undefined) return outcome.value;
    await this.driver.transact(session => migrate(session, this.location));
    return this.read(empty, work);
  }

  /** Runs `work` in a transaction, unless there are no tables and so nothing to change. */
  private async change<T>(work: (session: SqlSession) => Promise<T>): Promise<T | undefined> {
    return this.driver.transact(async session => {
      if ((await versionOf(session, this.location)) === 0) return undefined;
      await migrate(session, this.location);
      return work(session);
    });
  }

  private headerOrError(row: SqlRow, key: string): Header | StorageError {
    try {
      return headerOfRow(row, { key, location: this.location });
    } catch (error) {
      if (isStorageError(error)) return error;
      throw error;
    }
  }

  /** The revision under `key`, if there is something; one that nobody can have expected when it cannot be read. */
  private async readableRevision(
    session: SqlSession,
    key: string,
  ): Promise<{ readonly revision: string } | undefined> {
    const sql = `SELECT ${headerColumns} FROM optiscope_results WHERE key = ?`;
    const [row] = await session.all(sql, [key]);
    const header = row && this.headerOrError(row, key);
    return header instanceof Error ? { revision: 'unknown (it cannot be read)' } : header;
  }

  private checkOpen(): void {
    if (this.isClosed) {
      throw new StorageError('closed', `The database storage in ${this.location} is closed.`);
    }
  }
}

async function revisionOf(
  session: SqlSession,
  key: string,
): Promise<{ readonly revision: string } | undefined> {
  const sql = 'SELECT revision FROM optiscope_results WHERE key = ?';
  const [row] = await session.all(sql, [key]);
  return row && { revision: String(row['revision']) };
}
