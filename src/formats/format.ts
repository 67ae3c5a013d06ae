import type { ColumnType } from '../core/column';
import type { OptimizationResult } from '../core/result';
import type { Direction, Role } from '../core/variables';
import type { OpenSqlReader } from './sqlReader';

/** A file to import, with what lies beside it. */
export interface SourceFile {
  /** Base name, with extension. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** ISO 8601 with milliseconds, UTC. */
  readonly modifiedAt: string;
  /** The bytes of another file in the same folder; `undefined` when there is none. */
  sibling(name: string): Promise<Uint8Array | undefined>;
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
}

/** One result found in a file. */
export interface ImportedResult {
  /** What a key may end with: the study's or file's name, made fit for keys (`/` makes folders). */
  readonly name: string;
  readonly result: OptimizationResult;
  /** What was assumed, padded or left out, one sentence each; also kept in the result's metadata as `notes`. */
  readonly notes: readonly string[];
}

/** Reads one tool's files. To add a tool, implement this in a file of its own and name it in `formats.ts`. */
export interface Format {
  /** e.g. `optuna-sqlite`. */
  readonly id: string;
  /** For people, e.g. `Optuna database`. */
  readonly title: string;
  /** Looks at the content, never at the name alone; `undefined` when the file is not of this kind. */
  detect(file: SourceFile, ports: FormatPorts): Promise<Detection | undefined>;
  /**
   * For formats that do not say what columns are for: a proposal to put before the user. `undefined` when this file does say.
   * @throws {FormatError} when the file cannot be read.
   */
  propose?(file: SourceFile, ports: FormatPorts): Promise<RoleProposal | undefined>;
  /**
   * All results in the file, in file order.
   * @throws {FormatError} when the file cannot be read, or `options.roles` does not fit it.
   */
  read(file: SourceFile, options: ReadOptions): Promise<readonly ImportedResult[]>;
}
