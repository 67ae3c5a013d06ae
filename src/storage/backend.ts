import type { Event } from '../core/event';
import type { Header } from '../core/header';
import type { StorageError } from './errors';

/** The kinds of place a result can be kept in. */
export type StorageType = 'memory' | 'filesystem' | 'database' | 'sources';

/** A result as backends see it: its artifact's bytes and what can be shown without decoding them. */
export interface Entry {
  readonly header: Header;
  /** The artifact, byte for byte. Shared, never changed: copy before writing into it. */
  readonly bytes: Uint8Array;
}

export interface SaveOptions {
  /**
   * The revision that must be stored under the key at this moment; `null`: none may be.
   * Without it whatever is there is replaced.
   */
  readonly expected?: string | null;
  /** As in {@link Keep}; what the entry replaces. */
  readonly keep?: string;
}

/** How to remove or replace something so that it can be had back. */
export interface Keep {
  /**
   * The bin of {@link StorageBackend.trash} that gets what is removed or replaced, in the same step. A backend without
   * a trash ignores it. Letters, digits and `-` only; a bin has each key at most once, and the first one stays.
   */
  readonly keep?: string;
}

/** Something in the trash. Damaged entries can be there, too: nothing here has been decoded. */
export interface TrashItem {
  readonly bin: string;
  readonly key: string;
  readonly bytes: number;
}

/** What was removed or replaced and can still be had back. Lasts as long as the entries of its backend do. */
export interface Trash {
  /** Everything in it, by bin and then by key, each sorted by UTF-16 code units. */
  list(): Promise<readonly TrashItem[]>;
  /**
   * Moves an item back under its key, in one step; says whether it was in the trash.
   * @throws {StorageError} as {@link StorageBackend.save} when `expected` is not what is under the key; default `null`.
   */
  restore(
    bin: string,
    key: string,
    options?: { readonly expected?: string | null },
  ): Promise<boolean>;
  /** Deletes these bins for good; those that are not there are passed over. */
  empty(bins: readonly string[]): Promise<void>;
}

/** Something wrong with what a backend notes beside its entries, or with the place as a whole. */
export interface BackendFault {
  /** The entry it is about; absent when it is about the place as a whole. */
  readonly key?: string;
  /** What was expected and what was found, in one sentence. */
  readonly message: string;
  /** Whether {@link StorageBackend.rebuild} mends it. */
  readonly isRebuildable: boolean;
}

/** Figures of one backend. Contains no secret. */
export interface BackendInfo {
  readonly type: StorageType;
  /** A path or a connection string without its password, for people. */
  readonly location: string;
  /** e.g. `node:sqlite`; only where there is a choice. */
  readonly engine?: string;
  readonly count: number;
  /** Bytes of all artifacts. */
  readonly bytes: number;
  /** Bytes that can still be written; absent when unknown or unbounded. */
  readonly freeBytes?: number;
  /** What a user should know, one sentence each, e.g. that the database is larger than the engine handles well. */
  readonly warnings: readonly string[];
}

/** Keys whose entries may have changed; `undefined` when any may have. */
export interface BackendChange {
  readonly keys?: readonly string[];
}

/**
 * A place that keeps artifacts under string keys.
 *
 * Implementations store and find bytes: they never decode columns, and know nothing of caching, fallback, replication
 * or each other; those belong to `StorageManager`. Absence is data (`undefined`, `false`), failure is a `StorageError`.
 * After {@link close} every other method rejects with code `closed`; a failed call leaves the old state intact.
 * Every method that takes a key to write rejects with `invalid-key` when `checkKey` does.
 */
export interface StorageBackend {
  readonly type: StorageType;
  /** Refuses every change with code `read-only`. */
  readonly isReadonly?: boolean;

  /**
   * Stores the entry under `entry.header.key`. Resolves only when the bytes are as durable as this kind of place can make them.
   * @throws {StorageError} `conflict` when `options.expected` is not what is there (`already-exists` when `expected` is null),
   * `read-only`, `unavailable`, `busy`, `invalid-key`.
   */
  save(entry: Entry, options?: SaveOptions): Promise<void>;

  /**
   * The entry, or `undefined` when the key is absent.
   * @throws {StorageError} `corrupt` when what is there is not a readable artifact.
   */
  load(key: string): Promise<Entry | undefined>;

  /**
   * What can be shown without decoding columns, or `undefined` when the key is absent.
   * @throws {StorageError} `corrupt` as {@link load}, as far as the header shows it.
   */
  header(key: string): Promise<Header | undefined>;

  /** Whether something is under the key, also damaged. Without it the header is asked for, which costs more. */
  has?(key: string): Promise<boolean>;

  /** All keys that start with the literal `prefix`, sorted by UTF-16 code units; damaged entries included. */
  list(prefix?: string): Promise<readonly string[]>;

  /**
   * Moves an entry to another key; id, revision and times stay. Says whether the old key was there. Atomic: other
   * readers see the entry under one of the two keys, and after a crash it is under at least one, never under neither.
   * @throws {StorageError} `already-exists` when `newKey` is taken and `overwrite` is not set.
   */
  rename(
    oldKey: string,
    newKey: string,
    options?: { readonly overwrite?: boolean } & Keep,
  ): Promise<boolean>;

  /**
   * Removes the key, also a damaged entry; says whether it was there.
   * @throws {StorageError} `conflict` when `expected` is given and is not the revision that is there; one that cannot be read has none.
   */
  delete(key: string, options?: { readonly expected?: string } & Keep): Promise<boolean>;

  /** Removes every entry of this backend and nothing else that may lie beside them; returns how many were removed. */
  clear(options?: Keep): Promise<number>;

  /** Absent when this backend cannot keep what it removes. */
  readonly trash?: Trash;

  /**
   * {@link header} for many keys at once, faster than one by one; the error in place of one that cannot be read. Absent
   * keys are left out. Without it the headers are asked for one by one.
   */
  headers?(keys: readonly string[]): Promise<ReadonlyMap<string, Header | StorageError>>;

  /** Compares what the backend notes beside its entries (an index, columns beside a payload) with them; changes nothing. */
  check?(): Promise<readonly BackendFault[]>;

  /** Makes anew, from the entries, what the backend notes beside them. */
  rebuild?(): Promise<void>;

  info(): Promise<BackendInfo>;

  /** Fires after entries changed: by this object, by another process, by hand. */
  readonly onDidChange: Event<BackendChange>;

  /** Writes what is pending and frees what is held. Safe to call twice. */
  close(): Promise<void>;
}
