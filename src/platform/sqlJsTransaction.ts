import type { SqlSession } from '../storage/ports';
import type { SqlJsDatabase } from './sqlJsDatabase';

/** Runs `work` in a transaction of a database in memory, which is undone when `work` throws. */
export async function inTransaction<T>(
  database: SqlJsDatabase,
  work: (session: SqlSession) => Promise<T>,
): Promise<T> {
  database.run('BEGIN');
  let value: T;
  try {
    value = await work(database.session);
  } catch (error) {
    database.run('ROLLBACK');
    throw error;
  }
  database.run('COMMIT');
  return value;
}
