import type { Files, Lock, OpenSqlDriver } from '../storage/ports';
import { SqlJsDatabase } from './sqlJsDatabase';
import type { LoadWasm } from './sqlJsDatabase';
import { SqlJsFile } from './sqlJsFile';
import { SqlJsMemory } from './sqlJsMemory';
import { applyWal } from './sqliteWal';

export interface SqlJsPorts {
  readonly files: Files;
  /** Keeps other windows from writing the same database; without it only this process's own calls wait for each other. */
  readonly lock?: Lock;
  readonly loadWasm: LoadWasm;
}

/** Opens databases with SQLite compiled to WebAssembly, which every host can run but which has to write a file as a whole. */
export function openSqlJs(ports: SqlJsPorts): OpenSqlDriver {
  return async path =>
    path === undefined ? SqlJsMemory.open(ports.loadWasm) : new SqlJsFile(path, ports);
}

/** Opens a copy of another program's database for reading, with its write-ahead log if it has one. */
export function openSqlReader(
  loadWasm: LoadWasm,
): (bytes: Uint8Array, wal?: Uint8Array) => Promise<Pick<SqlJsDatabase, 'all' | 'close'>> {
  return (bytes, wal = new Uint8Array()) => SqlJsDatabase.open(loadWasm, applyWal(bytes, wal));
}
