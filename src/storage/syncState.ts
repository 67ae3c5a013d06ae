import type { StorageBackend } from './backend';
import { headersOf } from './headersOf';
import type { SyncFault, SyncItem, SyncState } from './syncPlan';

/** Looks at everything a backend holds. @throws {StorageError} when it cannot even be listed. */
export async function readState(backend: StorageBackend): Promise<SyncState> {
  const items = new Map<string, SyncItem>();
  const unreadable = new Map<string, SyncFault>();
  for (const [key, found] of await headersOf(backend, await backend.list())) {
    if (found instanceof Error) unreadable.set(key, found);
    else items.set(key, found);
  }
  return { items, unreadable };
}
