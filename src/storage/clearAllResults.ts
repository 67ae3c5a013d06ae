import type { BackendName } from './address';
import type { Stores } from './stores';

/** How many results were removed where. */
export type ClearedCounts = Readonly<Partial<Record<BackendName, number>>>;

/** Empties the primary, or all backends, and the cache; only ever through the backends, which know what is theirs. */
export async function clearAllResults(
  stores: Stores,
  { fromAll }: { readonly fromAll: boolean },
): Promise<ClearedCounts> {
  const counts: Partial<Record<BackendName, number>> = {};
  // The cache goes first: what it forgets is still in the backends, should one of them fail.
  if (stores.cache !== undefined) counts.cache = await stores.cache.clear();
  for (const [name, backend] of fromAll ? stores.lasting : stores.lasting.slice(0, 1)) {
    counts[name] = await backend.clear();
  }
  return counts;
}
