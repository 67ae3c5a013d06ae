import type { LastingName } from './address';
import { conflictKey } from './conflictKey';
import type {
  ConflictPolicy,
  PlanInput,
  Renamed,
  SyncAction,
  SyncDirection,
  SyncFault,
  SyncItem,
} from './syncPlan';

/** What is to be done about one key, and why. */
export type Choice = Pick<
  SyncAction,
  'kind' | 'to' | 'reason' | 'keepAs' | 'renamedTo' | 'repairs'
>;

export interface SyncContext extends PlanInput {
  readonly policy: ConflictPolicy;
  /** Per side: id → what is there under a key that the last sync did not know. */
  readonly arrivals: Readonly<Record<LastingName, ReadonlyMap<string, Renamed>>>;
  /** Keys that this plan gives to versions that lose. */
  readonly reserved: Set<string>;
}

/** Decides about `key`; `undefined` when this direction leaves it alone. */
export function decide(
  key: string,
  context: SyncContext,
): Choice | { readonly failure: string } | undefined {
  const primary = context.primary.items.get(key);
  const secondary = context.secondary.items.get(key);
  const damagedPrimary = context.primary.unreadable.get(key);
  const damagedSecondary = context.secondary.unreadable.get(key);
  if (damagedPrimary && damagedSecondary) {
    return {
      failure: `${unreadable(context, 'primary', damagedPrimary)} ${unreadable(context, 'secondary', damagedSecondary)}`,
    };
  }
  if (damagedPrimary) return decideDamaged(context, 'primary', damagedPrimary, secondary);
  if (damagedSecondary) return decideDamaged(context, 'secondary', damagedSecondary, primary);
  if (primary && secondary) return decideBoth(key, context, { primary, secondary });
  if (primary) return decideLone(key, context, 'primary', primary);
  return secondary && decideLone(key, context, 'secondary', secondary);
}

/**
 * Of a deletion that completes a rename: what is to be done when the new key is contested, so that the renamed version
 * stays somewhere on both sides.
 */
export function followRenamed(choice: Choice, choices: ReadonlyMap<string, Choice>): Choice {
  const { to, renamedTo } = choice;
  if (to === undefined || renamedTo === undefined) return choice;
  const missing = other(to);
  const contest = choices.get(renamedTo.key);
  const what = `renamed to "${renamedTo.key}" in the ${missing}`;
  if (contest?.kind === 'conflict' && contest.to === undefined) {
    return { kind: 'conflict', reason: `${what}, which is in conflict; nothing is done` };
  }
  if (contest?.to !== missing) return choice;
  const { keepAs } = contest;
  if (keepAs !== undefined) return { ...choice, renamedTo: { ...renamedTo, key: keepAs } };
  return { kind: 'copy', to: missing, reason: `${what}, where another result takes that key` };
}

function decideDamaged(
  context: SyncContext,
  side: LastingName,
  fault: SyncFault,
  replica: SyncItem | undefined,
): Choice | { readonly failure: string } {
  const failure = unreadable(context, side, fault);
  const [place, copy] = [side, other(side)].map(name => sideName(context.direction, name));
  // Only what is known to be damaged is written over: what cannot be read just now may be sound.
  if (replica === undefined || fault.code !== 'corrupt') return { failure };
  if (!mayWrite(context, side)) {
    return {
      failure: `${failure} The ${copy} has a sound copy; synchronise towards the ${place} to repair it.`,
    };
  }
  const reason = `damaged in the ${place} (${fault.message}), repaired from the ${copy}`;
  return { kind: 'update', to: side, reason, repairs: true };
}

function decideBoth(
  key: string,
  context: SyncContext,
  items: { readonly primary: SyncItem; readonly secondary: SyncItem },
): Choice {
  const { primary, secondary } = items;
  if (primary.revision === secondary.revision) {
    return { kind: 'skip-equal', reason: 'the same on both sides' };
  }
  const source = sourceOf(context.direction);
  if (source !== undefined && context.policy === source) {
    return update(context, source, `differs, and the ${source} is the source`);
  }
  const known = context.baseline?.get(key);
  const newer = newerOf(primary, secondary);
  if (known === undefined && newer !== undefined && context.policy === 'newer') {
    return update(context, newer, `newer in the ${sideName(context.direction, newer)}`);
  }
  for (const side of ['secondary', 'primary'] as const) {
    if (known === items[other(side)].revision)
      return update(context, side, changedOnly(context, side));
  }
  const reason =
    known !== undefined
      ? 'changed on both sides since the last sync'
      : newer === undefined
        ? 'differs, with the same time on both sides'
        : `differs, newer in the ${sideName(context.direction, newer)}`;
  return contested(key, context, { ...items, reason, newer: newer ?? 'primary' });
}

