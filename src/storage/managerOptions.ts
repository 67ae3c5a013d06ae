import type { Sha256 } from '../core/sha256';
import type { BaselineStore } from './baseline';
import type { StoresOptions } from './stores';

/** What a manager uses besides its backends. */
export interface ManagerServices {
  /** Remembers what syncs left equal. Without it deletions and renames are not carried over. */
  readonly baseline?: BaselineStore;
  /** Milliseconds since 1970; default: the host's clock. */
  readonly clock?: () => number;
  /** For results that are saved and loaded; default: WebCrypto's, which any host has. */
  readonly sha256?: Sha256 | undefined;
}

export interface ManagerOptions extends StoresOptions, ManagerServices {}
