import type { Files, Lock, OpenSqlDriver } from '../storage/ports';
import { SqlJsDatabase } from './sqlJsDatabase';
import type { LoadWasm } from './sqlJsDatabase';
import { SqlJsFile } from './sqlJsFile';
import { SqlJsMemory } from './sqlJsMemory';
import { takeSnapshot } from './sqliteSnapshot';
import type { DatabasePart, DatabaseParts } from './sqliteSnapshot';

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

/**
 * Opens a copy of another program's database for reading, as {@link takeSnapshot} sees it. Where there is nothing it came
 * from, `bytes` are all there is. They are neither copied nor changed.
 */
export function openSqlReader(
  loadWasm: LoadWasm,
): (bytes: Uint8Array, origin?: Origin) => Promise<Pick<SqlJsDatabase, 'all' | 'rows' | 'close'>> {
  return async (bytes, origin) =>
    SqlJsDatabase.openReadonly(loadWasm, await takeSnapshot(partsOf(bytes, origin), bytes));
}

interface Origin {
  readonly name: string;
  sibling(name: string): Promise<Uint8Array | undefined>;
  pieces(): AsyncIterable<Uint8Array>;
}

function partsOf(bytes: Uint8Array, origin: Origin | undefined): DatabaseParts {
  const read = async (part: DatabasePart): Promise<Uint8Array | undefined> =>
    (await origin?.sibling(`${origin.name}${part}`)) ?? (part === '' ? bytes : undefined);
  // Programs that change several databases at once keep them in one folder, as far as can be seen from here.
  const exists = async (path: string): Promise<boolean> =>
    (await origin?.sibling(path.replace(/^.*[\\/]/u, ''))) !== undefined;
  const pieces = (): AsyncIterable<Uint8Array> => origin?.pieces() ?? onePiece(bytes);
  return { read, pieces, exists };
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
