import initSqlJs from 'sql.js';
import type { Database, SqlJsStatic, Statement } from 'sql.js';
import { StorageError } from '../storage/errors';
import type { SqlRow, SqlSession, SqlValue } from '../storage/ports';
import { plainValue } from './plainValue';
import { withResultCode } from './sqliteError';

/** Reads `sql-wasm.wasm`, which hosts keep in different places. */
export type LoadWasm = () => Promise<Uint8Array>;

/** Statements that stay prepared, the ones used last. */
const maxPrepared = 32;

/** Rows that are fetched at a time where they are walked through. */
const batchRows = 512;

const pragmas: readonly string[] = [
  // A database of somebody else may hold triggers and views; those may not call anything with effects.
  'trusted_schema = OFF',
  // There is no disk under it and nobody beside it; a statement takes a tenth of the time.
  'locking_mode = EXCLUSIVE',
  'synchronous = OFF',
  'journal_mode = MEMORY',
];

/** An SQLite database in this process's memory. All of its methods throw what SQLite reports. */
export class SqlJsDatabase {
  /** By their text; those used last come last. */
  private readonly prepared = new Map<string, Statement>();
  private lostBy: Error | undefined;

  private constructor(
    private readonly database: Database,
    private readonly engine: Engine,
  ) {}

  /**
   * Whether the engine broke off in the middle of something, as damaged content can make it do. Every call fails from then
   * on; the content has to be opened anew. Other databases are not concerned.
   */
  get isLost(): boolean {
    return this.lostBy !== undefined;
  }

  /** @param bytes a database in rollback mode, whose memory is taken over: others may not use it any more. Without it an empty one is made. */
  static async open(loadWasm: LoadWasm, bytes?: Uint8Array): Promise<SqlJsDatabase> {
    return SqlJsDatabase.prepare(loadWasm, bytes, pragmas);
  }

  /** Likewise for reading only: the bytes stay as they are, whatever is asked of the database. */
  static async openReadonly(loadWasm: LoadWasm, bytes?: Uint8Array): Promise<SqlJsDatabase> {
    return SqlJsDatabase.prepare(loadWasm, bytes, [...pragmas, 'query_only = ON']);
  }

  private static async prepare(
    loadWasm: LoadWasm,
    bytes: Uint8Array | undefined,
    settings: readonly string[],
  ): Promise<SqlJsDatabase> {
    const engine = await load(loadWasm);
    const database = new SqlJsDatabase(new engine.Database(bytes && takenOver(bytes)), engine);
    try {
      for (const pragma of settings) database.run(`PRAGMA ${pragma}`);
    } catch (error) {
      // The engine keeps the copy until it is closed, and somebody may try the same file again and again.
      database.close();
      throw error;
    }
    return database;
  }

  /** As a session for those who expect promises. */
  readonly session: SqlSession = {
    all: async (sql, parameters) => this.all(sql, parameters),
    run: async (sql, parameters) => this.run(sql, parameters),
  };

  all(sql: string, parameters: readonly SqlValue[] = []): readonly SqlRow[] {
    return this.withStatement(sql, parameters, statement => {
      const rows: SqlRow[] = [];
      let names: readonly string[] | undefined;
      while (statement.step()) {
        const values = valuesOf(statement);
        // Known only now: a statement is prepared anew when the tables have changed.
        const columns = (names ??= statement.getColumnNames());
        rows.push(Object.fromEntries(columns.map((name, index) => [name, values[index] ?? null])));
      }
      return rows;
    });
  }

  /**
   * The rows of a query one after the other, each as a list of its values: for tables of which no copy in objects should be
   * held. The caller's own failures are not taken for those of the database.
   */
  *rows(sql: string): Generator<readonly SqlValue[]> {
    const statement = this.guarded(() => this.database.prepare(sql));
    try {
      let batch: readonly (readonly SqlValue[])[];
      do {
        batch = this.guarded(() => nextRows(statement));
        yield* batch;
      } while (batch.length === batchRows);
    } finally {
      if (!this.isLost) statement.free();
    }
  }

  run(sql: string, parameters: readonly SqlValue[] = []): number {
    return this.withStatement(sql, parameters, statement => {
      statement.step();
      return this.database.getRowsModified();
    });
  }

  /** A text that differs after anything in the database was changed. */
  changeMark(): string {
    const [row] = this.all(
      'SELECT total_changes() AS changes, schema_version AS schema FROM pragma_schema_version',
    );
    return JSON.stringify(row);
  }

