import { StorageError } from './errors';

/** What whoever wants to read a path is told when there is neither a file nor a folder. */
export function nothingAt(path: string): StorageError {
  return new StorageError('not-found', `There is nothing at ${path}. Is it still there?`);
}
