import type { SqlRow, SqlSession, SqlValue } from '../../storage/ports';
import { plainValue } from '../plainValue';
import type { SqliteConnection, SqliteStatement } from './sqliteModule';

/** Statements that stay prepared; those of one program are few. */
const maxPrepared = 100;

/** The SQL of a connection of `node:sqlite`. */
export class SqliteSession implements SqlSession {
  private readonly prepared = new Map<string, SqliteStatement>();

  constructor(private readonly connection: SqliteConnection) {}

  async all(sql: string, parameters: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    return this.statement(sql)
      .all(...parameters)
      .map(row => {
        const plain: Record<string, SqlValue> = {};
        for (const name in row) plain[name] = plainValue(row[name] ?? null);
        return plain;
      });
  }

  async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    return Number(this.statement(sql).run(...parameters).changes);
  }

  /** Begins or ends a transaction, or a part of one. */
  control(sql: string): void {
    this.statement(sql).run();
  }

  private statement(sql: string): SqliteStatement {
    let statement = this.prepared.get(sql);
    if (statement === undefined) {
      statement = this.connection.prepare(sql);
      // Otherwise integers above 2^53 are an error.
      statement.setReadBigInts(true);
      if (this.prepared.size >= maxPrepared) this.prepared.clear();
      this.prepared.set(sql, statement);
    }
    return statement;
  }
}
