import assert from 'node:assert/strict';
import type { LastingName } from '../../../src/storage/address';
import type { BaselineStore } from '../../../src/storage/baseline';
import { isStorageError, StorageError } from '../../../src/storage/errors';
import { StorageManager } from '../../../src/storage/manager';
import type { SyncDirection, SyncPlan, SyncStatistics } from '../../../src/storage/syncPlan';
import type { SyncReport } from '../../../src/storage/syncRun';
import type { Random } from '../../unit/support/random';
import { linesOf } from './contents';
import { resultOf } from './operations';
import { shakyBackend } from './shakyBackend';
import type { Failure } from './shakyBackend';
import { placesOf, Versions } from './versions';
import type { Sides } from './versions';

const keys = ['a', 'b', 'c', 'runs/d', 'runs/e', 'runs/f'];
const hour = 3_600_000;
const sideNames = ['primary', 'secondary'] as const;

/** Two people who work on one side each, with clocks an hour apart, and syncs between them that all goes wrong with. */
export class Fire {
  private readonly versions = new Versions();
  private readonly users: Readonly<Record<LastingName, StorageManager>>;
  private readonly syncing: StorageManager;
  private readonly baselines = new Map<string, ReadonlyMap<string, string>>();
  private now = Date.UTC(2026, 0, 1);
  private marks = 0;
  /** One call in so many fails; 0: none. */
  private danger = 0;

  constructor(
    private readonly sides: Sides,
    private readonly random: Random,
  ) {
    const { primary, secondary } = sides;
    this.users = {
      primary: new StorageManager({ primary, useCache: false, clock: () => this.tick() }),
      secondary: new StorageManager({
        primary: secondary,
        useCache: false,
        clock: () => this.tick() + hour,
      }),
    };
    this.syncing = new StorageManager({
      primary: shakyBackend(primary, () => this.shake()),
      secondary: shakyBackend(secondary, () => this.shake()),
      useCache: false,
      baseline: this.baseline,
    });
  }

  /** One of the users does something on their side. */
  async work(): Promise<void> {
    const side = this.random.pick(sideNames);
    const [key, newKey] = [this.random.pick(keys), this.random.pick(keys)];
    const manager = this.users[side];
    const revisionOf = async (its: string) =>
      (await manager.header({ backend: 'primary', key: its }))?.revision;
    const previous = await revisionOf(key);
    switch (this.random.below(6)) {
      case 0:
        this.versions.deleted(previous);
        await manager.deleteResult(key);
        return;
      case 1:
        if (previous === undefined || key === newKey) return;
        this.versions.deleted(await revisionOf(newKey));
        await manager.renameResult(key, newKey, { overwrite: true });
        return;
      default: {
        const result =
          previous === undefined || this.random.below(2) === 0
            ? this.newResult()
            : (await manager.loadResult(key)).with(this.newResult());
        this.versions.made(await manager.saveResult(key, result), previous);
      }
    }
  }

  /** A sync in bad times: calls fail, the user stops it, somebody works between plan and run. Loses nothing. */
  async syncInDanger(): Promise<void> {
    this.danger = this.random.pick([0, 3, 10, 30]);
    try {
      const direction = this.pickDirection();
      const plan = await this.plan(direction);
      if (this.random.below(3) === 0) await this.work();
      await this.run(plan, new AbortController());
    } catch (error) {
      // A side that cannot even be looked at: nothing is done, and that is said.
      if (!isStorageError(error, 'unavailable')) throw error;
    } finally {
      this.danger = 0;
    }
  }

