// What is used of each peer: they are not installed when the benchmarks are type-checked.

declare module 'unstorage' {
  export interface Unstorage {
    getItem(key: string): Promise<unknown>;
    setItem(key: string, value: unknown): Promise<void>;
    getItemRaw(key: string): Promise<Uint8Array>;
    setItemRaw(key: string, value: Uint8Array): Promise<void>;
    removeItem(key: string): Promise<void>;
    hasItem(key: string): Promise<boolean>;
    getKeys(): Promise<readonly string[]>;
    getMeta(key: string, options: { readonly nativeOnly: boolean }): Promise<object>;
  }
  export function createStorage(options: { readonly driver: unknown }): Unstorage;
}

declare module 'unstorage/drivers/fs' {
  export default function driver(options: { readonly base: string }): unknown;
}

declare module 'keyv' {
  export default class Keyv {
    constructor(options: { readonly store: unknown });
    get(key: string): Promise<unknown>;
    set(key: string, value: unknown): Promise<unknown>;
    setMany(
      entries: readonly { readonly key: string; readonly value: unknown }[],
    ): Promise<unknown>;
    iterator(): AsyncIterable<readonly [string, unknown]>;
  }
}

declare module '@keyv/sqlite' {
  export default class KeyvSqlite {
    constructor(options: { readonly uri: string; readonly iterationLimit: number });
  }
}

declare module 'better-sqlite3' {
  export default class Database {
    constructor(path: string, options?: { readonly readonly: boolean });
    pragma(text: string): unknown;
    exec(sql: string): unknown;
    prepare(sql: string): {
      run(...parameters: readonly unknown[]): unknown;
      raw(): { all(): readonly (readonly unknown[])[] };
    };
    close(): unknown;
  }
}

declare module 'write-file-atomic' {
  export default function write(path: string, bytes: Uint8Array): Promise<void>;
}

declare module 'csv-parse' {
  export function parse(options: { readonly delimiter: string }): NodeJS.ReadWriteStream;
}
