import type { Disposable } from '../core/event';

/** What backends ask of their host. A host that lacks something passes nothing for it; nobody sniffs for platforms. */

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  /** Milliseconds since 1970, as fine as the disk keeps it. */
  readonly mtimeMs: number;
  /** Changes when another file takes this path. */
  readonly inode: string;
}

/** Something in a folder. */
export interface FolderEntry {
  readonly name: string;
  /** For a link the kind of what it leads to. */
  readonly kind: FileStat['kind'];
  readonly isLink?: boolean;
}

/**
 * A disk. Paths are absolute, in the host's own form, and joined with {@link join}.
 * Absence is `undefined`/`false`; every failure is a `StorageError` (`unavailable`, `read-only`, `busy`, `already-exists`)
 * whose message names the path and the reason.
 */
export interface Files {
  join(folder: string, ...names: readonly string[]): string;
  stat(path: string): Promise<FileStat | undefined>;
  /** What is in a folder, in any order; `undefined` when the folder is absent. */
  list(folder: string): Promise<readonly FolderEntry[] | undefined>;
  /** The whole content in a buffer of its own; `undefined` when absent. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Up to `length` bytes from `start`, fewer at the end; `undefined` when absent. */
  readRange(path: string, start: number, length: number): Promise<Uint8Array | undefined>;
  /** Likewise into memory that is there, as much as fits; says how many bytes that was. */
  readInto?(path: string, start: number, bytes: Uint8Array): Promise<number | undefined>;
  /**
   * Replaces the file in one step, making missing folders: readers see the old bytes or the new ones, and once
   * resolved the new ones survive a crash. With `ifAbsent` an existing file is left alone and `already-exists` thrown.
   */
  write(path: string, bytes: Uint8Array, options?: { readonly ifAbsent?: boolean }): Promise<void>;
  /** Moves a file in one durable step, making missing folders; says whether `from` was there. Without `overwrite` an existing target throws `already-exists`. */
  rename(from: string, to: string, options?: { readonly overwrite?: boolean }): Promise<boolean>;
  /** Removes a file durably; says whether it was there. */
  delete(path: string): Promise<boolean>;
  /** Removes the folder if it is empty; says whether it is gone. */
  deleteEmptyFolder(path: string): Promise<boolean>;
  /** Begins changes that become durable together. */
  batch(): FileBatch;
  /** Bytes that can still be written where `path` lies. */
  freeBytes?(path: string): Promise<number | undefined>;
  /**
   * Calls back some time after anything below the folder (which may not exist yet) changed, by whomever; with the path
   * of what changed where that is known. With `shallow` folders in it need not be watched.
   */
  watch?(
    folder: string,
    changed: (path?: string) => void,
    options?: { readonly shallow?: boolean },
  ): Disposable;
}

/**
 * Changes that share the cost of becoming durable. Others see each of them at once; all survive a crash when {@link flush}
 * has resolved, and any may be lost in one before.
 */
export interface FileBatch {
  /** Writes bytes durably to where they can take the place of `path` in one step; nobody takes them for that file yet. */
  stage(path: string, bytes: Uint8Array): Promise<StagedFile>;
  /** As {@link Files.rename}. */
  rename(from: string, to: string, options?: { readonly overwrite?: boolean }): Promise<boolean>;
  /** As {@link Files.delete}. */
  delete(path: string): Promise<boolean>;
  flush(): Promise<void>;
}

/** A file that is written, but in nobody's sight. Must be placed or discarded. */
export interface StagedFile {
  /** The file as it will be; its path alone changes. */
  readonly stat: FileStat;
  /** As {@link Files.write} with these bytes; best for the path that it was staged for. Once only. */
  place(path: string, options?: { readonly ifAbsent?: boolean }): Promise<void>;
  /** Removes it with everything made for it; also when placing it failed. Does not fail: what stays is found later. */
  discard(): Promise<void>;
}

/** Mutual exclusion between processes that use the same store. */
export interface Lock {
  /**
   * Runs `work` while no other holder of a lock of this name does.
   * @param name an absolute path; the lock may be a file of that name.
   * @throws {StorageError} `busy` when it cannot be had within `waitMs`; names the holder.
   */
  hold<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Gives back a lock that is kept after its use for what comes next. */
  letGo?(name: string): Promise<void>;
}

/** A value in an SQL row or parameter. */
export type SqlValue = null | number | string | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** SQL while a connection is held. Parameters are positional, written `?`. */
export interface SqlSession {
  all(sql: string, parameters?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  /** Returns how many rows changed. */
  run(sql: string, parameters?: readonly SqlValue[]): Promise<number>;
}

/** One open database. */
export interface SqlDriver {
  /** e.g. `sql.js`, `node:sqlite`. */
  readonly engine: string;
  /** Runs `work` on a consistent state of the database. */
  read<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in one transaction: committed and durable when the promise resolves, undone when `work` throws.
   * `work` may run again on a newer state when another program wrote meanwhile; it must not have other effects.
   */
  transact<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
  /** Bytes of the database; undefined when unknown. */
  size(): Promise<number | undefined>;
  /** What a user should know about this database, one sentence each. */
  warnings(): Promise<readonly string[]>;
  /** Calls back some time after anybody changed the database. */
  watch(changed: () => void): Disposable;
  close(): Promise<void>;
}

/** Opens a database file, or one in memory that is gone after `close` when `path` is undefined. */
export type OpenSqlDriver = (path: string | undefined) => Promise<SqlDriver>;
