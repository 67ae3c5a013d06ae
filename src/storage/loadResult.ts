import type { BackendName, LastingName } from './address';
import type { Entry, StorageBackend } from './backend';
import { cacheEntry } from './cacheEntry';
import type { OptimizationResult } from '../core/result';
import type { StorageErrorCode } from './errors';
import { isStorageError, StorageError } from './errors';
import type { Stores } from './stores';

interface Failure {
  readonly backend: LastingName;
  readonly error: StorageError;
}

/**
 * Finds a result in the cache, the primary or the secondary. The next one is asked when one lacks it *and* when one fails;
 * a failure that another one made good is recorded as a degradation.
 * @throws {StorageError} `not-found`, or the most telling failure when nobody could answer.
 */
export async function loadResult(
  stores: Stores,
  key: string,
  { useCache }: { readonly useCache: boolean },
): Promise<OptimizationResult> {
  const cached = useCache ? stores.cache?.get(key) : undefined;
  if (cached !== undefined && (await isCurrent(stores, cached))) {
    return stores.codec.decode(cached, 'the cache');
  }
  const failures: Failure[] = [];
  for (const [name, backend] of stores.lasting) {
    try {
      const found = await loadFrom(stores, [name, backend], key);
      if (found === undefined) continue;
      await cacheEntry(stores, found.entry);
      stores.degradations.recovered(name, key);
      record(stores, failures, key, name);
      return found.result;
    } catch (error) {
      if (!isStorageError(error)) throw error;
      failures.push({ backend: name, error });
    }
  }
  if (failures.length === 0) {
    await stores.cache?.delete(key);
    throw notFound(key, stores);
  }
  if (cached === undefined) throw mostTelling(key, failures);
  const result = await stores.codec.decode(cached, 'the cache');
  record(stores, failures, key, 'cache');
  return result;
}

/** Decodes what `backend` holds, or `undefined` when the key is absent. */
async function loadFrom(
  { codec }: Stores,
  [name, backend]: readonly [LastingName, StorageBackend],
  key: string,
): Promise<{ readonly entry: Entry; readonly result: OptimizationResult } | undefined> {
  const entry = await backend.load(key);
  return entry && { entry, result: await codec.decode(entry, `the ${name} storage`) };
}

/**
 * Whether the cached entry is what the first backend that knows the key holds. A backend out of reach is taken at its
 * last word, which is the cached one; whether a damaged one has a sound replica, a full load must find out.
 */
async function isCurrent(stores: Stores, cached: Entry): Promise<boolean> {
  const { key, revision } = cached.header;
  for (const [name, backend] of stores.lasting) {
    try {
      const header = await backend.header(key);
      if (header === undefined) continue;
      stores.degradations.recovered(name);
      return header.revision === revision;
    } catch (error) {
      if (!isStorageError(error)) throw error;
      if (error.code === 'corrupt' || error.code === 'unsupported') return false;
      record(stores, [{ backend: name, error }], key, 'cache');
      return true;
    }
  }
  return false;
}

function record(
  stores: Stores,
  failures: readonly Failure[],
  key: string,
  answeredBy: BackendName,
): void {
  for (const { backend, error } of failures) {
    const { code, message } = error;
    const ofThisKey = code === 'corrupt' || code === 'unsupported' || code === 'invalid-key';
    stores.degradations.record({ backend, code, message, answeredBy, ...(ofThisKey && { key }) });
  }
}

/** Data that are there but damaged say more than a place that cannot be reached just now. */
const byImportance: readonly StorageErrorCode[] = ['corrupt', 'unsupported', 'unavailable', 'busy'];

function mostTelling(key: string, failures: readonly Failure[]): StorageError {
  const rank = ({ error }: Failure) => {
    const index = byImportance.indexOf(error.code);
    return index < 0 ? byImportance.length : index;
  };
  const [first, ...others] = [...failures].sort((a, b) => rank(a) - rank(b));
  const { backend, error } = first as Failure;
  const besides = others.map(other => ` Nor from the ${other.backend}: ${other.error.message}`);
  return new StorageError(
    error.code,
    `"${key}" could not be loaded from the ${backend} storage: ${error.message}${besides.join('')}`,
    { cause: error },
  );
}

function notFound(key: string, stores: Stores): StorageError {
  const places = stores.lasting.map(([name]) => name).join(' and the ');
  return new StorageError(
    'not-found',
    `There is no result "${key}" in the ${places} storage. Its key may have changed; list the results to see what is there.`,
  );
}
