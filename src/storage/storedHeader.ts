import type { StorageBackend } from './backend';
import type { Header } from '../core/header';
import { isStorageError } from './errors';

/** Whether a key is taken, whatever by. */
export async function hasKey(backend: StorageBackend, key: string): Promise<boolean> {
  if (backend.has !== undefined) return backend.has(key);
  return (await storedHeader(backend, key)) !== undefined;
}

/**
 * The header under `key`, `undefined` when nothing is there, or `damaged` when something unreadable is: for those who
 * must know whether a key is taken, whatever by.
 */
export async function storedHeader(
  backend: StorageBackend,
  key: string,
): Promise<Header | 'damaged' | undefined> {
  try {
    return await backend.header(key);
  } catch (error) {
    // A key with a damaged or foreign entry is taken; other failures leave it unknown.
    if (isStorageError(error, 'corrupt') || isStorageError(error, 'unsupported')) return 'damaged';
    throw error;
  }
}
