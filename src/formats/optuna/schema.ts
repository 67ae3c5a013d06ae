import type { SqlReader } from '../sqlReader';

/** Which tables and columns a database has. */
export class OptunaSchema {
  private constructor(
    readonly tables: readonly string[],
    private readonly columns: ReadonlySet<string>,
  ) {}

  static read(database: SqlReader): OptunaSchema {
    const rows = database.all(
      `SELECT m.name AS tableName, p.name AS columnName
       FROM sqlite_master AS m, pragma_table_info(m.name) AS p WHERE m.type = 'table' ORDER BY 1`,
    );
    return new OptunaSchema(
      [...new Set(rows.map(row => String(row['tableName'])))],
      new Set(rows.map(row => `${String(row['tableName'])}.${String(row['columnName'])}`)),
    );
  }

  /** `schema.has('trials', 'number')` */
  has(table: string, column?: string): boolean {
    return column === undefined
      ? this.tables.includes(table)
      : this.columns.has(`${table}.${column}`);
  }

  /** The tables that no version of Optuna is without. */
  get isOptuna(): boolean {
    return (
      this.has('studies', 'study_name') &&
      this.has('trials', 'state') &&
      this.has('trial_params', 'distribution_json')
    );
  }

  /** Until 2.3 `trials.value` held the outcome and `trial_values` the intermediate values. */
  get isSingleObjective(): boolean {
    return this.has('trials', 'value');
  }
}

/** What the database says of the program that made it. Not proof of who wrote last: upgrades replace it. */
export interface OptunaVersion {
  readonly schemaVersion?: number;
  readonly libraryVersion?: string;
  readonly alembic?: string;
}

export function readVersion(database: SqlReader, schema: OptunaSchema): OptunaVersion {
  const info = schema.has('version_info')
    ? database.all('SELECT schema_version, library_version FROM version_info')[0]
    : undefined;
  const alembic = schema.has('alembic_version')
    ? database.all('SELECT version_num FROM alembic_version')[0]
    : undefined;
  return {
    ...(info && {
      schemaVersion: Number(info['schema_version']),
      libraryVersion: String(info['library_version']),
    }),
    ...(alembic && { alembic: String(alembic['version_num']) }),
  };
}
