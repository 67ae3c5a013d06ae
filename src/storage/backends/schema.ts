import { StorageError } from '../errors';
import type { SqlSession } from '../ports';

/** Each step leads from the version that is its index to the next. A released step is never changed. */
const migrations: readonly (readonly string[])[] = [
  [
    'CREATE TABLE optiscope_schema (version INTEGER NOT NULL)',
    'INSERT INTO optiscope_schema (version) VALUES (1)',
    // The payload comes last: SQLite then reads the other columns without it.
    `CREATE TABLE optiscope_results (
      key TEXT NOT NULL PRIMARY KEY,
      revision TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      rows INTEGER NOT NULL,
      size INTEGER NOT NULL,
      header TEXT NOT NULL,
      format TEXT NOT NULL,
      payload BLOB NOT NULL
    )`,
  ],
];

/** The version that this program writes. */
export const currentVersion = migrations.length;

/**
 * The version of our tables in a database; 0 when it has no tables at all.
 * @throws {StorageError} `unsupported` when the database is somebody else's or of a newer version, `corrupt` when it has
 * content but no tables.
 */
export async function versionOf(session: SqlSession, location: string): Promise<number> {
  const tables = await session.all(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
  );
  if (tables.length === 0) {
    await checkEmpty(session, location);
    return 0;
  }
  if (!tables.some(({ name }) => name === 'optiscope_schema')) {
    const names = tables.slice(0, 3).map(({ name }) => String(name));
    throw new StorageError(
      'unsupported',
      `${location} is a database with other tables (${names.join(', ')}${tables.length > 3 ? ', …' : ''}). It was left as it is; choose another file.`,
    );
  }
  const [row] = await session.all('SELECT version FROM optiscope_schema');
  const version = row?.['version'];
  if (typeof version === 'number' && version >= 1 && version <= currentVersion) return version;
  throw new StorageError(
    'unsupported',
    `${location} has tables of version ${String(version)}, this program knows versions up to ${currentVersion}. Update OptiScope or choose another file.`,
  );
}

/**
 * Makes our tables, or brings older ones up to date.
 * @throws {StorageError} as {@link versionOf}.
 */
export async function migrate(session: SqlSession, location: string): Promise<void> {
  const version = await versionOf(session, location);
  for (const statement of migrations.slice(version).flat()) await session.run(statement);
}

/** A database that lost the list of its tables looks like an empty one, and a save would make the loss complete. */
async function checkEmpty(session: SqlSession, location: string): Promise<void> {
  const [row] = await session.all(
    'SELECT page_count - freelist_count AS used FROM pragma_page_count, pragma_freelist_count',
  );
  // One page lists the tables, and one may tell which pages belong together.
  if (Number(row?.['used']) <= 2) return;
  throw new StorageError(
    'corrupt',
    `The database ${location} is damaged: it has content, but no tables. Restore a copy of the file.`,
  );
}