  /** Syncs when all is well: the first one does all that is left, and finds nothing to do then. */
  async syncInPeace(): Promise<void> {
    const plan = await this.plan('bidirectional');
    const report = await this.run(plan);
    assert.deepEqual(report.failures, []);
    assert.deepEqual(report.statistics, plan.expected);
    const rest = await this.plan('bidirectional', plan.policy);
    const open = new Set<string>();
    for (const { key, kind, to } of rest.actions) {
      assert.ok(to === undefined, `nothing is left to do about ${key}`);
      if (kind === 'conflict') open.add(key);
    }
    const alike = (side: LastingName) => async () => {
      const entries = [...(await placesOf(this.sides))].map(([slot, mark]) => {
        const [its = '', ...key] = slot.split(' ');
        return { its, key: key.join(' '), mark };
      });
      const own = entries.filter(({ its, key }) => its === side && !open.has(key));
      return linesOf(new Map(own.map(({ key, mark }) => [key, mark])));
    };
    assert.deepEqual(await alike('primary')(), await alike('secondary')());
    if (plan.policy === 'keep-both') assert.deepEqual([...open], []);
  }

  async close(): Promise<void> {
    await this.syncing.close();
    for (const side of sideNames) await this.users[side].close();
  }

  private async plan(direction: SyncDirection, its?: SyncPlan['policy']): Promise<SyncPlan> {
    const policy = its ?? this.random.pick(['newer', 'keep-both', 'skip'] as const);
    const options = direction === 'bidirectional' ? { policy } : {};
    return this.syncing.planSync(direction, options);
  }

  /** Runs a plan, stopped at some moment when there is an `abort`, and checks what must hold whatever happens. */
  private async run(plan: SyncPlan, abort?: AbortController): Promise<SyncReport> {
    const before = await placesOf(this.sides);
    const known = new Map([...this.baselines.values()].flatMap(revisions => [...revisions]));
    const stopAfter = this.random.below(12);
    let progressed = 0;
    const report = await this.syncing.runSync(plan, {
      allowMassDelete: true,
      signal: abort?.signal,
      onProgress: ({ done, total }) => {
        progressed++;
        assert.deepEqual([done, total], [progressed, plan.actions.filter(({ to }) => to).length]);
        if (progressed === stopAfter) abort?.abort();
      },
    });
    const after = await placesOf(this.sides);
    assert.deepEqual(this.versions.lost(before, after, { plan, known }), []);
    checkSum(plan, report);
    return report;
  }

  private newResult() {
    return resultOf(`m${this.marks++}`);
  }

  private pickDirection(): SyncDirection {
    return this.random.pick([
      'bidirectional',
      'bidirectional',
      'bidirectional',
      'primary_to_secondary',
      'secondary_to_primary',
    ] as const);
  }

  private tick(): number {
    this.now += 1 + this.random.below(1000);
    return this.now;
  }

  private shake(): Failure {
    if (this.danger === 0 || this.random.below(this.danger) > 0) return undefined;
    return this.random.pick(['before', 'after'] as const);
  }

  private get baseline(): BaselineStore {
    return {
      load: async pair => this.baselines.get(pair) ?? new Map(),
      save: async (pair, revisions) => {
        if (this.shake()) throw new StorageError('unavailable', 'It cannot be noted.');
        this.baselines.set(pair, revisions);
      },
    };
  }
}

/** Every action is counted exactly once, or left for later when the sync was stopped. */
function checkSum(plan: SyncPlan, { statistics, failures, cancelled }: SyncReport): void {
  const { bytes, ...counts } = statistics;
  const names: readonly (keyof SyncStatistics)[] = Object.keys(counts) as (keyof typeof counts)[];
  const sum = names.reduce((total, name) => total + statistics[name], 0);
  const all = plan.actions.length + plan.failures.length;
  if (cancelled) assert.ok(sum < all, `a sync that was stopped counts ${sum} of ${all}`);
  else assert.equal(sum, all);
  assert.equal(failures.length, statistics.failed);
  for (const name of names.filter(name => name !== 'failed')) {
    assert.ok(statistics[name] <= plan.expected[name], `${name} as planned at most`);
  }
  assert.ok(bytes <= plan.expected.bytes);
}
