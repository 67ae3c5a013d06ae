import { ResultError } from '../../core/errors';
import type { ArtifactHead } from '../../core/header';
import { decodeResult, readHead } from '../../core/resultFile';
import type { BackendFault } from '../backend';
import { isStorageError } from '../errors';
import type { SqlRow, SqlSession, SqlValue } from '../ports';
import { headDifferences } from '../verifyHead';
import { artifactFormat, entryColumns, rowOfEntry } from './entryRow';

/** Runs `work` on our tables; without tables there is nothing to run it on. */
type OnTables = (work: (session: SqlSession) => Promise<void>) => Promise<unknown>;

/** SQLite stops looking after so many faults. */
const maxFaults = 20;

/** What SQLite says of an index that does not fit its table. */
const ofIndex = /missing from index|wrong # of entries in index/;
/** How SQLite names the b-tree that a damaged page belongs to, by its first page; or only the page. */
const treeName = /\btree (\d+)\b|\bon page (\d+)$/gim;

/**
 * Lets the engine check the database as a whole, and compares the columns beside each payload with what the payload says
 * itself. Payloads that are damaged are passed over: loading them tells what is wrong with them.
 */
export async function checkDatabase(
  read: OnTables,
  location: string,
): Promise<readonly BackendFault[]> {
  const faults: BackendFault[] = [];
  await read(async session => {
    const { texts, areOfIndexes } = await checkIntegrity(session);
    if (texts.length > 0) faults.push(integrityFault(texts, { location, areOfIndexes }));
  });
  await eachWrongRow(read, (key, message) => faults.push({ key, message, isRebuildable: true }));
  return faults;
}

/** Makes the indexes anew, and the columns beside those payloads that are sound and say something else. */
export async function rebuildDatabase(read: OnTables, transact: OnTables): Promise<void> {
  const wrong: string[] = [];
  await eachWrongRow(read, key => wrong.push(key));
  await transact(async session => {
    const { areOfIndexes } = await checkIntegrity(session);
    if (areOfIndexes) await session.run('REINDEX');
    for (const key of wrong) await rebuildRow(session, key);
  });
}

/** Reads one row at a time, so that memory is bounded and others get their turn. */
async function eachWrongRow(
  read: OnTables,
  found: (key: string, message: string) => void,
): Promise<void> {
  const keys: string[] = [];
  await unlessCorrupt(() =>
    read(async session => {
      for (const { key } of await session.all('SELECT key FROM optiscope_results ORDER BY key')) {
        if (typeof key === 'string') keys.push(key);
      }
    }),
  );
  for (const key of keys) {
    await unlessCorrupt(() =>
      read(async session => {
        const [row] = await session.all(selectRow, [key]);
        const wrong = row && (await wrongColumns(row));
        if (wrong !== undefined) found(key, wrong.message);
      }),
    );
  }
}

/** Goes on where a page is damaged: the engine's check names it, and so does loading the entry. */
async function unlessCorrupt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isStorageError(error, 'corrupt')) throw error;
  }
}

async function rebuildRow(session: SqlSession, key: string): Promise<void> {
  const [row] = await session.all(selectRow, [key]);
  const wrong = row && (await wrongColumns(row));
  if (wrong === undefined) return;
  const values = rowOfEntry({ header: { ...wrong.head, key }, bytes: wrong.bytes });
  const columns = entryColumns.slice(1, -1);
  await session.run(
    `UPDATE optiscope_results SET ${columns.map(column => `${column} = ?`).join(', ')} WHERE key = ?`,
    [...values.slice(1, -1), key],
  );
}

const selectRow = `SELECT ${entryColumns.join(', ')} FROM optiscope_results WHERE key = ?`;

interface WrongColumns {
  readonly message: string;
  readonly bytes: Uint8Array;
  readonly head: ArtifactHead;
}

/** What is wrong beside a sound payload; `undefined` when nothing is, and when the payload itself cannot be trusted. */
async function wrongColumns(row: SqlRow): Promise<WrongColumns | undefined> {
  const { payload: bytes, format, updated_at: noted } = row;
  if (!(bytes instanceof Uint8Array) || format !== artifactFormat) return undefined;
  const modifiedAt = isTime(noted) ? noted : new Date(0).toISOString();
  try {
    const source = {
      size: bytes.length,
      read: async (start: number, length: number) => bytes.subarray(start, start + length),
    };
    if (differences(row, await readHead(source, { modifiedAt })).length === 0) return undefined;
    // Only a payload that is sound in every byte knows better than the columns.
    const { head } = await decodeResult(bytes, { modifiedAt });
    const message = `What the table notes of it is not what the artifact says itself: ${differences(row, head).join('; ')}. The artifact is sound.`;
    return { message, bytes, head };
  } catch (error) {
    if (error instanceof ResultError) return undefined;
    throw error;
  }
}

function differences(row: SqlRow, head: ArtifactHead): readonly string[] {
  const noted = parsed(row['header']);
  const ofColumns = {
    ...head,
    revision: row['revision'],
    createdAt: row['created_at'],
    updatedAt: row['updated_at'],
    rowCount: row['rows'],
    size: row['size'],
  };
  const texts = [
    ...headDifferences(ofColumns, head).map(({ text }) => text),
    ...(noted === undefined
      ? ['its header is no JSON object']
      : headDifferences(noted, head).map(({ text }) => text)),
  ];
  return [...new Set(texts)];
}

function parsed(text: SqlValue | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(String(text)) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return value as Readonly<Record<string, unknown>>;
  } catch {
    // Text that is no JSON is what the caller reports.
    return undefined;
  }
}

function isTime(value: SqlValue | undefined): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

/** The first pages of all indexes. */
async function indexRoots(session: SqlSession): Promise<ReadonlySet<number>> {
  const rows = await session.all("SELECT rootpage FROM sqlite_master WHERE type = 'index'");
  return new Set(rows.map(({ rootpage }) => Number(rootpage)));
}

interface Integrity {
  /** What SQLite finds wrong, each in one line. */
  readonly texts: readonly string[];
  /** Whether all of it is about indexes, which hold nothing that their table does not. */
  readonly areOfIndexes: boolean;
}

async function checkIntegrity(session: SqlSession): Promise<Integrity> {
  const rows = await session.all(`PRAGMA integrity_check(${maxFaults})`);
  const texts = rows.map(row => String(Object.values(row)[0])).filter(text => text !== 'ok');
  const indexes = texts.length === 0 ? new Set<number>() : await indexRoots(session);
  // An index of a damaged table may know of more than the table: it must not be made anew from what is left of that.
  const areOfIndexes = texts.every(text => {
    const trees = [...text.matchAll(treeName)].map(([, root, page]) => Number(root ?? page));
    return trees.length > 0 ? trees.every(root => indexes.has(root)) : ofIndex.test(text);
  });
  return { texts: texts.map(inOneLine), areOfIndexes };
}

function integrityFault(
  texts: readonly string[],
  { location, areOfIndexes }: { readonly location: string; readonly areOfIndexes: boolean },
): BackendFault {
  const advice = areOfIndexes
    ? 'The index can be made anew from the table.'
    : 'What can still be read can be migrated or synchronised to another storage; then put a backup of the file in its place.';
  return {
    message: `SQLite’s own check of ${location} should find nothing, but says: ${texts.join('; ')}. ${advice}`,
    isRebuildable: areOfIndexes,
  };
}

function inOneLine(text: string): string {
  return text
    .replace(/^\*\*\* in database \w+ \*\*\*/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