  /** The bytes of the database; not inside a transaction. */
  export(): Uint8Array {
    return this.guarded(() => this.database.export());
  }

  close(): void {
    // What is lost is left where it is: to free it, the engine would have to trust it.
    if (!this.isLost) this.database.close();
  }

  private withStatement<T>(
    sql: string,
    parameters: readonly SqlValue[],
    work: (statement: Statement) => T,
  ): T {
    const statement = this.guarded(() => this.prepared.get(sql) ?? this.database.prepare(sql));
    this.prepared.delete(sql);
    let isSound = false;
    try {
      const value = this.guarded(() => {
        statement.bind([...parameters]);
        return work(statement);
      });
      isSound = true;
      return value;
    } finally {
      if (isSound) this.keep(sql, statement);
      else if (!this.isLost) statement.free();
    }
  }

  /** Calls the engine; when that breaks off instead of reporting a failure, this database is lost and the engine goes on. */
  private guarded<T>(call: () => T): T {
    if (this.lostBy !== undefined) throw this.lostBy;
    const mark = this.engine.stackSave();
    try {
      return call();
    } catch (error) {
      if (!isBreakdown(error)) throw withResultCode(error);
      this.engine.stackRestore(mark);
      this.lostBy = damagedBy(error);
      throw this.lostBy;
    }
  }

  /** Statements live outside the garbage collector's reach, so there is an end to how many are kept. */
  private keep(sql: string, statement: Statement): void {
    // Otherwise it would hold a lock, and what was bound to it.
    statement.reset();
    this.prepared.set(sql, statement);
    const [oldest] = this.prepared;
    if (this.prepared.size <= maxPrepared || oldest === undefined) return;
    this.prepared.delete(oldest[0]);
    oldest[1].free();
  }
}

/** sql.js works on a slice of what it is given, which would be a second copy of the database: here it is the same memory. */
function takenOver({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  const view = (): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);
  return Object.assign(view(), { slice: view });
}

/** The type declarations of sql.js do not know what it shares of its stack. */
interface Engine extends SqlJsStatic {
  stackSave(): number;
  stackRestore(mark: number): void;
}

/** A trap of WebAssembly, or the end of the host's own stack while the engine was at work. */
function isBreakdown(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return error.name === 'RuntimeError' || error instanceof RangeError;
}

function damagedBy(error: Error): Error {
  return Object.assign(new Error(`the engine gave up: ${error.message}`, { cause: error }), {
    errcode: 11,
  });
}

/** sql.js can only be loaded once in a process. */
let loading: Promise<Engine> | undefined;

async function load(loadWasm: LoadWasm): Promise<Engine> {
  loading ??= initialise(loadWasm);
  try {
    return await loading;
  } catch (error) {
    loading = undefined;
    throw new StorageError(
      'unsupported',
      'The database engine sql.js could not be loaded. Install the extension again, or use another backend.',
      { cause: error },
    );
  }
}

async function initialise(loadWasm: LoadWasm): Promise<Engine> {
  const wasmBinary = new Uint8Array(await loadWasm());
  // Otherwise sql.js replaces SQLite's own mathematical functions by older ones and prints warnings.
  const options = { wasmBinary: wasmBinary.buffer, useOldExtensionFunctions: false };
  return (await initSqlJs(options)) as Engine;
}

/** The type declarations of sql.js do not know the option without which integers above 2^53 come out changed. */
interface ExactStatement {
  get(parameters: null, options: { readonly useBigInt: true }): readonly (SqlValue | bigint)[];
}

function valuesOf(statement: Statement): readonly SqlValue[] {
  const values: readonly SqlValue[] = statement.get();
  if (!values.some(isTooLarge)) return values;
  // Only these are worth it: sql.js makes a text of every integer on the way to a bigint.
  const exact = statement as unknown as ExactStatement;
  return exact.get(null, { useBigInt: true }).map(plainValue);
}

/** Whether the value may be an integer that a double does not hold. */
function isTooLarge(value: SqlValue): boolean {
  return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

function nextRows(statement: Statement): readonly (readonly SqlValue[])[] {
  const rows: (readonly SqlValue[])[] = [];
  while (rows.length < batchRows && statement.step()) rows.push(valuesOf(statement));
  return rows;
}
