import initSqlJs from 'sql.js';
import type { FormatPorts } from '../../../src/formats/format';
import type { SqlReader } from '../../../src/formats/sqlReader';

/** The ports of importers, over sql.js as in every host. */
export const formatPorts: FormatPorts = {
  async openSqlite(bytes) {
    const { Database } = await initSqlJs();
    const database = new Database(bytes);
    const all: SqlReader['all'] = (sql, parameters) => {
      const statement = database.prepare(sql, parameters && [...parameters]);
      const rows = [];
      while (statement.step()) rows.push(statement.getAsObject());
      statement.free();
      return rows;
    };
    return { all, close: () => database.close() };
  },
};
