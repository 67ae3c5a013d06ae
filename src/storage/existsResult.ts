import type { StorageType } from './backend';
import { isStorageError } from './errors';
import { hasKey } from './storedHeader';
import type { Stores } from './stores';

export interface ExistsOptions {
  /** Whether the other backend and the cache are asked, too. Default false. */
  readonly checkAll?: boolean;
}

/**
 * Whether the primary has the key, also damaged; with `checkAll` whether any backend or the cache has it.
 * @throws {StorageError} when a backend cannot be asked and no other one has the key.
 */
export async function existsResult(
  stores: Stores,
  key: string,
  { checkAll = false }: ExistsOptions,
): Promise<boolean> {
  if (!checkAll) return hasKey(stores.primary, key);
  return (await storageTypeOf(stores, key)) !== undefined;
}

/**
 * The type of the first of primary, secondary and cache that has the key.
 * @throws {StorageError} when a backend cannot be asked and no other one has the key.
 */
export async function storageTypeOf(stores: Stores, key: string): Promise<StorageType | undefined> {
  const failures: unknown[] = [];
  for (const backend of [stores.primary, stores.secondary, stores.cache]) {
    try {
      if (backend && (await hasKey(backend, key))) return backend.type;
    } catch (error) {
      if (!isStorageError(error)) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return undefined;
}
