import type { ColumnType } from '../core/column';
import type { OptimizationResult } from '../core/result';
import type { Direction, Role } from '../core/variables';
import type { OpenSqlReader } from './sqlReader';

/** A file of another tool, read as far as a format needs it. Others may be writing it. */
export interface SourceFile {
  /** Base name, with extension. */
  readonly name: string;
  /** Bytes when it was found; it may have grown since. */
  readonly size: number;
  /** ISO 8601 with milliseconds, UTC. */
  readonly modifiedAt: string;
  /** The first 64 KiB, or all of a shorter file: what detection looks at. */
  readonly head: Uint8Array;
  /** Where it lies. */
  readonly folder: SourceFolder;
  /** All bytes as they are now, in a buffer of its own. */
  read(): Promise<Uint8Array>;
  /**
   * The bytes from `start` (default 0) to the end that the file has now, in pieces of at most 1 MiB, in order. A piece is
   * there only until the next one is asked for: its memory is used again.
   */
  chunks(start?: number): AsyncIterable<Uint8Array>;
}

/** A folder of another tool's files. What is taken out of it counts as part of what is being read. */
export interface SourceFolder {
  /** Base name. */
  readonly name: string;
  /** ISO 8601 with milliseconds, UTC. */
  readonly modifiedAt: string;
  /** What lies in it, sorted by the code units of the names; links are what they lead to. */
  list(): Promise<readonly SourceEntry[]>;
  /** A file in it or below it: names parted by `/`. `undefined` when there is none; also for paths that lead out of it. */
  file(path: string): Promise<SourceFile | undefined>;
  /** Likewise for a folder. */
  folder(path: string): Promise<SourceFolder | undefined>;
}

export interface SourceEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** What formats ask of their host. */
export interface FormatPorts {
  readonly openSqlite: OpenSqlReader;
}

/** How surely a file is of a format. */
export interface Detection {
  /** 0…1; the highest of all formats wins. */
  readonly confidence: number;
  /** Set when the file is of this kind but cannot be read: why, in words that follow the file's name. */
  readonly refusal?: string;
}

/** What a column is for, as the user decided. */
export interface RoleChoice {
  readonly role: Role;
  /** Objectives only; default `minimize`. */
  readonly direction?: Direction;
}

/** Column name → role. Columns that are not named keep the proposed role. */
export type Roles = Readonly<Record<string, RoleChoice>>;

/** What one column seems to be for. */
export interface ProposedColumn extends RoleChoice {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether role or direction was guessed from the name, so that a person should look at it. */
  readonly assumed: boolean;
  /** The first few values, as text. */
  readonly samples: readonly string[];
  readonly missing: number;
}

/** What the columns of a file without roles seem to be for, in file order. */
export interface RoleProposal {
  readonly columns: readonly ProposedColumn[];
  readonly rowCount: number;
}

export interface ReadOptions {
  readonly ports: FormatPorts;
  /** Only for formats with {@link Format.propose}. Default: as proposed. */
  readonly roles?: Roles;
  /** Kept between readings of the same file while it is followed; absent when it is read once. */
  readonly memory?: ReadMemory;
}

/** What a format that reads a growing file from where it left it keeps for the next time. */
export interface ReadMemory {
  last?: object;
}

/** Something in a file that could not be read and was left out. */
export interface Unread {
  /** 1-based line of a text file, or the row or number of the thing as the file counts it. */
  readonly row?: number;
  /** What was expected and what was found, in one sentence. */
  readonly reason: string;
}

/** One result found in a file. */
export interface ImportedResult {
  /** What a key may end with: the study's or file's name, made fit for keys (`/` makes folders). Unique within the file. */
  readonly name: string;
  readonly result: OptimizationResult;
  /** What was assumed, padded or left out, one sentence each; also in the result's metadata as `notes`. */
  readonly notes: readonly string[];
  /** What could not be read; also in the metadata as `unread`. Most files have none. */
  readonly unread?: readonly Unread[];
  /** It is one of ours, stored before: it keeps its id, its birth and what it says of where it came from. */
  readonly isOwn?: true;
}

/**
 * Reads one tool's files, or folders where the tool writes a run as a folder. To add a tool, implement this in a file of
 * its own and name it in `formats.ts`.
 */
export interface Format<Item extends SourceFile | SourceFolder = SourceFile> {
  /** e.g. `optuna-sqlite`. */
  readonly id: string;
  /** For people, e.g. `Optuna database`. */
  readonly title: string;
  /** `many`: any number of results with names of their own, e.g. the studies of a database. */
  readonly holds: 'one' | 'many';
  /** Looks at the content, never at the name alone; `undefined` when the item is not of this kind. Reads little: it is asked of every file. */
  detect(item: Item, ports: FormatPorts): Promise<Detection | undefined>;
  /**
   * For formats that do not say what columns are for: a proposal to put before the user. `undefined` when this file does say.
   * @throws {FormatError} when it cannot be read.
   */
  propose?(item: Item, ports: FormatPorts): Promise<RoleProposal | undefined>;
  /**
   * All results in it, in file order. The same bytes and options always give the same results.
   * @throws {FormatError} when it cannot be read, or `options.roles` does not fit it.
   */
  read(item: Item, options: ReadOptions): Promise<readonly ImportedResult[]>;
}

/** A format whose runs are folders. */
export type FolderFormat = Format<SourceFolder>;
