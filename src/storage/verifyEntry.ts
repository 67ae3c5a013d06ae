import { ResultError } from '../core/errors';
import type { OptimizationResult } from '../core/result';
import { decodeResult } from '../core/resultFile';
import { webCryptoSha256 } from '../core/sha256';
import type { Entry, StorageBackend } from './backend';
import type { StorageErrorCode } from './errors';
import { isStorageError } from './errors';
import { headDifferences } from './verifyHead';
import type { HeadDifference } from './verifyHead';

/** What one entry of one backend turned out to be. */
export type EntryCheck =
  | { readonly state: 'absent' }
  | SoundEntry
  | DamagedEntry
  | { readonly state: 'unsupported'; readonly message: string }
  | {
      readonly state: 'unreachable';
      readonly code: StorageErrorCode;
      readonly message: string;
    };

export interface SoundEntry {
  readonly state: 'sound';
  readonly revision: string;
  readonly updatedAt: string;
  readonly size: number;
  /** SHA-256 of the bytes. */
  readonly hash: string;
  /** What the backend says of it otherwise than it says itself. */
  readonly differences: readonly HeadDifference[];
}

export interface DamagedEntry {
  readonly state: 'damaged';
  readonly message: string;
  /** The revision it once was, as far as it still says so. */
  readonly revision?: string;
}

/**
 * Reads an entry, verifies every byte of it and decodes all columns. Whatever is wrong is in the outcome; one that looks
 * damaged is read a second time, because somebody may just have been writing it.
 */
export async function checkEntry(backend: StorageBackend, key: string): Promise<EntryCheck> {
  const first = await checkOnce(backend, key);
  return first.state === 'damaged' ? checkOnce(backend, key) : first;
}

async function checkOnce(backend: StorageBackend, key: string): Promise<EntryCheck> {
  let entry: Entry | undefined;
  try {
    entry = await backend.load(key);
  } catch (error) {
    return checkFailedBy(error);
  }
  if (entry === undefined) return { state: 'absent' };
  const { header, bytes } = entry;
  try {
    const { result, head } = await decodeResult(bytes, { modifiedAt: header.updatedAt });
    const { revision, updatedAt, size } = head;
    return {
      state: 'sound',
      revision,
      updatedAt,
      size,
      hash: await webCryptoSha256(bytes),
      differences: [...columnDifferences(result), ...headDifferences({ ...header }, head)],
    };
  } catch (error) {
    const check = checkFailedBy(error);
    const { revision } = header;
    return check.state === 'damaged' ? { ...check, revision } : check;
  }
}

function checkFailedBy(error: unknown): EntryCheck {
  if (error instanceof ResultError) {
    const state = error.code === 'unsupported' ? 'unsupported' : 'damaged';
    return { state, message: error.message };
  }
  if (!isStorageError(error)) throw error;
  const { code, message } = error;
  switch (code) {
    case 'corrupt':
      return { state: 'damaged', message };
    case 'unsupported':
      return { state: 'unsupported', message };
    default:
      return { state: 'unreachable', code, message };
  }
}

/** Looks into every column, so that one which is only decoded when it is used is decoded, too. */
function columnDifferences({ columns, rowCount }: OptimizationResult): readonly HeadDifference[] {
  return columns.flatMap(({ variable, values, valid }) => {
    const rows = values.length;
    const marks = valid?.length ?? rows;
    if (rows === rowCount && marks === rowCount) return [];
    const found = rows === rowCount ? marks : rows;
    const text = `its column "${variable.name}" has ${found} rows, the others have ${rowCount}`;
    return [{ part: 'rowCount', text } as const];
  });
}
