import type { SqlRow, SqlSession, SqlValue } from '../../storage/ports';
import { plainValue } from '../plainValue';
import type { SqliteConnection } from './sqliteModule';

/** The SQL of one transaction on a connection of `node:sqlite`. */
export class SqliteSession implements SqlSession {
  constructor(private readonly connection: SqliteConnection) {}

  async all(sql: string, parameters: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    const statement = this.connection.prepare(sql);
    // Otherwise integers above 2^53 are an error.
    statement.setReadBigInts(true);
    return statement
      .all(...parameters)
      .map(row =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)])),
      );
  }

  async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return Number(this.connection.prepare(sql).run(...parameters).changes);
  }
}
