/** A value in a row; integers that a double does not hold are decimal text. */
export type SqlValue = null | number | string | Uint8Array;

/** A database opened for reading only. */
export interface SqlReader {
  /** The rows of a query, each as column name → value. Parameters are positional, written `?`. */
  all(
    sql: string,
    parameters?: readonly (string | number | null)[],
  ): readonly Record<string, SqlValue>[];
  /** The rows of a query one by one, each as its values in order: for tables too large to be held as objects. */
  rows(sql: string): Iterable<readonly SqlValue[]>;
  /** Frees what is held. */
  close(): void;
}

/** Where a database came from. */
export interface DatabaseOrigin {
  /** Base name, with extension. */
  readonly name: string;
  /** What a file in the same folder holds now, the database itself too; `undefined` when there is none. */
  sibling(name: string): Promise<Uint8Array | undefined>;
  /** What the database itself holds now, in pieces, each there only until the next one is asked for; none when it is gone. */
  pieces(): AsyncIterable<Uint8Array>;
}

/**
 * Opens a copy of an SQLite database as the last transaction left it that was committed; its files are never touched.
 * @param bytes the database as it was read, which must stay as they are until the reader is closed.
 * @param origin where to look for its log and its journal, and for itself when a program changes it meanwhile. Without it
 * `bytes` are all there is.
 */
export type OpenSqlReader = (bytes: Uint8Array, origin?: DatabaseOrigin) => Promise<SqlReader>;
