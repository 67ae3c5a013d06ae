import type { Entry } from './backend';
import type { Stores } from './stores';

/** Keeps `entry` in the cache if there is one and it fits; what it replaces goes in either case. */
export async function cacheEntry({ cache }: Stores, entry: Entry): Promise<void> {
  if (cache === undefined) return;
  if (cache.fits(entry.bytes.length)) cache.set(entry);
  else await cache.delete(entry.header.key);
}
