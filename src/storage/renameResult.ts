import type { BackendName, LastingName } from './address';
import type { StorageBackend } from './backend';
import type { Header } from '../core/header';
import { isStorageError, StorageError } from './errors';
import { checkKey } from './keys';
import { storedHeader } from './storedHeader';
import type { Stores } from './stores';

export interface RenameOptions {
  readonly oldKey: string;
  readonly newKey: string;
  /** Whether a result that has the new key already is replaced. */
  readonly overwrite: boolean;
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
  options: RenameOptions,
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
  if (affected.length === 0) {
    throw new StorageError(
      'not-found',
      `There is no result "${oldKey}" to rename. It may have been renamed or deleted meanwhile.`,
    );
  }
  if (oldKey === newKey) return [];
  for (const situation of situations) refuseTaken(situation, affected, options);
  const renamed: BackendName[] = [];
  for (const { name, backend } of affected) {
    await renameIn(backend, { name, renamed, options });
  }
  await stores.cache?.delete(newKey);
  if (await stores.cache?.rename(oldKey, newKey)) renamed.push('cache');
  return renamed;
}

/** A backend that was renamed in before holds the same result, by its id, under the new key and none under the old. */
function refuseTaken(
  { name, old, taken }: Situation,
  affected: readonly Situation[],
  { newKey, overwrite }: RenameOptions,
): void {
  if (taken === undefined || (overwrite && old !== undefined)) return;
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
  backend: StorageBackend,
  { name, renamed, options }: { name: BackendName; renamed: BackendName[]; options: RenameOptions },
): Promise<void> {
  const { oldKey, newKey, overwrite } = options;
  try {
    await backend.rename(oldKey, newKey, { overwrite });
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
