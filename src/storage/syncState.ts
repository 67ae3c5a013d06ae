import type { StorageBackend } from './backend';
import { StorageError } from './errors';
import { headersOf } from './headersOf';
import type { SyncFault, SyncItem, SyncState } from './syncPlan';

/** How many headers are read between two looks at the signal. */
const headersAtOnce = 1000;

/**
 * Looks at everything a backend holds.
 * @throws {StorageError} when it cannot even be listed; `cancelled` when the signal stopped it.
 */
export async function readState(backend: StorageBackend, signal?: AbortSignal): Promise<SyncState> {
  const items = new Map<string, SyncItem>();
  const unreadable = new Map<string, SyncFault>();
  const keys = await backend.list();
  for (let start = 0; start < keys.length; start += headersAtOnce) {
    if (signal?.aborted === true) {
      throw new StorageError('cancelled', 'The planning of the sync was stopped.');
    }
    const some = keys.slice(start, start + headersAtOnce);
    for (const [key, found] of await headersOf(backend, some)) {
      if (found instanceof Error) unreadable.set(key, found);
      else items.set(key, found);
    }
  }
  return { items, unreadable };
}
