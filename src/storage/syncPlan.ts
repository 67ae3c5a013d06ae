import type { LastingName } from './address';
import type { Header } from '../core/header';
import type { StorageErrorCode } from './errors';
import type { Choice } from './syncDecision';
import { decide, followRenamed, sourceOf } from './syncDecision';

/**
 * Of `sources_to_primary` the sources are what plans and runs call the secondary side; it is a one-way sync that, unlike
 * the others, leaves alone what was changed in the primary.
 */
export type SyncDirection =
  'primary_to_secondary' | 'secondary_to_primary' | 'bidirectional' | 'sources_to_primary';

/**
 * What wins when both sides differ and the baseline does not say which one was changed. `newer`: the later one where there
 * is no baseline, else neither; `keep-both`: the later one, and the other is kept under `<key>.conflict-1`; `skip`: neither.
 */
export type ConflictPolicy = 'newer' | 'keep-both' | 'primary' | 'secondary' | 'skip';

/** What a plan must know of a stored result. */
export type SyncItem = Pick<Header, 'id' | 'revision' | 'updatedAt' | 'size'>;

/** What one side holds. */
export interface SyncState {
  readonly items: ReadonlyMap<string, SyncItem>;
  /** Keys whose entries cannot be read, and why. */
  readonly unreadable: ReadonlyMap<string, SyncFault>;
}

export interface SyncFault {
  readonly code: StorageErrorCode;
  readonly message: string;
}

export interface Renamed {
  readonly key: string;
  readonly revision: string;
}

export interface SyncAction {
  readonly kind: 'copy' | 'update' | 'skip-equal' | 'conflict' | 'delete';
  readonly key: string;
  /** The side that is changed; absent when nothing is done. */
  readonly to?: LastingName;
  /** To be written. */
  readonly bytes: number;
  /** Plain words for people. */
  readonly reason: string;
  /** The revision seen in the primary; `null` when the key is absent or damaged there. */
  readonly primary: string | null;
  /** Likewise. */
  readonly secondary: string | null;
  /** The key under which both sides keep the version that loses. */
  readonly keepAs?: string;
  /** Deletes that complete a rename: what was renamed, under its new key. */
  readonly renamedTo?: Renamed;
  /** The entry that is written over is damaged. */
  readonly repairs?: true;
}

export interface SyncFailure {
  readonly key: string;
  readonly message: string;
}

/** What a sync did, in results; `bytes` were written. */
export interface SyncStatistics {
  readonly copied_to_primary: number;
  readonly copied_to_secondary: number;
  readonly updated: number;
  readonly skipped: number;
  /** Left as they are, or kept in both versions. */
  readonly conflicts: number;
  readonly deleted: number;
  readonly failed: number;
  readonly bytes: number;
}

export interface SyncPlan {
  readonly direction: SyncDirection;
  readonly policy: ConflictPolicy;
  /** One per key, sorted by key. */
  readonly actions: readonly SyncAction[];
  /** Keys that nothing can be done about. */
  readonly failures: readonly SyncFailure[];
  /** What a user should know beforehand, one sentence each. */
  readonly notes: readonly string[];
  /** More than half of a side would be deleted: it is run only with `allowMassDelete`. */
  readonly needsConfirmation: boolean;
  /** What a run that meets no failure reports. */
  readonly expected: SyncStatistics;
  /** Names the two places that were looked at. */
  readonly pair: string;
  /** Key → revision after the last sync, of keys that are still somewhere. */
  readonly known: ReadonlyMap<string, string>;
}

export interface PlanInput {
  readonly primary: SyncState;
  readonly secondary: SyncState;
  readonly direction: SyncDirection;
  /** Default: the source of a one-way sync between backends, else `newer`. */
  readonly policy?: ConflictPolicy | undefined;
  /** Key → revision that both sides had after the last sync; without it nothing is deleted. */
  readonly baseline?: ReadonlyMap<string, string> | undefined;
  readonly notes?: readonly string[];
  readonly pair?: string;
}

