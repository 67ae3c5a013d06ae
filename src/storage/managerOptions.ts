import type { Sha256 } from '../core/sha256';
import type { BackendName } from './address';
import type { BaselineStore } from './baseline';
import type { StoresOptions } from './stores';
import type { UndoLog } from './undoLog';

/** What a manager uses besides its backends. */
export interface ManagerServices {
  /** Remembers what syncs left equal. Without it deletions and renames are not carried over. */
  readonly baseline?: BaselineStore;
  /** Remembers what can be taken back. Without it that is forgotten with the manager, but for what was removed. */
  readonly undoLog?: UndoLog;
  /** Milliseconds since 1970; default: the host's clock. */
  readonly clock?: () => number;
  /** For results that are saved and loaded; default: WebCrypto's, which any host has. */
  readonly sha256?: Sha256 | undefined;
}

export interface LoadOptions {
  /** Default true. */
  readonly useCache?: boolean;
}

export interface ListOptions {
  /** Default: all keys. */
  readonly prefix?: string;
  /** Default `primary`. */
  readonly fromBackend?: BackendName;
}

export interface ManagerOptions extends StoresOptions, ManagerServices {}
