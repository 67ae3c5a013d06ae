import { ResultError } from '../core/errors';
import type { OptimizationResult } from '../core/result';
import { decodeResult, encodeResult, verifyArtifact } from '../core/resultFile';
import type { DecodeOptions } from '../core/resultFile';
import { webCryptoSha256 } from '../core/sha256';
import type { Sha256 } from '../core/sha256';
import type { Entry } from './backend';
import { bytesBeside } from './bytesBeside';
import type { StorageErrorCode } from './errors';
import { StorageError } from './errors';

export interface ResultCodecOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Default: WebCrypto's. */
  readonly sha256?: Sha256 | undefined;
}

/**
 * Turns results into entries and back, and remembers which bytes it has seen through. What a disk or a database gives are
 * other bytes every time and are verified every time; those that stay in memory, as in the cache, are verified once, and
 * what was decoded from them lives as long as they do.
 */
export class ResultCodec {
  /** By their bytes: what was decoded from them, or that they are sound when keeping that would cost too much. */
  private readonly seen = new WeakMap<Uint8Array, OptimizationResult | 'sound'>();
  private readonly clock: () => number;
  private readonly sha256: Sha256;

  constructor({ clock, sha256 = webCryptoSha256 }: ResultCodecOptions) {
    this.clock = clock;
    this.sha256 = sha256;
  }

  /**
   * Encodes `result` for storing under `key`, with a new revision and a time later than `previous`, so that of two
   * versions the one saved last is the newer one even if the clock was set back.
   * @throws {StorageError} `invalid-result`
   */
  async encode(key: string, result: OptimizationResult, previous?: string): Promise<Entry> {
    const earliest = previous === undefined ? -Infinity : Date.parse(previous) + 1;
    const updatedAt = new Date(
      Math.max(this.clock(), Number.isNaN(earliest) ? -Infinity : earliest),
    );
    const stamp = { revision: crypto.randomUUID(), updatedAt: updatedAt.toISOString() };
    try {
      const { bytes, head } = await encodeResult(result, stamp, this.sha256);
      // Not the result itself: it has arrays of its own, and the cache would keep everything twice.
      this.seen.set(bytes, 'sound');
      return { header: { ...head, key }, bytes };
    } catch (error) {
      throw translated(error, 'invalid-result', `The result "${key}" cannot be stored`);
    }
  }

  /**
   * Decodes `entry`, which was read from `place` (words for the message), after verifying every byte.
   * @throws {StorageError} `corrupt`, `unsupported`
   */
  async decode(entry: Entry, place: string): Promise<OptimizationResult> {
    const { bytes } = entry;
    const known = this.seen.get(bytes);
    if (known !== undefined && known !== 'sound') return known;
    const options = { sha256: this.sha256, isSound: known === 'sound' };
    const result = await decodeEntry(entry, place, options);
    const isLight = bytesBeside(result, bytes) <= bytes.length * lightShare;
    this.seen.set(bytes, isLight ? result : 'sound');
    return result;
  }

  /**
   * Checks that the bytes of `entry` are those once written, whoever has seen them before.
   * @throws {StorageError} `corrupt`, `unsupported`
   */
  async verify({ header, bytes }: Entry, place: string): Promise<void> {
    try {
      await verifyArtifact(bytes, this.sha256);
    } catch (error) {
      throw translated(error, 'corrupt', `The result "${header.key}" in ${place} is damaged`);
    }
  }
}

// By so much the cache may exceed its limit, which counts artifacts only.
const lightShare = 0.25;

/**
 * Decodes `entry`, which was read from `place`, after verifying every byte.
 * @throws {StorageError} `corrupt`, `unsupported`
 */
export async function decodeEntry(
  { header, bytes }: Entry,
  place: string,
  options?: DecodeOptions,
): Promise<OptimizationResult> {
  try {
    return (await decodeResult(bytes, { modifiedAt: header.updatedAt }, options)).result;
  } catch (error) {
    throw translated(error, 'corrupt', `The result "${header.key}" in ${place} cannot be read`);
  }
}

function translated(error: unknown, code: StorageErrorCode, what: string): unknown {
  if (!(error instanceof ResultError)) return error;
  const actual = error.code === 'unsupported' ? 'unsupported' : code;
  return new StorageError(actual, `${what}: ${error.message}`, { cause: error });
}
