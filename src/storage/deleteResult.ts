import type { BackendName } from './address';
import { isStorageError, StorageError } from './errors';
import type { Stores } from './stores';

/**
 * Removes a result from the primary, or from all backends, and from the cache; returns where it was. Stops at the first
 * failure, so that a primary out of reach does not cost the replica.
 * @throws {StorageError} the backend's failure; the message says where the result is gone already.
 */
export async function deleteResult(
  stores: Stores,
  key: string,
  { fromAll }: { readonly fromAll: boolean },
): Promise<readonly BackendName[]> {
  const removed: BackendName[] = [];
  for (const [name, backend] of fromAll ? stores.lasting : stores.lasting.slice(0, 1)) {
    try {
      if (await backend.delete(key)) removed.push(name);
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
