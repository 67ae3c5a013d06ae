import type { BackendInfo } from './backend';
import { parseConnectionString } from './connectionString';
import { isStorageError } from './errors';

/** Whether what is kept there is gone when the backend is closed, so that an empty one says nothing about deletions. */
export function isVolatile({ type, location }: Pick<BackendInfo, 'type' | 'location'>): boolean {
  if (type !== 'database') return type === 'memory';
  try {
    const { dialect, database } = parseConnectionString(location);
    return dialect === 'sqlite' && database === undefined;
  } catch (error) {
    // A location that is no connection string is a path.
    if (isStorageError(error)) return false;
    throw error;
  }
}
