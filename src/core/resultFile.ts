import { checkFileSize } from './arrow/arrowFooter';
import { readOurHead } from './arrow/readOurHead';
import type { ArtifactHead } from './header';
import type { OptimizationResult } from './result';
import type { Sha256 } from './sha256';

/** What a save adds to a result. */
export interface SaveStamp {
  /** Default: made from the content, so that the same content has the same revision and the same bytes. */
  readonly revision?: string;
  readonly updatedAt: string;
}

/** When a file that is not ours was last changed; our own files say it themselves. ISO 8601, UTC, with milliseconds. */
export interface FileOrigin {
  readonly modifiedAt: string;
}

/** How to decode bytes. */
export interface DecodeOptions {
  /** Default: WebCrypto's. */
  readonly sha256?: Sha256;
  /** These very bytes were written or verified by this process before: their hash is not computed again. */
  readonly isSound?: boolean;
}

/** Bytes that can be read piece by piece. */
export interface ByteSource {
  readonly size: number;
  /** Exactly `length` bytes from `start`. */
  read(start: number, length: number): Promise<Uint8Array>;
}

/** A result as bytes. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly head: ArtifactHead;
}

export interface Decoded {
  readonly result: OptimizationResult;
  readonly head: ArtifactHead;
}

/**
 * Writes a result as an uncompressed Arrow IPC file (Feather V2) that `pandas.read_feather` reads.
 * @throws {ResultError} `invalid`
 */
export async function encodeResult(
  result: OptimizationResult,
  stamp: SaveStamp,
  sha256?: Sha256,
): Promise<Encoded> {
  const { encodeArtifact } = await codec();
  return encodeArtifact(result, stamp, sha256);
}

/**
 * Reads an artifact of ours, after verifying its hash, or a Feather file of somebody else. Columns of 64-bit numbers are
 * views of `bytes`, which must not be written to afterwards.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export async function decodeResult(
  bytes: Uint8Array,
  origin: FileOrigin,
  options?: DecodeOptions,
): Promise<Decoded> {
  const { decodeArtifact } = await codec();
  return decodeArtifact(bytes, origin, options);
}

/**
 * Reads what can be known without decoding columns: the footer of our files, all bytes of others'.
 * The hash is not verified.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export async function readHead(source: ByteSource, origin: FileOrigin): Promise<ArtifactHead> {
  checkFileSize(source.size);
  const ours = await readOurHead(source);
  if (ours !== undefined) return ours;
  const bytes = await source.read(0, source.size);
  return (await decodeResult(bytes, origin)).head;
}

/**
 * Checks every byte against the hash the artifact carries, of whatever version of the format it is; a file of somebody else
 * is checked for its structure.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export async function verifyArtifact(bytes: Uint8Array, sha256?: Sha256): Promise<void> {
  const { verifyBytes } = await codec();
  return verifyBytes(bytes, sha256);
}

const load = () => import('./arrow/artifact');
let loading: ReturnType<typeof load> | undefined;

/** Loaded when needed: lists of results are shown without any column being read or written. */
function codec(): ReturnType<typeof load> {
  loading ??= load();
  return loading;
}
