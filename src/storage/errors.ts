/** Why a storage operation failed. Match on this, never on the message. */
export type StorageErrorCode =
  | 'not-found'
  | 'already-exists'
  | 'invalid-key'
  | 'invalid-result'
  | 'corrupt'
  | 'unsupported'
  | 'unavailable'
  | 'busy'
  | 'read-only'
  | 'replication-failed'
  | 'conflict'
  | 'cancelled'
  | 'closed';

/** A failure a user can act on: the message names the key and the backend, what was found, and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(
    readonly code: StorageErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether `error` is a {@link StorageError}, of the given code if one is given. */
export function isStorageError(error: unknown, code?: StorageErrorCode): error is StorageError {
  return error instanceof StorageError && (code === undefined || error.code === code);
}
