import type { Event } from '../core/event';
import type { Header } from '../core/header';

/** The kinds of place a result can be kept in. */
export type StorageType = 'memory' | 'filesystem' | 'database';

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
    options?: { readonly overwrite?: boolean },
  ): Promise<boolean>;

  /** Removes the key, also a damaged entry; says whether it was there. */
  delete(key: string): Promise<boolean>;

  /** Removes every entry of this backend and nothing else that may lie beside them; returns how many were removed. */
  clear(): Promise<number>;

  info(): Promise<BackendInfo>;

  /** Fires after entries changed: by this object, by another process, by hand. */
  readonly onDidChange: Event<BackendChange>;

  /** Writes what is pending and frees what is held. Safe to call twice. */
  close(): Promise<void>;
}
