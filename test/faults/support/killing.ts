import os from 'node:os';
import path from 'node:path';
import type { Random } from '../../unit/support/random';
import { outFolder } from '../../vscode/repository';
import type { Operation } from './operations';
import { contentsAfter } from './operations';
import { checkRecovery } from './recovery';
import type { Layout, PlaceKind } from './places';
import { Store } from './store';
import { checkTakingAllBack } from './takingBack';
import type { WorkerOutcome } from './workerProcess';

/** Something that a process is killed in the middle of. */
export interface Story {
  readonly name: string;
  /** What is there before, from processes that ended well. */
  readonly before: readonly Operation[];
  readonly operations: readonly Operation[];
  /** The only kinds of place that it is about. */
  readonly only?: readonly PlaceKind[];
  /** Spoils what a backend, which is closed and has its folder for itself, notes beside its entries. */
  readonly spoil?: (folder: string, kind: PlaceKind) => Promise<void>;
}

let kills = 0;

/** How many processes were killed and recovered from so far. */
export function killCount(): number {
  return kills;
}

/**
 * The points at which a process that passes `count` of them is killed: about `most` in equal distances, which start
 * elsewhere with every seed.
 */
export function pointsAmong(count: number, most: number, random: Random): readonly number[] {
  const stride = Math.max(1, Math.ceil(count / most));
  const offset = random.below(stride);
  const all = Array.from({ length: count }, (_, index) => index + 1);
  return all.filter((_, index) => index % stride === offset);
}

/** As many stores at the same time as there are processors. */
const lanes = Math.min(4, os.availableParallelism());

/**
 * Does `work` for every item, some at a time, each with a store of its own that is as `story` begins. When one fails, its
 * store is kept for a look and the error says where.
 */
export async function onStores<T>(
  { layout, story }: { readonly layout: Layout; readonly story: Omit<Story, 'operations'> },
  items: readonly T[],
  work: (store: Store, item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items].reverse();
  let hasFailed = false;
  const lane = async (): Promise<void> => {
    const store = await Store.make(layout);
    try {
      await store.prepare(story);
      for (let item = waiting.pop(); item !== undefined && !hasFailed; item = waiting.pop()) {
        await store.reset();
        await work(store, item);
      }
    } catch (error) {
      if (hasFailed) return;
      hasFailed = true;
      throw await withEvidence(error, store, `${story.name} ${JSON.stringify(layout)}`);
    } finally {
      await store.remove();
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}

/** Checks what `outcome` left of `operations`; a process that was not killed has done them all. */
export async function checkAfter(
  store: Store,
  operations: readonly Operation[],
  outcome: WorkerOutcome,
): Promise<void> {
  const [failure] = outcome.failures;
  if (failure !== undefined) throw new Error(`The process failed: ${failure.message}`);
  if (outcome.steps === undefined) kills++;
  else await store.onceMore(() => checkTakingAllBack(store, operations));
  let acknowledged = store.contents;
  for (const operation of operations.slice(0, outcome.acknowledged)) {
    acknowledged = contentsAfter(acknowledged, operation, store.sides);
  }
  const interrupted = operations[outcome.acknowledged];
  await checkRecovery(store, { acknowledged, interrupted });
}

async function withEvidence(error: unknown, store: Store, name: string): Promise<unknown> {
  const folder = path.join(outFolder, 'faults', 'failed', name.replace(/[^\w-]+/gu, '-'));
  const files = (await store.files()).join('\n  ');
  await store.keepFor(folder);
  if (error instanceof Error) error.message += `\nThe store is kept in ${folder}:\n  ${files}`;
  return error;
}
