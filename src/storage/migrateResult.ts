import { isLasting } from './address';
import type { BackendName } from './address';
import type { Entry, Keep } from './backend';
import type { Change, InChange } from './change';
import { conflictKey } from './conflictKey';
import type { Place } from './copyEntry';
import { readSound, withKey, writeVerified } from './copyEntry';
import type { Header } from '../core/header';
import { isStorageError, StorageError } from './errors';
import { placeIdentity } from './placeIdentity';
import { storedHeader } from './storedHeader';
import type { Stores } from './stores';

/** What to do when the destination has another result, or another revision, under the key. */
export type OnConflict = 'error' | 'overwrite' | 'skip' | 'keep-both';

export interface MigrateOptions extends InChange {
  /** Whether the source is deleted once the copy has been verified. Default false. */
  readonly move?: boolean;
  /** Default `error`. */
  readonly onConflict?: OnConflict;
}

interface Migration extends MigrateOptions {
  readonly key: string;
  readonly from: BackendName;
  readonly to: BackendName;
  readonly change: Change;
}

export interface MigrateOutcome {
  /** `skipped`: the destination has the key and nothing was done. */
  readonly outcome: 'copied' | 'moved' | 'skipped';
  /** The key at the destination. */
  readonly key: string;
}

/**
 * Copies an entry byte for byte and reads it back; then, for a move, deletes the source if it is still what was copied.
 * @throws {StorageError} `not-found`, `corrupt`, `already-exists`, `conflict`; `unsupported` when source and destination
 * are the same, or the move would leave the only copy in the cache.
 */
export async function migrateResult(stores: Stores, options: Migration): Promise<MigrateOutcome> {
  const source = placeNamed(stores, options.from);
  const target = placeNamed(stores, options.to);
  await refuseSenseless(options, source, target);
  const entry = await readSound(source, options.key);
  const destination = await chooseDestination(entry, target, options);
  if (destination === 'skip') return { outcome: 'skipped', key: options.key };
  if (destination.expected !== 'equal') {
    const { key, expected } = destination;
    await writeVerified(target, withKey(entry, key), {
      ...(expected !== undefined && { expected }),
      ...keepReplaced(destination, entry, options),
    });
  }
  // The cached entry may be the version that was just replaced.
  if (options.to !== 'cache') await stores.cache?.delete(destination.key);
  if (options.move !== true) return { outcome: 'copied', key: destination.key };
  await deleteUnchanged(source, entry, options);
  return { outcome: 'moved', key: destination.key };
}

function placeNamed(stores: Stores, name: BackendName): Place {
  return { backend: stores.get(name), name: `the ${name} storage`, codec: stores.codec };
}

async function refuseSenseless(
  { key, from, to, move }: Migration,
  source: Place,
  target: Place,
): Promise<void> {
  if (from === to) {
    throw new StorageError('unsupported', `"${key}" cannot be migrated from ${from} to itself.`);
  }
  if (move !== true) return;
  if (source.backend.isReadonly === true) {
    throw new StorageError(
      'read-only',
      `"${key}" cannot be moved: ${source.name} is only read. Copy it instead.`,
    );
  }
  if (to === 'cache') {
    throw new StorageError(
      'unsupported',
      `"${key}" cannot be moved to the cache, which forgets. Copy it instead.`,
    );
  }
  const [a, b] = await Promise.all([placeIdentity(source.backend), placeIdentity(target.backend)]);
  if (!a.isVolatile && a.id === b.id) {
    throw new StorageError(
      'unsupported',
      `"${key}" cannot be moved: ${from} and ${to} are the same place (${a.location}).`,
    );
  }
}

interface Destination {
  readonly key: string;
  /** What must be there: a revision, nothing (`null`), anything (`undefined`); `equal`: the copy is there already. */
  readonly expected: string | null | undefined;
  /** What is to be replaced there. */
  readonly replaced?: Header | 'damaged';
}

async function chooseDestination(
  { header }: Entry,
  target: Place,
  { key, onConflict = 'error' }: Migration,
): Promise<Destination | 'skip'> {
  const stored = await storedHeader(target.backend, key);
  if (stored === undefined) return { key, expected: null };
  if (stored !== 'damaged' && stored.revision === header.revision) {
    return { key, expected: (await isSound(target, header)) ? 'equal' : header.revision };
  }
  switch (onConflict) {
    case 'skip':
      return 'skip';
    case 'overwrite':
      return {
        key,
        expected: stored === 'damaged' ? undefined : stored.revision,
        replaced: stored,
      };
    case 'keep-both':
      return { key: await freeKey(target, key), expected: null };
    case 'error':
      throw new StorageError(
        'already-exists',
        `${target.name} has another "${key}" already. Overwrite it, keep both, or rename one of them first.`,
      );
  }
}

async function freeKey({ backend }: Place, key: string): Promise<string> {
  let number = 1;
  while ((await storedHeader(backend, conflictKey(key, number))) !== undefined) number++;
  return conflictKey(key, number);
}

/** Whether the copy that is there already can be relied on; a damaged one is written again. */
async function isSound(target: Place, { key, revision }: Header): Promise<boolean> {
  try {
    await readSound(target, key, revision);
    return true;
  } catch (error) {
    if (isStorageError(error, 'corrupt')) return false;
    throw error;
  }
}

function keepReplaced(
  { key, replaced }: Destination,
  { header }: Entry,
  { to, change }: Migration,
): Keep {
  if (replaced === undefined || !isLasting(to)) return {};
  const bytes = replaced === 'damaged' ? 0 : replaced.size;
  return change.replacing(to, key, { bytes, left: header.revision });
}

async function deleteUnchanged(
  { backend, name }: Place,
  { header: { key, revision, size } }: Entry,
  { from, change }: Migration,
): Promise<void> {
  // What goes from the cache is not gone.
  const keep = isLasting(from) ? change.removing(from, key, size) : {};
  try {
    await backend.delete(key, { expected: revision, ...keep });
  } catch (error) {
    if (!isStorageError(error, 'conflict')) throw error;
    throw new StorageError(
      'conflict',
      `"${key}" was copied, but changed in ${name} meanwhile, so it was not deleted there.`,
      { cause: error },
    );
  }
}
