import type { BaselineStore } from './baseline';
import type { Changes } from './changes';
import { isStorageError, StorageError } from './errors';
import { KeyedQueue } from './keyedQueue';
import { placeIdentity } from './placeIdentity';
import type { Stores } from './stores';
import type { ConflictPolicy, SyncDirection, SyncPlan, SyncStatistics } from './syncPlan';
import { planSync } from './syncPlan';
import type { SyncReport, SyncRunOptions } from './syncRun';
import { runSync } from './syncRun';
import type { SyncSides } from './syncAction';
import { readState } from './syncState';

export interface PlanOptions {
  readonly policy?: ConflictPolicy | undefined;
  /** Stops it. */
  readonly signal?: AbortSignal | undefined;
}

export interface SyncOptions extends PlanOptions, SyncRunOptions {}

/** The syncs of a manager: one at a time, each compared with what the last one left. */
export class SyncSession {
  private readonly queue = new KeyedQueue();

  constructor(
    private readonly stores: Stores,
    private readonly store: BaselineStore | undefined,
    private readonly changes: Changes,
  ) {}

  async plan(
    direction: SyncDirection = 'primary_to_secondary',
    { policy, signal }: PlanOptions = {},
  ): Promise<SyncPlan> {
    this.stores.checkOpen();
    const sides = this.sides(direction);
    const pair = await pairOf(sides);
    const { baseline, notes } = await this.baselineOf(pair, direction);
    const [primary, secondary] = await Promise.all([
      readState(sides.primary, signal),
      readState(sides.secondary, signal),
    ]);
    return planSync({ primary, secondary, direction, policy, baseline, notes, pair: pair.id });
  }

  run(plan: SyncPlan, options: SyncRunOptions): Promise<SyncReport> {
    return this.alone(() => this.runPlan(plan, options));
  }

  /** @throws {StorageError} `cancelled` when the signal stopped it. */
  async planAndRun(direction?: SyncDirection, options: SyncOptions = {}): Promise<SyncStatistics> {
    const { statistics, cancelled } = await this.alone(async () =>
      this.runPlan(await this.plan(direction, options), options),
    );
    if (!cancelled) return statistics;
    throw new StorageError('cancelled', 'The sync was stopped. The next one does the rest.');
  }

  /** Takes keys out of what the next sync compares with: what an undo did to them is no decision about either side. */
  forget(keys: readonly string[]): Promise<void> {
    return this.alone(async () => {
      if (this.store === undefined || this.stores.secondary === undefined) return;
      const pair = await pairOf(this.sides('bidirectional'));
      const baseline = new Map((await this.baselineOf(pair, 'bidirectional')).baseline);
      const known = keys.filter(key => baseline.delete(key));
      if (known.length > 0) await this.store.save(pair.id, baseline);
    });
  }

  /** Resolves when no sync is under way. */
  finished(): Promise<void> {
    return this.alone(() => Promise.resolve());
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    return this.queue.runAlone(work);
  }

  private async runPlan(plan: SyncPlan, options: SyncRunOptions): Promise<SyncReport> {
    const { stores } = this;
    stores.checkOpen();
    const sides = this.sides(plan.direction);
    const { lifetime } = stores;
    const pair = await pairOf(sides);
    if (pair.id !== plan.pair) {
      throw new StorageError(
        'conflict',
        'The storage was configured anew after this sync was planned. Plan it again.',
      );
    }
    const { baseline, ...report } = await this.changes.within(options, 'Sync', change =>
      runSync(plan, {
        ...options,
        ...sides,
        change,
        signal: options.signal ? AbortSignal.any([options.signal, lifetime]) : lifetime,
        exclusively: (keys, work) => stores.run(keys, work),
        didWrite: async keys => {
          for (const key of keys) await stores.cache?.delete(key);
        },
      }),
    );
    const notes = await this.remember(pair, baseline);
    return { ...report, notes: [...report.notes, ...notes] };
  }

  private sides(direction: SyncDirection): SyncSides {
    const { primary, codec } = this.stores;
    const secondaryName = direction === 'sources_to_primary' ? 'sources' : 'secondary';
    return { primary, secondary: this.stores.get(secondaryName), codec, secondaryName };
  }

  private async baselineOf(
    pair: Pair,
    direction: SyncDirection,
  ): Promise<{ baseline?: ReadonlyMap<string, string>; notes: readonly string[] }> {
    const comeBack = 'results deleted or renamed on one side since the last sync come back';
    const { volatile } = pair;
    if (volatile !== undefined) {
      const isTold = direction === 'bidirectional';
      const note = `The ${volatile} keeps nothing between sessions, so ${comeBack}.`;
      return { notes: isTold ? [note] : [] };
    }
    if (this.store === undefined) return { notes: [] };
    try {
      return { baseline: await this.store.load(pair.id), notes: [] };
    } catch (error) {
      if (!isStorageError(error)) throw error;
      return {
        notes: [`What the last sync left cannot be read, so ${comeBack}: ${error.message}`],
      };
    }
  }

  /** The sync itself is done: that it cannot be remembered is said, but does not make it fail. */
  private async remember(
    pair: Pair,
    baseline: ReadonlyMap<string, string>,
  ): Promise<readonly string[]> {
    if (pair.volatile !== undefined) return [];
    try {
      await this.store?.save(pair.id, baseline);
      return [];
    } catch (error) {
      if (!isStorageError(error)) throw error;
      return [`What this sync did could not be remembered for the next one: ${error.message}`];
    }
  }
}

interface Pair {
  readonly id: string;
  /** The side that is empty in every new session, if there is one. */
  readonly volatile: 'primary' | 'secondary' | undefined;
}

/** Whatever they are at present: their keys begin with their names. */
const allSources = { id: '["sources"]', isVolatile: false };

/** Names two places without naming secrets, in the form of a file name. */
async function pairOf({ primary, secondary, secondaryName }: SyncSides): Promise<Pair> {
  const sides = await Promise.all([
    placeIdentity(primary),
    secondaryName === 'sources' ? allSources : placeIdentity(secondary),
  ]);
  const text = `[${sides.map(({ id }) => id).join()}]`;
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const id = [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  const [first, second] = sides;
  const volatile = first.isVolatile ? 'primary' : second.isVolatile ? 'secondary' : undefined;
  return { id, volatile };
}
