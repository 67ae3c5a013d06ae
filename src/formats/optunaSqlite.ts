import type {
  Detection,
  Format,
  FormatPorts,
  ImportedResult,
  ReadOptions,
  SourceFile,
} from './format';
import { FormatError } from './formatError';
import { isSqlite, openSqlite } from './openSqlite';
import { OptunaSchema, readVersion } from './optuna/schema';
import { readStudies } from './optuna/sqliteStudies';
import { studyResult } from './optuna/studyResult';
import type { SqlReader } from './sqlReader';

/** Databases that Optuna's RDBStorage keeps in SQLite, of every schema from 0.9 to 5.0: one result per study. */
export const optunaSqlite: Format = {
  id: 'optuna-sqlite',
  title: 'Optuna database',
  holds: 'many',
  detect,
  read,
};

async function detect(file: SourceFile, ports: FormatPorts): Promise<Detection | undefined> {
  if (!isSqlite(file.head)) return undefined;
  const database = await openSqlite(file, ports);
  try {
    const schema = readSchema(file, database);
    if (schema.isOptuna) return { confidence: 1 };
    return { confidence: 0.5, refusal: foreign(schema) };
  } finally {
    database.close();
  }
}

async function read(file: SourceFile, { ports }: ReadOptions): Promise<readonly ImportedResult[]> {
  const database = await openSqlite(file, ports);
  try {
    const schema = readSchema(file, database);
    if (!schema.isOptuna) throw new FormatError(file.name, foreign(schema));
    const source = { file: file.name, storage: 'sqlite', ...readVersion(database, schema) };
    return readStudies(database, schema).map(study => studyResult(study, source));
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw damaged(file, error);
  } finally {
    database.close();
  }
}

function readSchema(file: SourceFile, database: SqlReader): OptunaSchema {
  try {
    return OptunaSchema.read(database);
  } catch (error) {
    throw damaged(file, error);
  }
}

function foreign({ tables }: OptunaSchema): string {
  const found = tables.length === 0 ? 'none' : tables.slice(0, 12).join(', ');
  return `is an SQLite database without Optuna tables (expected studies, trials, trial_params; found tables: ${found}).`;
}

function damaged(file: SourceFile, cause: unknown): FormatError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FormatError(
    file.name,
    `is an Optuna database that cannot be read: ${reason}. Copy it again while no program writes to it, or check it with "PRAGMA integrity_check".`,
    { cause },
  );
}
