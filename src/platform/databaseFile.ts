import { StorageError, isStorageError } from '../storage/errors';
import type { Files } from '../storage/ports';
import { deleteStaleTemporaries } from '../storage/temporaryFiles';
import { changeCounterOf, noteChange } from './sqliteFile';
import { takeSnapshot } from './sqliteSnapshot';
import { inTransactionError, stateOf } from './sqliteState';
import type { DatabaseState } from './sqliteState';
import { folderOf } from './watchDatabase';

/** Measured: a save takes about 4 ms for each MB of the database, and memory twice its size. */
const warnBytes = 50 * 2 ** 20;
const maxBytes = 500 * 2 ** 20;
const pieceBytes = 2 ** 20;
/** How long another program's transaction is waited for, and how often it is looked at. */
const maxWaitMs = 1_000;
const pauseMs = 25;

export interface Replaced {
  readonly state: DatabaseState;
  /** Whether it is the state of what was written, and not of what somebody wrote after that. */
  readonly isOurs: boolean;
}

/** The file of a database that is read as a whole and replaced as a whole, beside programs that write in it. */
export class DatabaseFile {
  private hasTidied = false;

  constructor(
    private readonly files: Files,
    readonly path: string,
  ) {}

  state(): Promise<DatabaseState> {
    return stateOf(this.files, this.path);
  }

  /**
   * As the last transaction left it that was committed; `undefined` when there is none or an empty file.
   * @throws {StorageError} `unsupported`, `corrupt`, `busy`
   */
  async read(state: DatabaseState): Promise<Uint8Array | undefined> {
    this.checkSize(state.bytes);
    try {
      return await takeSnapshot({
        read: part => this.files.read(this.path + part),
        pieces: () => piecesOf(this.files, this.path),
        readStart: (part, length) => this.files.readRange(this.path + part, 0, length),
        exists: async path => (await this.files.stat(path)) !== undefined,
      });
    } catch (error) {
      if (!isStorageError(error)) throw error;
      const message = `The database ${this.path} cannot be read. ${error.message}`;
      throw new StorageError(error.code, message, { cause: error });
    }
  }

  /**
   * Puts `bytes` in the place of what was there in a state, and returns the new state. `undefined` when something else is
   * there now, or when somebody is about to change it: then nothing was written. Between the last look and the renaming
   * lies about a millisecond, in which a transaction of another program can begin and so be lost.
   * @throws {StorageError} `busy` beside a log, `unsupported`, and what writing throws.
   */
  async replace(bytes: Uint8Array, expected: DatabaseState): Promise<Replaced | undefined> {
    this.checkSize(bytes.length);
    if (expected.hasWal) throw this.hasWalError();
    await this.deleteLeftovers();
    noteChange(bytes, expected.changeCounter);
    const batch = this.files.batch();
    const staged = await batch.stage(this.path, bytes);
    try {
      const now = await this.state();
      if (now.hasWal) throw this.hasWalError();
      if (now.isInTransaction || now.signature !== expected.signature) {
        await staged.discard();
        return undefined;
      }
      await staged.place(this.path);
    } catch (error) {
      await staged.discard();
      throw error;
    }
    await batch.flush();
    const state = await this.state();
    const isOurs =
      state.inode === staged.stat.inode && state.changeCounter === changeCounterOf(bytes);
    return { state, isOurs };
  }

  /**
   * Waits until no other program is in a transaction: its journal would be played back into a new file.
   * @throws {StorageError} `busy` when that takes long.
   */
  async waitForOthers(): Promise<void> {
    const deadline = performance.now() + maxWaitMs;
    while ((await this.state()).isInTransaction) {
      if (performance.now() > deadline) throw inTransactionError(this.path);
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
  }

  /** What a user should know, one sentence each. */
  async warnings(): Promise<readonly string[]> {
    const { size = 0, hasWal } = await this.state();
    const warnings: string[] = [];
    if (size > warnBytes) {
      warnings.push(
        `The database has ${megabytes(size)} MB. The engine sql.js writes all of it at every save and stops at ${megabytes(maxBytes)} MB; the engine node:sqlite or a folder does better.`,
      );
    }
    if (hasWal) {
      warnings.push(
        'Another program has the database open with a write-ahead log. The engine sql.js can read it, but not change it until that program has closed it.',
      );
    }
    return warnings;
  }

  /** Removes what interrupted writes of this database left. */
  private async deleteLeftovers(): Promise<void> {
    if (this.hasTidied) return;
    this.hasTidied = true;
    const folder = folderOf(this.path);
    const entries = (await this.files.list(folder)) ?? [];
    const start = `.${this.path.slice(folder.length + 1)}`;
    const names = entries.map(({ name }) => name).filter(name => name.startsWith(start));
    await deleteStaleTemporaries(this.files, folder, names);
  }

  private checkSize(bytes: number): void {
    if (bytes <= maxBytes) return;
    throw new StorageError(
      'unsupported',
      `The database ${this.path} has ${megabytes(bytes)} MB, the engine sql.js handles up to ${megabytes(maxBytes)} MB. Use the engine node:sqlite or a folder.`,
    );
  }

  private hasWalError(): StorageError {
    return new StorageError(
      'busy',
      `Another program has the database ${this.path} open with a write-ahead log (${this.path}-wal), so the engine sql.js cannot change it without losing data. Close that program, or use the engine node:sqlite.`,
    );
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

/** None when there is no file. */
async function* piecesOf(files: Files, path: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; ;) {
    const piece = await files.readRange(path, at, pieceBytes);
    if (piece === undefined || piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}
