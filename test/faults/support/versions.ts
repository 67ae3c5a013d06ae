import type { LastingName } from '../../../src/storage/address';
import type { StorageBackend } from '../../../src/storage/backend';
import type { SyncPlan } from '../../../src/storage/syncPlan';
import { sideOf, slotOf } from './contents';

/** Where versions are: `side key` → revision. */
export type Places = ReadonlyMap<string, string>;

export type Sides = Readonly<Record<LastingName, StorageBackend>>;

/** What both sides hold now. */
export async function placesOf(sides: Sides): Promise<Places> {
  const places = new Map<string, string>();
  for (const side of ['primary', 'secondary'] as const) {
    for (const key of await sides[side].list()) {
      const revision = (await sides[side].header(key))?.revision;
      if (revision !== undefined) places.set(slotOf(side, key), revision);
    }
  }
  return places;
}

/** The sync that was run, and what it knew of the last one: key → revision. */
interface Context {
  readonly plan: SyncPlan;
  readonly known: ReadonlyMap<string, string>;
}

/** Remembers what became of every version by the hands of users, to tell what a sync may remove from what it loses. */
export class Versions {
  /** Version → those that users made of it. */
  private readonly successors = new Map<string, string[]>();
  /** Those that users deleted, and those that a sync had the right to remove. */
  private readonly gone = new Set<string>();
  private readonly times = new Map<string, string>();

  /** A user put `next` in the place of `previous`. */
  made(next: { readonly revision: string; readonly updatedAt: string }, previous?: string): void {
    this.times.set(next.revision, next.updatedAt);
    if (previous === undefined) return;
    this.successors.set(previous, [...(this.successors.get(previous) ?? []), next.revision]);
  }

  deleted(revision: string | undefined): void {
    if (revision !== undefined) this.gone.add(revision);
  }

  /** Versions that were somewhere before a sync and should be still, as sentences. */
  lost(before: Places, after: Places, { plan, known }: Context): readonly string[] {
    const present = new Set(after.values());
    for (const [slot, revision] of before) {
      const winner = after.get(slot);
      if (winner === undefined || winner === revision) continue;
      if (this.mayReplace({ slot, revision, winner }, { plan, known })) this.gone.add(revision);
    }
    return [...before]
      .filter(([, revision]) => !present.has(revision) && !this.isSuperseded(revision, present))
      .map(([slot, revision]) => `${slot} had ${revision}, which is nowhere now`);
  }

  /** Whether a sync may write `winner` over what is there without keeping that. */
  private mayReplace(
    { slot, revision, winner }: Record<'slot' | 'revision' | 'winner', string>,
    { plan, known }: Context,
  ): boolean {
    // A one-way sync makes its target like its source.
    if (plan.direction !== 'bidirectional') return plan.direction.endsWith(sideOf(slot));
    const isOlder = (this.times.get(revision) ?? '') < (this.times.get(winner) ?? '');
    return plan.policy === 'newer' && isOlder && !known.has(slot.slice(slot.indexOf(' ') + 1));
  }

  /** Whether users replaced it by something that is there, or deleted it or what they made of it. */
  private isSuperseded(revision: string, present: ReadonlySet<string>): boolean {
    if (this.gone.has(revision)) return true;
    const successors = this.successors.get(revision) ?? [];
    return successors.some(next => present.has(next) || this.isSuperseded(next, present));
  }
}
