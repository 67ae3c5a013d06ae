import type { Keep, TrashItem } from '../backend';
import { checkBin } from '../trashBin';
import type { SqlSession } from '../ports';
import { entryColumns } from './entryRow';

const columns = entryColumns.join(', ');

const createTable = `CREATE TABLE IF NOT EXISTS optiscope_trash (
  bin TEXT NOT NULL,
  key TEXT NOT NULL,
  revision TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  rows INTEGER NOT NULL,
  size INTEGER NOT NULL,
  header TEXT NOT NULL,
  format TEXT NOT NULL,
  payload BLOB NOT NULL,
  PRIMARY KEY (bin, key)
)`;

const copyRows = `INSERT INTO optiscope_trash (bin, ${columns}) SELECT ?, ${columns} FROM optiscope_results`;
// Behind a condition only: without one SQL takes it for a part of a join.
const firstStays = 'ON CONFLICT (bin, key) DO NOTHING';

/**
 * Rows that were removed from the table of results, in a table of the same database. It is made when the first one comes
 * and is no part of the schema's version: programs that do not know it read and write the results as before.
 */
export class DatabaseTrash {
  /** Copies the row of `key`, or all rows, into the bin that `keep` names, within the transaction that removes them. */
  async keep(session: SqlSession, { keep }: Keep, key?: string): Promise<void> {
    if (keep === undefined) return;
    checkBin(keep);
    const [where, keys] = key === undefined ? ['WHERE true', []] : ['WHERE key = ?', [key]];
    const [some] = await session.all(`SELECT key FROM optiscope_results ${where} LIMIT 1`, keys);
    if (some === undefined) return;
    await session.run(createTable);
    await session.run(`${copyRows} ${where} ${firstStays}`, [keep, ...keys]);
  }

  async list(session: SqlSession): Promise<readonly TrashItem[]> {
    if (!(await this.isThere(session))) return [];
    // The length of a blob is known without reading it, and true of a damaged row, too.
    const rows = await session.all(
      'SELECT bin, key, length(payload) AS bytes FROM optiscope_trash',
    );
    const items = rows.map(({ bin, key, bytes }) => ({
      bin: String(bin),
      key: String(key),
      bytes: Number(bytes),
    }));
    return items.sort((a, b) => compare(a.bin, b.bin) || compare(a.key, b.key));
  }

  async has(session: SqlSession, bin: string, key: string): Promise<boolean> {
    checkBin(bin);
    if (!(await this.isThere(session))) return false;
    const sql = 'SELECT key FROM optiscope_trash WHERE bin = ? AND key = ?';
    return (await session.all(sql, [bin, key])).length > 0;
  }

  /** Moves a row back, in the place of what may be there. */
  async restore(session: SqlSession, bin: string, key: string): Promise<void> {
    await session.run('DELETE FROM optiscope_results WHERE key = ?', [key]);
    await session.run(
      `INSERT INTO optiscope_results (${columns}) SELECT ${columns} FROM optiscope_trash WHERE bin = ? AND key = ?`,
      [bin, key],
    );
    await session.run('DELETE FROM optiscope_trash WHERE bin = ? AND key = ?', [bin, key]);
  }

  async empty(session: SqlSession, bins: readonly string[]): Promise<void> {
    for (const bin of bins) checkBin(bin);
    if (!(await this.isThere(session))) return;
    for (const bin of bins) await session.run('DELETE FROM optiscope_trash WHERE bin = ?', [bin]);
  }

  private async isThere(session: SqlSession): Promise<boolean> {
    const sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'optiscope_trash'";
    return (await session.all(sql)).length > 0;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
