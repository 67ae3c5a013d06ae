import type { SaveOptions } from '../backend';
import type { Header } from '../../core/header';
import { StorageError } from '../errors';

/**
 * Compares what a save expects with what is stored at this moment; `key` and `place` (the backend) are for the message.
 * @throws {StorageError} `conflict`, or `already-exists` when nothing was expected.
 */
export function checkExpected(
  { expected }: SaveOptions,
  stored: Pick<Header, 'revision'> | undefined,
  { key, place }: { readonly key: string; readonly place: string },
): void {
  if (expected === undefined) return;
  if (expected === null) {
    if (stored === undefined) return;
    throw new StorageError(
      'already-exists',
      `There is already a result "${key}" in ${place}, of revision ${stored.revision}. Choose another key or overwrite it.`,
    );
  }
  if (stored?.revision === expected) return;
  const found = stored === undefined ? 'it is gone' : `it has revision ${stored.revision}`;
  throw new StorageError(
    'conflict',
    `The result "${key}" in ${place} was changed by somebody else: revision ${expected} was expected, now ${found}. Load it again before saving.`,
  );
}
