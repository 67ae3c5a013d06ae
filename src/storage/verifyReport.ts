import type { BackendName, LastingName } from './address';
import type { StorageType } from './backend';
import type { StorageErrorCode } from './errors';

/** What a verification can find. */
export type FindingKind =
  /** The artifact's bytes are not what was once written. */
  | 'damaged'
  /** A sound file that this program cannot read: somebody else's, or a newer program's. */
  | 'unsupported'
  /** What is noted of an artifact is not what it says itself. */
  | 'header-differs'
  /** A column, or what is noted of the artifact, has another number of rows than the artifact. */
  | 'row-count'
  /** Two different artifacts carry one revision, which means equal bytes everywhere else. */
  | 'duplicate-revision'
  /** The same artifact is there under two keys, as a copied file is. */
  | 'copied'
  /** What a backend notes beside its entries is not so. */
  | 'index'
  /** A database as a whole is damaged. */
  | 'database'
  /** The two backends hold different content under one key. */
  | 'replica-differs'
  /** Only one of the two backends has the key. */
  | 'replica-missing'
  /** It could not be looked at. */
  | 'unreachable';

/** Something that can be done about a finding. None of them deletes anything. */
export type VerifyFix = RestoreFix | RebuildFix | QuarantineFix;

/** Puts a sound replica in the place of a damaged entry, which goes into the quarantine. */
export interface RestoreFix {
  readonly action: 'restore';
  readonly backend: LastingName;
  readonly key: string;
  /** Which one holds the sound replica. */
  readonly from: BackendName;
  /** Whether the replica is the very version that was damaged, so that nobody needs to look at it first. */
  readonly isSafe: boolean;
}

/** Makes anew what a backend notes beside its entries. */
export interface RebuildFix {
  readonly action: 'rebuild';
  readonly backend: LastingName;
  readonly isSafe: true;
}

/** Moves a damaged entry out of the way. */
export interface QuarantineFix {
  readonly action: 'quarantine';
  readonly backend: LastingName;
  readonly key: string;
  readonly isSafe: false;
}

export interface VerifyFinding {
  readonly backend: LastingName;
  /** Absent when it is about the backend as a whole. */
  readonly key?: string;
  readonly kind: FindingKind;
  /** Whether something is wrong; otherwise it is only good to know. */
  readonly isFault: boolean;
  /** What was expected and what was found, and what a person can do where no fix can. */
  readonly message: string;
  /** The best one first. */
  readonly fixes: readonly VerifyFix[];
}

/** What became of the entries of one backend: each counts once. */
export interface VerifiedCounts {
  /** Verified byte for byte and decoded. */
  readonly sound: number;
  readonly damaged: number;
  /** Sound files that this program cannot read. */
  readonly unsupported: number;
  /** Not looked at, because the backend did not answer. */
  readonly unreachable: number;
}

export interface VerifiedBackend extends VerifiedCounts {
  readonly type: StorageType;
  /** For people; without secrets. */
  readonly location: string;
  /** How many entries were looked at: all but the unreachable ones. */
  readonly checked: number;
  /** Bytes of the artifacts that were found sound. */
  readonly bytes: number;
  /** Why the backend as a whole could not be verified. */
  readonly error?: { readonly code: StorageErrorCode; readonly message: string };
}

/** What a verification found; plain data. */
export interface VerifyReport {
  readonly primary: VerifiedBackend;
  readonly secondary?: VerifiedBackend;
  /** By key, those about a backend as a whole first. */
  readonly findings: readonly VerifyFinding[];
  /** Whether it was stopped before the end. */
  readonly cancelled: boolean;
}

/** How far a verification is, after each result. */
export interface VerifyProgress {
  readonly done: number;
  readonly total: number;
  /** The result just looked at. */
  readonly key: string;
}

export interface VerifyOptions {
  /** Stops between two results. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: VerifyProgress) => void) | undefined;
}

/** Whether nothing is wrong and everything was looked at. */
export function isSound({ primary, secondary, findings, cancelled }: VerifyReport): boolean {
  const isOutOfReach = primary.error !== undefined || secondary?.error !== undefined;
  return !cancelled && !isOutOfReach && !findings.some(({ isFault }) => isFault);
}

/** Every fix that a report proposes, each once. */
export function fixesOf({ findings }: VerifyReport): readonly VerifyFix[] {
  const fixes = new Map<string, VerifyFix>();
  for (const fix of findings.flatMap(finding => finding.fixes)) {
    fixes.set(JSON.stringify(fix), fix);
  }
  return [...fixes.values()];
}