/** Decides, from headers alone, what a sync is to do. */
export function planSync(input: PlanInput): SyncPlan {
  const { direction, primary, secondary, notes = [], pair = '' } = input;
  const policy = input.policy ?? defaultPolicy(direction);
  const keys = new Set([
    ...primary.items.keys(),
    ...secondary.items.keys(),
    ...primary.unreadable.keys(),
    ...secondary.unreadable.keys(),
  ]);
  const choices = new Map<string, Choice>();
  const failures: SyncFailure[] = [];
  const arrivals = {
    primary: arrivalsOf(primary, input.baseline),
    secondary: arrivalsOf(secondary, input.baseline),
  };
  const context = { ...input, policy, arrivals, reserved: new Set<string>() };
  for (const key of [...keys].sort()) {
    const choice = decide(key, context);
    if (choice === undefined) continue;
    if ('failure' in choice) failures.push({ key, message: choice.failure });
    else choices.set(key, choice);
  }
  const actions = [...choices].map(([key, choice]) =>
    actionOf(key, followRenamed(choice, choices), input),
  );
  return {
    direction,
    policy,
    actions,
    failures,
    notes,
    needsConfirmation:
      deletesMost(actions, 'primary', primary) || deletesMost(actions, 'secondary', secondary),
    expected: expectedStatistics(actions, failures.length),
    pair,
    known: new Map([...(input.baseline ?? [])].filter(([key]) => keys.has(key))),
  };
}

function defaultPolicy(direction: SyncDirection): ConflictPolicy {
  return direction === 'sources_to_primary' ? 'newer' : (sourceOf(direction) ?? 'newer');
}

/** What `action` adds to the statistics when it succeeds. */
export function countsAs(action: SyncAction): keyof SyncStatistics {
  switch (action.kind) {
    case 'copy':
      return action.to === 'primary' ? 'copied_to_primary' : 'copied_to_secondary';
    case 'update':
      return 'updated';
    case 'skip-equal':
      return 'skipped';
    case 'conflict':
      return 'conflicts';
    case 'delete':
      return 'deleted';
  }
}

export const noStatistics: SyncStatistics = {
  copied_to_primary: 0,
  copied_to_secondary: 0,
  updated: 0,
  skipped: 0,
  conflicts: 0,
  deleted: 0,
  failed: 0,
  bytes: 0,
};

function arrivalsOf(
  { items }: SyncState,
  baseline: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, Renamed> {
  const arrived = [...items].filter(([key]) => baseline?.has(key) !== true);
  return new Map(arrived.map(([key, { id, revision }]) => [id, { key, revision }]));
}

function actionOf(key: string, choice: Choice, input: PlanInput): SyncAction {
  const primary = input.primary.items.get(key);
  const secondary = input.secondary.items.get(key);
  const bytes = bytesOf(choice, { primary, secondary }, input);
  return {
    key,
    bytes,
    primary: primary?.revision ?? null,
    secondary: secondary?.revision ?? null,
    ...choice,
  };
}

function bytesOf(
  { kind, to, keepAs }: Choice,
  items: Readonly<Record<LastingName, SyncItem | undefined>>,
  input: PlanInput,
): number {
  if (to === undefined || kind === 'delete') return 0;
  const winner = items[to === 'primary' ? 'secondary' : 'primary']?.size ?? 0;
  if (keepAs === undefined) return winner;
  const loser = items[to];
  if (isBroughtOver(keepAs, loser, input)) return winner;
  const sides = input.direction === 'bidirectional' ? (['primary', 'secondary'] as const) : [to];
  const missing = sides.filter(side => !input[side].items.has(keepAs)).length;
  return winner + missing * (loser?.size ?? 0);
}

/** Whether an interrupted sync has left the version that loses on one side: the key it is kept under is then copied as any other. */
function isBroughtOver(
  keepAs: string,
  loser: SyncItem | undefined,
  { primary, secondary, direction, baseline }: PlanInput,
): boolean {
  const [inPrimary, inSecondary] = [primary.items.has(keepAs), secondary.items.has(keepAs)];
  if (inPrimary === inSecondary) return false;
  const source = sourceOf(direction);
  if (source !== undefined) return source === (inPrimary ? 'primary' : 'secondary');
  return baseline?.get(keepAs) !== loser?.revision;
}

/** A deletion that completes a rename takes nothing away. */
function deletesMost(actions: readonly SyncAction[], side: LastingName, state: SyncState): boolean {
  const isDeletion = ({ kind, to, renamedTo }: SyncAction) =>
    kind === 'delete' && to === side && renamedTo === undefined;
  const count = state.items.size + state.unreadable.size;
  return actions.filter(isDeletion).length > count / 2;
}

function expectedStatistics(actions: readonly SyncAction[], failed: number): SyncStatistics {
  const counts = { ...noStatistics, failed };
  for (const action of actions) {
    counts[countsAs(action)]++;
    counts.bytes += action.bytes;
  }
  return counts;
}
