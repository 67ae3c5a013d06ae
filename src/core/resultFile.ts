import type { ArtifactHead } from './header';
import type { OptimizationResult } from './result';

/** What a save adds to a result. */
export interface SaveStamp {
  readonly revision: string;
  readonly updatedAt: string;
}

/** When a file that is not ours was last changed; our own files say it themselves. ISO 8601, UTC. */
export interface FileOrigin {
  readonly modifiedAt: string;
}

/** Bytes that can be read piece by piece. */
export interface ByteSource {
  readonly size: number;
  /** Exactly `length` bytes from `start`. */
  read(start: number, length: number): Promise<Uint8Array>;
}

/**
 * Writes a result as an uncompressed Arrow IPC file (Feather V2) that `pandas.read_feather` reads.
 * @throws {ResultError} `invalid`
 */
export async function encodeResult(
  result: OptimizationResult,
  stamp: SaveStamp,
): Promise<{ readonly bytes: Uint8Array; readonly head: ArtifactHead }> {
  throw new Error(`not yet ${result.id} ${stamp.revision}`);
}

/**
 * Reads an artifact of ours, after verifying its hash, or a Feather file of somebody else.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export async function decodeResult(
  bytes: Uint8Array,
  origin: FileOrigin,
): Promise<{ readonly result: OptimizationResult; readonly head: ArtifactHead }> {
  throw new Error(`not yet ${bytes.length} ${origin.modifiedAt}`);
}

/**
 * Reads what can be known without decoding columns: the footer of our files, all bytes of others'.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export async function readHead(source: ByteSource, origin: FileOrigin): Promise<ArtifactHead> {
  throw new Error(`not yet ${source.size} ${origin.modifiedAt}`);
}

/**
 * Checks every byte against the hash the artifact carries; a file of somebody else is checked for its structure.
 * @throws {ResultError} `damaged`, `unsupported`
 */
export async function verifyArtifact(bytes: Uint8Array): Promise<void> {
  throw new Error(`not yet ${bytes.length}`);
}
