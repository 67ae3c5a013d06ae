import type { BackendName } from './address';
import type { Change } from './change';
import type { RemoveOptions } from './deleteResult';
import type { Stores } from './stores';

/** How many results were removed where. */
export type ClearedCounts = Readonly<Partial<Record<BackendName, number>>>;

/** Empties the primary, or all backends, and the cache; only ever through the backends, which know what is theirs. */
export async function clearAllResults(
  stores: Stores,
  { fromAll = true, change }: RemoveOptions & { readonly change: Change },
): Promise<ClearedCounts> {
  const counts: Partial<Record<BackendName, number>> = {};
  // The cache goes first: what it forgets is still in the backends, should one of them fail.
  if (stores.cache !== undefined) counts.cache = await stores.cache.clear();
  const targets = fromAll ? stores.lasting : stores.lasting.slice(0, 1);
  let bytes = 0;
  if (change.isKept) for (const [, backend] of targets) bytes += (await backend.info()).bytes;
  change.weigh(bytes);
  for (const [name, backend] of targets) {
    // Noted beforehand: also what a failure leaves half cleared can be had back.
    counts[name] = await backend.clear(change.clearing(name));
  }
  return counts;
}
