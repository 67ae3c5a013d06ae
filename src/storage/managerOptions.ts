import type { BaselineStore } from './baseline';
import type { StoresOptions } from './stores';

/** What a manager uses besides its backends. */
export interface ManagerServices {
  /** Remembers what syncs left equal. Without it deletions and renames are not carried over. */
  readonly baseline?: BaselineStore;
  /** Milliseconds since 1970; default: the host's clock. */
  readonly clock?: () => number;
}

export interface ManagerOptions extends StoresOptions, ManagerServices {}
