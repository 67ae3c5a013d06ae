import type { Disposable } from '../core/event';
import type { SqlDriver, SqlSession } from '../storage/ports';
import { ProcessLock } from '../storage/processLock';
import { SqlJsDatabase } from './sqlJsDatabase';
import type { LoadWasm } from './sqlJsDatabase';
import { inTransaction } from './sqlJsTransaction';
import { sqliteError } from './sqliteError';

const place = 'in memory';

/** A database that is gone when it is closed. */
export class SqlJsMemory implements SqlDriver {
  readonly engine = 'sql.js';
  private readonly turn = new ProcessLock();

  private constructor(private readonly database: SqlJsDatabase) {}

  static async open(loadWasm: LoadWasm): Promise<SqlJsMemory> {
    return new SqlJsMemory(await SqlJsDatabase.open(loadWasm));
  }

  async read<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.turn.hold(place, async () => {
      try {
        return await work(this.database.session);
      } catch (error) {
        throw sqliteError(error, place);
      }
    });
  }

  async transact<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.turn.hold(place, async () => {
      try {
        return await inTransaction(this.database, work);
      } catch (error) {
        throw sqliteError(error, place);
      }
    });
  }

  async size(): Promise<number> {
    const sql = 'SELECT page_count * page_size AS size FROM pragma_page_count, pragma_page_size';
    return this.read(async session => Number((await session.all(sql))[0]?.['size']));
  }

  async warnings(): Promise<readonly string[]> {
    return [];
  }

  /** Nobody else can change it. */
  watch(): Disposable {
    return { dispose: () => undefined };
  }

  async close(): Promise<void> {
    await this.turn.hold(place, async () => this.database.close());
  }
}
