/** A database opened for reading only. */
export interface SqlReader {
  /** The rows of a query, each as column name → value. Parameters are positional, written `?`. */
  all(
    sql: string,
    parameters?: readonly (string | number | null)[],
  ): readonly Record<string, null | number | string | Uint8Array>[];
  /** Frees what is held. */
  close(): void;
}

/**
 * Opens a copy of an SQLite database; the file it came from is never touched.
 * @param wal the write-ahead log beside it, which holds what was committed last while a program has it open.
 */
export type OpenSqlReader = (bytes: Uint8Array, wal?: Uint8Array) => Promise<SqlReader>;
