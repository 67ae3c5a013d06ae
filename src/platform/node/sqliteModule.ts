/** The part of Node's module `node:sqlite` that is used here; the type declarations of older Nodes do not know it. */
export interface SqliteModule {
  readonly DatabaseSync: new (
    path: string,
    options?: { readonly readOnly?: boolean },
  ) => SqliteConnection;
}

export interface SqliteConnection {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

export interface SqliteStatement {
  setReadBigInts(enabled: boolean): void;
  all(
    ...parameters: readonly unknown[]
  ): Record<string, null | number | bigint | string | Uint8Array>[];
  run(...parameters: readonly unknown[]): { readonly changes: number | bigint };
}

/** `node:sqlite` of this Node; `undefined` when it has none. */
export function sqliteModule(): SqliteModule | undefined {
  return process.getBuiltinModule('node:sqlite') as SqliteModule | undefined;
}
