import type { Address, BackendName, LastingName } from './address';
import type { Change, InChange } from './change';
import { isStorageError, StorageError } from './errors';
import { storedHeader } from './storedHeader';
import type { Stores } from './stores';

export interface RemoveOptions extends InChange {
  /** Whether it is removed from all backends, and not only from the primary and the cache. Default true. */
  readonly fromAll?: boolean;
}

/**
 * Removes a result from the primary, or from all backends, and from the cache; returns where it was. Stops at the first
 * failure, so that a primary out of reach does not cost the replica.
 * @throws {StorageError} the backend's failure; the message says where the result is gone already.
 */
export async function deleteResult(
  stores: Stores,
  key: string,
  { fromAll = true, change }: RemoveOptions & { readonly change: Change },
): Promise<readonly BackendName[]> {
  const removed: BackendName[] = [];
  for (const [name] of fromAll ? stores.lasting : stores.lasting.slice(0, 1)) {
    try {
      if (await deleteKept(stores, { backend: name, key }, change)) removed.push(name);
    } catch (error) {
      if (!isStorageError(error) || removed.length === 0) throw error;
      throw new StorageError(
        error.code,
        `"${key}" was deleted from the ${removed.join(', ')} storage, but not from the ${name}: ${error.message} Delete it again to complete this.`,
        { cause: error },
      );
    } finally {
      // Even a delete that failed may have happened; the cache can be filled again.
      if (name === 'primary' && (await stores.cache?.delete(key))) removed.push('cache');
    }
  }
  return removed;
}

/** Removes what has the key, as a part of `change`. */
export async function deleteKept(
  stores: Stores,
  { backend: name, key }: Address & { readonly backend: LastingName },
  change: Change,
): Promise<boolean> {
  const backend = stores.get(name);
  if (!change.isKept) return backend.delete(key);
  const stored = await storedHeader(backend, key);
  // What cannot be read has no size that one could know before it is in the trash.
  const size = typeof stored === 'object' ? stored.size : 0;
  return backend.delete(key, change.removing(name, key, size));
}
