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

/**
 * Whether `error` is a {@link StorageError}, of the given code if one is given. Told by its name, because a backend that
 * another extension registers throws errors of its own copy of the class.
 */
export function isStorageError(error: unknown, code?: StorageErrorCode): error is StorageError {
  const isOne = error instanceof Error && error.name === 'StorageError' && 'code' in error;
  return isOne && (code === undefined || error.code === code);
}
