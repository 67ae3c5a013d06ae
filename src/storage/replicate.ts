import type { LastingName } from './address';
import type { Entry } from './backend';
import { cacheEntry } from './cacheEntry';
import { isStorageError, StorageError } from './errors';
import { placeOf } from './stores';
import type { Stores } from './stores';

/**
 * Finishes a save: the entry is stored in `saved`, and whether the other backend takes it or not, the cache must not
 * answer with an older one.
 * @throws {StorageError} `replication-failed`
 */
export async function replicateAndCache(
  stores: Stores,
  { entry, saved }: { readonly entry: Entry; readonly saved: LastingName },
  replicate: () => Promise<void>,
): Promise<void> {
  try {
    await replicate();
  } catch (error) {
    if (!isStorageError(error)) throw error;
    throw replicationFailed(stores, { key: entry.header.key, saved, cause: error });
  } finally {
    // The primary decides what the cache holds; it may differ from what was changed in the secondary.
    if (saved === 'primary') await cacheEntry(stores, entry);
    else await stores.cache?.delete(entry.header.key);
  }
}

function replicationFailed(
  stores: Stores,
  { key, saved, cause }: { key: string; saved: LastingName; cause: StorageError },
): StorageError {
  const missing = saved === 'primary' ? 'secondary' : 'primary';
  const place = (name: LastingName) => `${name} storage (${placeOf(stores.get(name))})`;
  return new StorageError(
    'replication-failed',
    `"${key}" is saved in the ${place(saved)}, but not in the ${place(missing)}: ${cause.message} The next sync tries again.`,
    { cause },
  );
}
