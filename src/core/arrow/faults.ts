import { ResultError } from '../errors';

/** The error for bytes that are not what was once written; `reason` is a clause without a full stop. */
export function damaged(reason: string, cause?: unknown): ResultError {
  return new ResultError(
    'damaged',
    `The file is damaged: ${reason}. Restore it from a replica or a backup, or write it again.`,
    cause === undefined ? undefined : { cause },
  );
}

/** The error for sound bytes that cannot be read; `reason` is a sentence without a full stop. */
export function unsupported(reason: string, remedy: string): ResultError {
  return new ResultError('unsupported', `${reason}. ${remedy}`);
}
