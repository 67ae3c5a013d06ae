import type { ArtifactHead } from '../core/header';
import type { JsonObject } from '../core/json';
import type { ResultSet } from '../core/resultSet';
import type { RoleProposal, Roles, Unread } from '../formats/format';
import type { Look } from './openedFile';

/** A format as it is told to others. */
export interface FormatSummary {
  /** e.g. `optuna-sqlite`. */
  readonly id: string;
  /** For people, e.g. `Optuna database`. */
  readonly title: string;
  readonly holds: 'one' | 'many';
}

/** What is at a path, found without reading much of it. */
export type Probe = {
  readonly isFolder: boolean;
} & (
  | { readonly kind: 'known'; readonly format: FormatSummary }
  /** Of a known kind, but it cannot be read; `reason` is a whole sentence. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Of no known tool, or a folder like any other. */
  | { readonly kind: 'other' }
);

/** File kind, as `fileKind` names it → the roles that were chosen for such files. */
export type RememberedRoles = Readonly<Record<string, Roles>>;

/** A stored version of a result: its birth and what somebody added to it are handed on to the next one. */
export interface EarlierVersion {
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly metadata: JsonObject;
  readonly resultSets: readonly ResultSet[];
}

export interface ReadRequest {
  /** For this very file; before what is remembered. */
  readonly roles?: Roles | undefined;
  readonly remembered?: RememberedRoles | undefined;
  /** ISO 8601: when its results are imported. Put beside where they come from. */
  readonly importedAt?: string | undefined;
  /** What is stored and would be replaced: id → version. */
  readonly earlier?: Readonly<Record<string, EarlierVersion>> | undefined;
  /** Gives every result an id of its own, so that it replaces nothing. */
  readonly isNew?: boolean | undefined;
  /** Keeps what a later reading of the same path can go on from. Default false. */
  readonly isFollowed?: boolean | undefined;
  /** Stops the reading. */
  readonly signal?: AbortSignal | undefined;
  /** Told now and then how many bytes of how many were read. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What a file does not say and a person should: what its columns are for. */
export interface Question {
  /** Names files of this kind, so that the answer is given once for all. */
  readonly kind: string;
  readonly proposal: RoleProposal;
  /** Whether the roles were given with the request; else the proposed ones were taken for granted. */
  readonly isAnswered: boolean;
}

/** One result, ready to be stored. */
export interface ReadResult {
  /** Unique among the results of the path. */
  readonly name: string;
  readonly head: ArtifactHead;
  /** The artifact. */
  readonly bytes: Uint8Array;
  readonly notes: readonly string[];
  /** What could not be read. */
  readonly unread: readonly Unread[];
}

export interface SourceReading {
  readonly format: FormatSummary;
  /** Absent when the file says itself what its columns are for. */
  readonly question?: Question | undefined;
  /** Every path that was looked at, and what was there then: while all are the same, so are the results. */
  readonly looks: readonly Look[];
  /** In the order of the file. */
  readonly results: readonly ReadResult[];
}

/**
 * Reads files and folders of other tools. The same bytes at the same path with the same request give the same results,
 * with the same ids and revisions: an id is made from path and name, a revision from the content.
 *
 * All methods throw a {@link FormatError} when the file cannot be read, `StorageError` `unavailable` when the disk fails,
 * `cancelled` when the signal stopped it, `not-found` when nothing is at the path, and `unsupported` when it is the database
 * of a backend.
 */
export interface SourceReader {
  probe(path: string): Promise<Probe>;
  /** What the file or folder at `path` asks; `undefined` when nothing. */
  question(
    path: string,
    request?: Pick<ReadRequest, 'remembered' | 'signal'>,
  ): Promise<Question | undefined>;
  read(path: string, request?: ReadRequest): Promise<SourceReading>;
  /** Frees what was kept for following the path. */
  forget(path: string): void;
  close(): Promise<void>;
}
