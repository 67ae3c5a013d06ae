import { join } from 'node:path';
import type { LastingName } from '../../../src/storage/address';
import type { BackendConfig } from '../../../src/storage/config';
import { onlyVariable } from './form';

/** Where a backend keeps its entries, and with which engine. */
export type PlaceKind = 'file system' | 'sql.js' | 'node:sqlite';

/** The backends of a store by name. */
export type Layout = Readonly<Partial<Record<LastingName, PlaceKind>>> & {
  readonly primary: PlaceKind;
};

const hasNodeSqlite = process.getBuiltinModule('node:sqlite') !== undefined;
const onlyNodeSqlite = process.env[onlyVariable] === 'node:sqlite';

const kinds: readonly PlaceKind[] = hasNodeSqlite
  ? ['file system', 'sql.js', 'node:sqlite']
  : ['file system', 'sql.js'];

/** Stores of one backend. */
export const singles: readonly Layout[] = kinds.map(primary => ({ primary })).filter(isWanted);

/** Stores of two backends, in all combinations. */
export const pairs: readonly Layout[] = kinds
  .flatMap(primary => kinds.map(secondary => ({ primary, secondary })))
  .filter(isWanted);

/** Whether this run is only about what depends on `node:sqlite`. */
export const isRepeated = onlyNodeSqlite;

export function nameOf({ primary, secondary }: Layout): string {
  return secondary === undefined ? primary : `${primary} and ${secondary}`;
}

/** The sides that `layout` has. */
export function sidesOf({ secondary }: Layout): readonly LastingName[] {
  return secondary === undefined ? ['primary'] : ['primary', 'secondary'];
}

/** A backend of this kind that keeps everything in `folder`, which belongs to it alone. */
export function configIn(folder: string, kind: PlaceKind): BackendConfig {
  if (kind === 'file system') return { type: 'filesystem', basePath: folder };
  const connectionString = `sqlite:///${databaseIn(folder)}`;
  return { type: 'database', connectionString, engine: kind };
}

/** The file of a database in `folder`. */
export function databaseIn(folder: string): string {
  return join(folder, 'results.db');
}

/** Says what is left out, for those who read the outcome of the tests. */
export function describeWhatIsMissing(): void {
  if (hasNodeSqlite) return;
  it(`leaves out node:sqlite, which Node ${process.version} does not have`, function () {
    this.skip();
  });
}

function isWanted({ primary, secondary }: Layout): boolean {
  return !onlyNodeSqlite || primary === 'node:sqlite' || secondary === 'node:sqlite';
}
