import type {
  Detection,
  Format,
  FormatPorts,
  ImportedResult,
  ReadOptions,
  SourceFile,
} from './format';
import { FormatError } from './formatError';
import { openSqlite } from './openSqlite';
import { OptunaSchema, readVersion } from './optuna/schema';
import { readStudies } from './optuna/sqliteStudies';
import { studyResults } from './optuna/studyResult';
import { sqliteTables } from './sqliteTables';
import type { SqlReader } from './sqlReader';

/** Databases that Optuna's RDBStorage keeps in SQLite, of every schema from 0.9 to 5.0: one result per study. */
export const optunaSqlite: Format = {
  id: 'optuna-sqlite',
  title: 'Optuna database',
  holds: 'many',
  detect,
  read,
};

const tablesOfAllVersions = ['studies', 'trials', 'trial_params'];

async function detect(file: SourceFile, ports: FormatPorts): Promise<Detection | undefined> {
  const tables = await sqliteTables(file);
  if (tables === undefined) return undefined;
  const isOptuna =
    tablesOfAllVersions.every(table => tables.includes(table)) || (await isInLog(file, ports));
  return isOptuna ? { confidence: 1 } : undefined;
}

/** Whether the tables were made so lately that they are only in the write-ahead log: then all of it has to be opened. */
async function isInLog(file: SourceFile, ports: FormatPorts): Promise<boolean> {
  const log = await file.folder.file(`${file.name}-wal`);
  if (log === undefined || log.size === 0) return false;
  let database: SqlReader | undefined;
  try {
    database = await openSqlite(file, ports);
    return OptunaSchema.read(database).isOptuna;
  } catch {
    // Whose database it is cannot be said: other formats may know more.
    return false;
  } finally {
    database?.close();
  }
}

async function read(file: SourceFile, { ports }: ReadOptions): Promise<readonly ImportedResult[]> {
  const database = await openSqlite(file, ports);
  try {
    const schema = OptunaSchema.read(database);
    if (!schema.isOptuna) throw new FormatError(file.name, foreign(schema));
    const source = { file: file.name, storage: 'sqlite', ...readVersion(database, schema) };
    return studyResults(readStudies(database, schema), { source });
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw damaged(file, error);
  } finally {
    database.close();
  }
}

function foreign({ tables }: OptunaSchema): string {
  const found = tables.length === 0 ? 'none' : tables.slice(0, 12).join(', ');
  return `is an SQLite database without Optuna’s columns (expected studies.study_name, trials.state, trial_params.distribution_json; found tables: ${found}).`;
}

function damaged(file: SourceFile, cause: unknown): FormatError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FormatError(
    file.name,
    `is an Optuna database that cannot be read: ${reason}. Copy it again while no program writes to it, or check it with "PRAGMA integrity_check".`,
    { cause },
  );
}
