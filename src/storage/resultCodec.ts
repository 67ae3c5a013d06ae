import { ResultError } from '../core/errors';
import type { OptimizationResult } from '../core/result';
import { decodeResult, encodeResult, verifyArtifact } from '../core/resultFile';
import type { Entry } from './backend';
import type { StorageErrorCode } from './errors';
import { StorageError } from './errors';

/**
 * Encodes `result` for storing under `key`, with a new revision and a time later than `previous`, so that of two
 * versions the one saved last is the newer one even if the clock was set back.
 * @throws {StorageError} `invalid-result`
 */
export async function encodeEntry(
  key: string,
  result: OptimizationResult,
  { clock, previous }: { readonly clock: () => number; readonly previous?: string | undefined },
): Promise<Entry> {
  const earliest = previous === undefined ? -Infinity : Date.parse(previous) + 1;
  const updatedAt = new Date(Math.max(clock(), Number.isNaN(earliest) ? -Infinity : earliest));
  const stamp = { revision: crypto.randomUUID(), updatedAt: updatedAt.toISOString() };
  try {
    const { bytes, head } = await encodeResult(result, stamp);
    return { header: { ...head, key }, bytes };
  } catch (error) {
    throw translated(error, 'invalid-result', `The result "${key}" cannot be stored`);
  }
}

/**
 * Decodes `entry`, which was read from `place` (words for the message), after verifying every byte.
 * @throws {StorageError} `corrupt`, `unsupported`
 */
export async function decodeEntry(entry: Entry, place: string): Promise<OptimizationResult> {
  const { key, updatedAt } = entry.header;
  try {
    const { result } = await decodeResult(entry.bytes, { modifiedAt: updatedAt });
    return result;
  } catch (error) {
    throw translated(error, 'corrupt', `The result "${key}" in ${place} cannot be read`);
  }
}

/**
 * Checks that the bytes of `entry` are those once written.
 * @throws {StorageError} `corrupt`, `unsupported`
 */
export async function verifyEntry(entry: Entry, place: string): Promise<void> {
  try {
    await verifyArtifact(entry.bytes);
  } catch (error) {
    throw translated(error, 'corrupt', `The result "${entry.header.key}" in ${place} is damaged`);
  }
}

function translated(error: unknown, code: StorageErrorCode, what: string): unknown {
  if (!(error instanceof ResultError)) return error;
  const actual = error.code === 'unsupported' ? 'unsupported' : code;
  return new StorageError(actual, `${what}: ${error.message}`, { cause: error });
}
