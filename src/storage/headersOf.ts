import type { StorageBackend } from './backend';
import type { Header } from '../core/header';
import type { StorageError } from './errors';
import { isStorageError } from './errors';
import { inParallel } from './inParallel';

const parallelism = 16;

/** The headers of `keys`, in their order; the error in place of one that cannot be read. Absent keys are left out. */
export async function headersOf(
  backend: StorageBackend,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Header | StorageError>> {
  const found = await (backend.headers?.(keys) ?? oneByOne(backend, keys));
  const inOrder = new Map<string, Header | StorageError>();
  for (const key of keys) {
    const header = found.get(key);
    if (header !== undefined) inOrder.set(key, header);
  }
  return inOrder;
}

async function oneByOne(
  backend: StorageBackend,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Header | StorageError>> {
  const found = new Map<string, Header | StorageError>();
  await inParallel(keys, parallelism, async key => {
    try {
      const header = await backend.header(key);
      if (header !== undefined) found.set(key, header);
    } catch (error) {
      if (!isStorageError(error)) throw error;
      found.set(key, error);
    }
  });
  return found;
}