interface Contest {
  readonly primary: SyncItem;
  readonly secondary: SyncItem;
  readonly reason: string;
  /** The winner where both are kept. */
  readonly newer: LastingName;
}

function contested(key: string, context: SyncContext, contest: Contest): Choice {
  const { reason } = contest;
  switch (context.policy) {
    case 'newer':
    case 'skip':
      return { kind: 'conflict', reason: `${reason}; nothing is written over` };
    case 'primary':
    case 'secondary':
      return update(context, context.policy, `${reason}; the ${context.policy} wins`);
    case 'keep-both': {
      // A one-way sync writes to one side only, so there the source's version takes the key.
      const winner = sourceOf(context.direction) ?? contest.newer;
      const loser = other(winner);
      const keepAs = keptKey(key, contest[loser].revision, context);
      const kept = `the ${winner}'s version keeps the key, the ${loser}'s is kept as "${keepAs}"`;
      return { kind: 'conflict', to: loser, reason: `${reason}; ${kept}`, keepAs };
    }
  }
}

/**
 * The key for a version that loses: one that is free on both sides, or that holds this very version from a run that was
 * interrupted.
 */
function keptKey(key: string, revision: string, context: SyncContext): string {
  const { primary, secondary, reserved } = context;
  const fits = (candidate: string) =>
    !reserved.has(candidate) &&
    [primary, secondary].every(
      ({ items, unreadable }) =>
        !unreadable.has(candidate) && (items.get(candidate)?.revision ?? revision) === revision,
    );
  let number = 1;
  while (!fits(conflictKey(key, number))) number++;
  reserved.add(conflictKey(key, number));
  return conflictKey(key, number);
}

/** Only `side` has the key. */
function decideLone(
  key: string,
  context: SyncContext,
  side: LastingName,
  item: SyncItem,
): Choice | undefined {
  const source = sourceOf(context.direction);
  const missing = other(side);
  const copy: Choice = {
    kind: 'copy',
    to: missing,
    reason: `only in the ${sideName(context.direction, side)}`,
  };
  // A one-way sync adds to its target and never deletes there: the target may be kept as an archive.
  if (source !== undefined) return side === source ? copy : undefined;
  const known = context.baseline?.get(key);
  if (known === undefined) return copy;
  if (known === item.revision) {
    const renamedTo = context.arrivals[missing].get(item.id);
    const what = renamedTo === undefined ? 'deleted' : `renamed to "${renamedTo.key}"`;
    const reason = `${what} in the ${missing} since the last sync`;
    return { kind: 'delete', to: side, reason, ...(renamedTo !== undefined && { renamedTo }) };
  }
  const reason = `deleted in the ${missing}, but changed in the ${side} since the last sync`;
  switch (context.policy) {
    case 'newer':
    case 'skip':
      return { kind: 'conflict', reason: `${reason}; nothing is done` };
    case missing:
      return { kind: 'delete', to: side, reason: `${reason}; the ${missing} wins` };
    default:
      return { ...copy, reason: `${reason}; the changed version is kept` };
  }
}

/** The winner's version goes to the other side, if this direction writes there. */
function update(context: SyncContext, winner: LastingName, reason: string): Choice {
  const to = other(winner);
  if (mayWrite(context, to)) return { kind: 'update', to, reason };
  return { kind: 'conflict', reason: `${reason}; this sync writes only to the ${winner}` };
}

function newerOf(primary: SyncItem, secondary: SyncItem): LastingName | undefined {
  if (primary.updatedAt === secondary.updatedAt) return undefined;
  return primary.updatedAt > secondary.updatedAt ? 'primary' : 'secondary';
}

/** The side that wins whatever the other one holds; none when a sync goes both ways. */
export function sourceOf(direction: SyncDirection): LastingName | undefined {
  switch (direction) {
    case 'primary_to_secondary':
      return 'primary';
    case 'secondary_to_primary':
    case 'sources_to_primary':
      return 'secondary';
    case 'bidirectional':
      return undefined;
  }
}

/** What a side is called in words. */
export function sideName(direction: SyncDirection, side: LastingName): string {
  return direction === 'sources_to_primary' && side === 'secondary' ? 'sources' : side;
}

function mayWrite(context: PlanInput, side: LastingName): boolean {
  return sourceOf(context.direction) !== side;
}

function other(side: LastingName): LastingName {
  return side === 'primary' ? 'secondary' : 'primary';
}

function changedOnly({ direction }: PlanInput, side: LastingName): string {
  return `changed in the ${sideName(direction, side)} only since the last sync`;
}

function unreadable({ direction }: PlanInput, side: LastingName, { message }: SyncFault): string {
  return `Cannot be read in the ${sideName(direction, side)}: ${message}`;
}
