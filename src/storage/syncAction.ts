import type { LastingName } from './address';
import type { Entry, Keep, SaveOptions, StorageBackend } from './backend';
import type { Change } from './change';
import type { Place } from './copyEntry';
import { readSound, withKey, writeVerified } from './copyEntry';
import type { Header } from '../core/header';
import { isStorageError, StorageError } from './errors';
import type { ResultCodec } from './resultCodec';
import { storedHeader } from './storedHeader';
import type { Renamed, SyncAction } from './syncPlan';

/** The two backends that are made alike. */
export interface SyncSides {
  readonly primary: StorageBackend;
  readonly secondary: StorageBackend;
  readonly codec: ResultCodec;
  /** What the second side is called; default `secondary`. */
  readonly secondaryName?: string;
}

export interface SyncActionOptions {
  /** Whether a version that loses is kept on both sides. */
  readonly bothKeep: boolean;
  /** Gets what is replaced or deleted. */
  readonly change: Change;
}

/** What an action did. */
export interface SyncOutcome {
  /** Written. */
  readonly bytes: number;
  /** Key → the revision that both sides have now; `undefined` when neither has the key. */
  readonly settled: ReadonlyMap<string, string | undefined>;
}

/**
 * Does what was planned for one key, if both sides still are as they were when it was planned.
 * @throws {StorageError} `conflict`, `already-exists`, `not-found` when something changed since; `corrupt`, and whatever
 * the backends throw. What is there stays.
 */
export async function performAction(
  action: SyncAction,
  sides: SyncSides,
  { bothKeep, change }: SyncActionOptions,
): Promise<SyncOutcome> {
  const { key, kind, to, keepAs } = action;
  if (to === undefined) {
    const equal = kind === 'skip-equal' && action.primary !== null;
    return { bytes: 0, settled: new Map(equal ? [[key, action.primary]] : []) };
  }
  if (kind === 'delete') return deletePlanned(action, to, sides, change);
  const from = otherSide(to);
  const winner = await readSound(placeOf(sides, from), key, action[from] ?? undefined);
  const target = placeOf(sides, to);
  const settled = new Map([[key, winner.header.revision]]);
  let bytes = 0;
  if (keepAs !== undefined) {
    const loser = withKey(await readSound(target, key, action[to] ?? undefined), keepAs);
    // Only when the loser is safe under its new key may its old one be written over.
    for (const side of bothKeep ? [to, from] : [to]) {
      bytes += await ensure(loser, placeOf(sides, side), { expected: null, side, change });
    }
    if (bothKeep) settled.set(keepAs, loser.header.revision);
  }
  if (action.repairs) await checkDamaged(target, key);
  const expected = action.repairs ? undefined : action[to];
  bytes += await ensure(winner, target, { expected, side: to, change });
  return { bytes, settled };
}

interface EnsureOptions {
  /** As in {@link SaveOptions}. */
  readonly expected: SaveOptions['expected'] | undefined;
  readonly side: LastingName;
  readonly change: Change;
}

/** Returns how many bytes were written: none when an interrupted run, or another action of this one, did it before. */
async function ensure(
  entry: Entry,
  place: Place,
  { expected, side, change }: EnsureOptions,
): Promise<number> {
  const { key, revision } = entry.header;
  const stored = await storedHeader(place.backend, key);
  if (stored !== 'damaged' && stored?.revision === revision) {
    await readSound(place, key, revision);
    return 0;
  }
  const options = expected === undefined ? {} : { expected };
  if (stored === undefined) {
    await writeVerified(place, entry, options);
  } else {
    const size = stored === 'damaged' ? 0 : stored.size;
    const keep = change.replacing(side, key, { bytes: size, left: revision });
    await writeVerified(place, entry, { ...options, ...keep });
  }
  return entry.bytes.length;
}

async function deletePlanned(
  { key, renamedTo, ...seen }: SyncAction,
  side: LastingName,
  sides: SyncSides,
  change: Change,
): Promise<SyncOutcome> {
  const place = placeOf(sides, side);
  const { backend, name } = place;
  const stored = await storedHeader(backend, key);
  if (stored === 'damaged' || (stored !== undefined && stored.revision !== seen[side])) {
    throw changedMeanwhile(key, name);
  }
  if ((await storedHeader(sides[otherSide(side)], key)) !== undefined) {
    throw new StorageError('conflict', `"${key}" is back in the ${otherSide(side)} storage.`);
  }
  if (renamedTo !== undefined) await checkArrived(renamedTo, key, place);
  if (stored !== undefined) {
    const keep = change.removing(side, key, stored.size);
    await deleteExpected(backend, stored, { name, keep });
  }
  return { bytes: 0, settled: new Map([[key, undefined]]) };
}

/** A key that was renamed goes only when the very version that has the new one is there, too. */
async function checkArrived(
  renamed: Renamed,
  oldKey: string,
  { backend, name }: Place,
): Promise<void> {
  const found = await storedHeader(backend, renamed.key);
  if (typeof found === 'object' && found.revision === renamed.revision) return;
  const fate =
    found === undefined
      ? `has not reached ${name}`
      : `in ${name} is another version than the renamed one`;
  throw new StorageError('conflict', `"${oldKey}" is kept: "${renamed.key}" ${fate}.`);
}

async function checkDamaged({ backend, name }: Place, key: string): Promise<void> {
  if ((await storedHeader(backend, key)) === 'damaged') return;
  throw changedMeanwhile(key, name);
}

async function deleteExpected(
  backend: StorageBackend,
  { key, revision }: Header,
  { name, keep }: { readonly name: string; readonly keep: Keep },
): Promise<void> {
  try {
    await backend.delete(key, { expected: revision, ...keep });
  } catch (error) {
    throw isStorageError(error, 'conflict') ? changedMeanwhile(key, name, error) : error;
  }
}

function changedMeanwhile(key: string, name: string, cause?: StorageError): StorageError {
  return new StorageError('conflict', `"${key}" in ${name} was changed meanwhile.`, { cause });
}

function placeOf(sides: SyncSides, side: LastingName): Place {
  const name = side === 'secondary' ? (sides.secondaryName ?? side) : side;
  return { backend: sides[side], name: `the ${name} storage`, codec: sides.codec };
}

function otherSide(side: LastingName): LastingName {
  return side === 'primary' ? 'secondary' : 'primary';
}
