import type { LastingName } from './address';
import type { Keep } from './backend';
import type { Change } from './change';
import type { Header } from '../core/header';
import type { JsonObject } from '../core/json';
import type { OptimizationResult } from '../core/result';
import { checkKey } from './keys';
import { replicateAndCache } from './replicate';
import { storedHeader } from './storedHeader';
import type { Stores } from './stores';

export interface SaveResultOptions {
  /** Merged over the result's own metadata. */
  readonly metadata?: JsonObject | undefined;
  /** Whether the secondary gets it too. */
  readonly replicate: boolean;
}

/**
 * Stores a result in the primary, then the secondary, then the cache, and returns the header of what was stored.
 * @throws {StorageError} `invalid-key`, `invalid-result`; the primary's failure, after which nothing was stored;
 * `replication-failed` when only the secondary failed.
 */
export async function saveResult(
  stores: Stores,
  { key, result, metadata, replicate }: SaveResultOptions & Named,
): Promise<Header> {
  checkKey(key);
  const merged = metadata ? result.with({ metadata: { ...result.metadata, ...metadata } }) : result;
  const previous = await storedHeader(stores.primary, key);
  const since = previous === 'damaged' ? undefined : previous?.updatedAt;
  const entry = await stores.codec.encode(key, merged, since);
  await stores.primary.save(entry);
  stores.degradations.recovered('primary', key);
  await replicateAndCache(stores, { entry, saved: 'primary' }, async () => {
    if (replicate) await stores.secondary?.save(entry);
  });
  return entry.header;
}

/**
 * Stores a new revision in place of the one that was read, if that one is still there. The other backend gets it when
 * it holds the revision that was read, too; otherwise it differs already and is left to the next sync.
 * @throws {StorageError} `conflict` when something else is stored by now, `invalid-result`, `replication-failed`
 */
export async function updateResult(
  stores: Stores,
  { key, backend, expected, result, change }: UpdateOptions,
): Promise<Header> {
  const target = stores.get(backend);
  const previous = await target.header(key);
  const entry = await stores.codec.encode(key, result, previous?.updatedAt);
  const keep = (name: LastingName, { size }: Header): Keep =>
    change.replacing(name, key, { bytes: size, left: entry.header.revision });
  // Where another revision is, nothing will be replaced.
  const isExpected = previous?.revision === expected;
  await target.save(entry, { expected, ...(isExpected && keep(backend, previous)) });
  await replicateAndCache(stores, { entry, saved: backend }, async () => {
    const name = backend === 'primary' ? 'secondary' : 'primary';
    const replica = name === 'primary' ? stores.primary : stores.secondary;
    const header = await replica?.header(key);
    if (header?.revision !== expected) return;
    await replica?.save(entry, { expected, ...keep(name, header) });
  });
  return entry.header;
}

/** A result to be stored under a key. */
interface Named {
  readonly key: string;
  readonly result: OptimizationResult;
}

interface UpdateOptions extends Named {
  readonly backend: LastingName;
  /** The revision that was read. */
  readonly expected: string;
  /** What is replaced becomes part of it. */
  readonly change: Change;
}
