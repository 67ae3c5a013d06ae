import type { Entry, SaveOptions, StorageBackend } from './backend';
import { StorageError } from './errors';
import type { ResultCodec } from './resultCodec';

/** A backend and what to call it in messages. */
export interface Place {
  readonly backend: StorageBackend;
  /** e.g. `the primary storage`. */
  readonly name: string;
  readonly codec: ResultCodec;
}

/** The same artifact under another key. */
export function withKey(entry: Entry, key: string): Entry {
  return entry.header.key === key ? entry : { ...entry, header: { ...entry.header, key } };
}

/**
 * Reads an entry and verifies every byte of it.
 * @throws {StorageError} `not-found`, `corrupt`; `conflict` when it has not the revision that is expected.
 */
export async function readSound(
  { backend, name, codec }: Place,
  key: string,
  revision?: string,
): Promise<Entry> {
  const entry = await backend.load(key);
  if (entry === undefined) {
    throw new StorageError('not-found', `There is no result "${key}" in ${name}.`);
  }
  if (revision !== undefined && entry.header.revision !== revision) {
    throw new StorageError('conflict', `"${key}" in ${name} was changed meanwhile.`);
  }
  await codec.verify(entry, name);
  return entry;
}

/**
 * Stores `entry` byte for byte and reads it back: only what has been seen there counts as copied.
 * @throws {StorageError} `corrupt` when something else is read than was written, `conflict` when a third party wrote in
 * between, and whatever saving throws.
 */
export async function writeVerified(
  { backend, name }: Place,
  entry: Entry,
  options?: SaveOptions,
): Promise<void> {
  const { key, revision } = entry.header;
  await backend.save(entry, options);
  const written = await backend.load(key);
  if (written !== undefined && sameBytes(written.bytes, entry.bytes)) return;
  if (written !== undefined && written.header.revision !== revision) {
    throw new StorageError('conflict', `"${key}" in ${name} was changed while it was copied.`);
  }
  throw new StorageError(
    'corrupt',
    `"${key}" was copied to ${name}, but what is there now is not what was written. Check that disk; the source is untouched.`,
  );
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    if (a[index] !== b[index]) return false;
  }
  return true;
}
