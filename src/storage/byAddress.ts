import { isLasting } from './address';
import type { Address, BackendName, LastingName } from './address';
import type { Entry } from './backend';
import type { Change, InChange } from './change';
import type { Header } from '../core/header';
import type { OptimizationResult } from '../core/result';
import { deleteKept } from './deleteResult';
import { StorageError } from './errors';
import { checkKey } from './keys';
import { replicateAndCache } from './replicate';
import { storedHeader } from './storedHeader';
import type { Stores } from './stores';

/**
 * What is stored at `address`, byte for byte.
 * @throws {StorageError} `not-found`, `corrupt`
 */
export async function readArtifact(stores: Stores, { backend, key }: Address): Promise<Entry> {
  const entry = await stores.get(backend).load(key);
  if (entry !== undefined) return entry;
  throw new StorageError(
    'not-found',
    `There is no result "${key}" in the ${backend} storage. It may have been renamed or deleted meanwhile.`,
  );
}

/**
 * The result at `address` itself: no other backend is asked.
 * @throws {StorageError} `not-found`, `corrupt`
 */
export async function loadFrom(stores: Stores, address: Address): Promise<OptimizationResult> {
  const entry = await readArtifact(stores, address);
  return stores.codec.decode(entry, `the ${address.backend} storage`);
}

/** Removes the result at `address`; says whether it was there. */
export async function deleteFrom(
  stores: Stores,
  { backend, key }: Address,
  change: Change,
): Promise<boolean> {
  // What goes from the cache is not gone; of sources nothing goes.
  if (!isLasting(backend)) return stores.get(backend).delete(key);
  try {
    return await deleteKept(stores, { backend, key }, change);
  } finally {
    await stores.cache?.delete(key);
  }
}

export interface DuplicateOptions {
  readonly key: string;
  readonly newKey: string;
  readonly backend: LastingName;
}

/**
 * Stores the content of a result as a new result, with an id and a birth of its own, in the same backend; in the
 * secondary, too, when that is the primary.
 * @throws {StorageError} `not-found`, `already-exists`; `replication-failed` when only the secondary failed.
 */
export async function duplicateResult(
  stores: Stores,
  { key, newKey, backend }: DuplicateOptions,
): Promise<Header> {
  checkKey(newKey);
  const original = await loadFrom(stores, { backend, key });
  const createdAt = new Date(stores.clock()).toISOString();
  const copy = original.with({ id: crypto.randomUUID(), createdAt });
  const entry = await stores.codec.encode(newKey, copy);
  await stores.get(backend).save(entry, { expected: null });
  await replicateAndCache(stores, { entry, saved: backend }, async () => {
    if (backend === 'primary') await stores.secondary?.save(entry, { expected: null });
  });
  return entry.header;
}

export interface RestoreOptions extends InChange {
  /** The revision that it replaces; `null`, the default: nothing may be there; `any`: whatever is there. */
  readonly expected?: string | null | undefined;
  /** Whether the secondary gets it too, when it is restored in the primary. Default false. */
  readonly replicate?: boolean;
}

interface Restoration extends RestoreOptions {
  readonly backend: BackendName;
  readonly change: Change;
}

/**
 * Stores an artifact byte for byte. What it replaces becomes part of the change.
 * @throws {StorageError} `already-exists`, `conflict`; `replication-failed` when only the secondary failed.
 */
export async function restoreEntry(
  stores: Stores,
  entry: Entry,
  { backend, expected = null, replicate = false, change }: Restoration,
): Promise<void> {
  if (!isLasting(backend)) return stores.get(backend).save(entry, { expected: null });
  await saveKept(stores, entry, { backend, expected, change });
  await replicateAndCache(stores, { entry, saved: backend }, async () => {
    if (!replicate || backend !== 'primary' || stores.secondary === undefined) return;
    await saveKept(stores, entry, { backend: 'secondary', expected: 'any', change });
  });
}

interface KeptSave {
  readonly backend: LastingName;
  readonly expected: string | null;
  readonly change: Change;
}

async function saveKept(
  stores: Stores,
  entry: Entry,
  { backend, expected, change }: KeptSave,
): Promise<void> {
  const { key, revision } = entry.header;
  const target = stores.get(backend);
  const found = expected === null ? undefined : await storedHeader(target, key);
  if (found !== undefined && found !== 'damaged' && found.revision === revision) return;
  const bytes = found === undefined || found === 'damaged' ? 0 : found.size;
  await target.save(entry, {
    ...(expected !== 'any' && { expected }),
    ...(found !== undefined && change.replacing(backend, key, { bytes, left: revision })),
  });
}
