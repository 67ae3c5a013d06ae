import type { BackendName, LastingName } from './address';
import type { StorageBackend } from './backend';
import type { Header } from '../core/header';
import type { Change, InChange } from './change';
import { isStorageError, StorageError } from './errors';
import { checkKey } from './keys';
import { storedHeader } from './storedHeader';
import type { Stores } from './stores';

export interface RenameOptions extends InChange {
  /** Whether a result that has the new key already is replaced. Default false. */
  readonly overwrite?: boolean;
}

interface Renaming extends RenameOptions {
  readonly oldKey: string;
  readonly newKey: string;
  readonly change: Change;
}

interface Situation {
  readonly name: LastingName;
  readonly backend: StorageBackend;
  readonly old: Header | 'damaged' | undefined;
  readonly taken: Header | 'damaged' | undefined;
}

/**
 * Moves a result to another key in every backend that has it, and in the cache; returns where. All backends are looked at
 * before one is touched. When one fails midway, calling again completes it: a backend in which the result has its new key
 * already is left as it is.
 * @throws {StorageError} `not-found`, `already-exists`, `invalid-key`; `replication-failed` when only some were renamed.
 */
export async function renameResult(
  stores: Stores,
  options: Renaming,
): Promise<readonly BackendName[]> {
  const { oldKey, newKey } = options;
  checkKey(newKey);
  const situations = await Promise.all(
    stores.lasting.map(async ([name, backend]): Promise<Situation> => {
      const old = await storedHeader(backend, oldKey);
      return { name, backend, old, taken: await storedHeader(backend, newKey) };
    }),
  );
  const affected = situations.filter(({ old }) => old !== undefined);
  if (affected.length === 0) throw notThere(oldKey);
  if (oldKey === newKey) return [];
  for (const situation of situations) refuseTaken(situation, affected, options);
  const renamed: BackendName[] = [];
  for (const situation of affected) await renameIn(situation, renamed, options);
  if (renamed.length === 0) throw notThere(oldKey);
  await stores.cache?.delete(newKey);
  if (await stores.cache?.rename(oldKey, newKey)) renamed.push('cache');
  return renamed;
}

/**
 * A backend that was renamed in before holds the same result, by its id, under the new key and none under the old; one
 * that was interrupted while it renamed may hold the same version under both.
 */
function refuseTaken(
  { name, old, taken }: Situation,
  affected: readonly Situation[],
  { newKey, overwrite = false }: Renaming,
): void {
  if (taken === undefined || (overwrite && old !== undefined) || isSame(old, taken)) return;
  const isDone =
    old === undefined &&
    taken !== 'damaged' &&
    affected.some(other => typeof other.old === 'object' && other.old.id === taken.id);
  if (isDone) return;
  throw new StorageError(
    'already-exists',
    `The ${name} storage has another result "${newKey}" already. ${overwrite ? 'Delete it first' : 'Choose another key or overwrite it'}; nothing was renamed.`,
  );
}

async function renameIn(
  { name, backend, old, taken }: Situation,
  renamed: BackendName[],
  { oldKey, newKey, overwrite = false, change }: Renaming,
): Promise<void> {
  try {
    const size = typeof taken === 'object' ? taken.size : 0;
    const keep = taken === undefined ? {} : change.removing(name, newKey, size);
    const mayReplace = overwrite || isSame(old, taken);
    // No when somebody else renamed or deleted it since it was looked at.
    if (!(await backend.rename(oldKey, newKey, { overwrite: mayReplace, ...keep }))) return;
    change.renamed(name, oldKey, newKey, typeof old === 'object' ? old.revision : null);
    renamed.push(name);
  } catch (error) {
    if (renamed.length === 0 || !isStorageError(error)) throw error;
    throw new StorageError(
      'replication-failed',
      `"${oldKey}" is now "${newKey}" in the ${renamed.join(', ')} storage, but not in the ${name}: ${error.message} Rename it again to complete this.`,
      { cause: error },
    );
  }
}

function isSame(a: Situation['old'], b: Situation['old']): boolean {
  return (
    typeof a === 'object' && typeof b === 'object' && a.id === b.id && a.revision === b.revision
  );
}

function notThere(key: string): StorageError {
  return new StorageError(
    'not-found',
    `There is no result "${key}" to rename. It may have been renamed or deleted meanwhile.`,
  );
}
