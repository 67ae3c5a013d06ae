import type { Change, InChange } from './change';
import { StorageError } from './errors';
import { inParallel } from './inParallel';
import { Limit } from './limit';
import type { SyncSides } from './syncAction';
import { performAction } from './syncAction';
import type { SyncAction, SyncFailure, SyncPlan, SyncStatistics } from './syncPlan';
import { countsAs, noStatistics } from './syncPlan';

/** Databases write what arrives together at once, so that many at a time are quicker than few. */
const parallelism = 32;
/** Results at a time have no more bytes than this, or there is only one. */
const mostBytes = 64 * 2 ** 20;

/** How far a sync is, after each result. */
export interface SyncProgress {
  readonly done: number;
  readonly total: number;
  /** The result just dealt with. */
  readonly key: string;
  /** Why it failed; absent when it did not. */
  readonly message?: string;
}

export interface SyncRunOptions extends InChange {
  /** Stops between two results; what is done stays, and the next sync does the rest. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: SyncProgress) => void) | undefined;
  /** Runs a plan that would delete more than half of a side. */
  readonly allowMassDelete?: boolean | undefined;
}

export interface SyncReport {
  readonly statistics: SyncStatistics;
  readonly failures: readonly SyncFailure[];
  /** Whether it was stopped before the end. */
  readonly cancelled: boolean;
  readonly notes: readonly string[];
}

export interface SyncRun extends SyncReport {
  /** Key → revision that both sides have now, as far as known: what the next sync compares with. */
  readonly baseline: ReadonlyMap<string, string>;
}

export interface SyncRunner extends SyncSides, SyncRunOptions {
  /** Keeps others from changing `keys` during `work`. */
  readonly exclusively: <T>(keys: readonly string[], work: () => Promise<T>) => Promise<T>;
  /** Gets what is replaced or deleted. */
  readonly change: Change;
  /** Called when `keys` may have changed. */
  readonly didWrite: (keys: readonly string[]) => Promise<void>;
}

/**
 * Does what `plan` says. What changed since it was made is left for the next sync, and a failure does not stop the rest.
 * @throws {StorageError} `conflict` when the plan deletes more than half of a side and that was not allowed.
 */
export async function runSync(plan: SyncPlan, runner: SyncRunner): Promise<SyncRun> {
  if (plan.needsConfirmation && runner.allowMassDelete !== true) throw needsConfirmation(plan);
  const { signal } = runner;
  const record = new SyncRecord(plan);
  const bothKeep = plan.direction === 'bidirectional';
  const memory = new Limit(mostBytes);
  const perform = async (action: SyncAction): Promise<void> => {
    if (signal?.aborted === true) return;
    const keys = action.keepAs === undefined ? [action.key] : [action.key, action.keepAs];
    let message: string | undefined;
    try {
      const outcome = await memory.run(
        () =>
          runner.exclusively(keys, async () => {
            const done = await performAction(action, runner, { bothKeep, change: runner.change });
            if (action.to !== undefined) await runner.didWrite(keys);
            return done;
          }),
        action.bytes,
      );
      record.add(action, outcome);
    } catch (error) {
      message = error instanceof Error ? error.message : String(error);
      record.fail(action.key, message);
    }
    if (action.to === undefined) return;
    record.done++;
    const progress = { done: record.done, total: record.total, key: action.key };
    runner.onProgress?.(message === undefined ? progress : { ...progress, message });
  };
  const isDeletion = ({ kind }: SyncAction) => kind === 'delete';
  // A deletion may complete a rename: the new key must have arrived before the old one goes.
  await inParallel(
    plan.actions.filter(action => !isDeletion(action)),
    parallelism,
    perform,
  );
  await inParallel(plan.actions.filter(isDeletion), parallelism, perform);
  return record.report(signal?.aborted === true);
}

/** Adds up what was done. */
class SyncRecord {
  done = 0;
  readonly total: number;
  private readonly statistics: { -readonly [Name in keyof SyncStatistics]: number };
  private readonly failures: SyncFailure[];
  private readonly baseline: Map<string, string>;
  private finished = 0;

  constructor(private readonly plan: SyncPlan) {
    this.total = plan.actions.filter(({ to }) => to !== undefined).length;
    this.failures = [...plan.failures];
    this.statistics = { ...noStatistics, failed: plan.failures.length };
    this.baseline = new Map(plan.known);
  }

  add(action: SyncAction, { bytes, settled }: Awaited<ReturnType<typeof performAction>>): void {
    this.finished++;
    this.statistics[countsAs(action)]++;
    this.statistics.bytes += bytes;
    for (const [key, revision] of settled) {
      if (revision === undefined) this.baseline.delete(key);
      else this.baseline.set(key, revision);
    }
  }

  fail(key: string, message: string): void {
    this.finished++;
    this.statistics.failed++;
    this.failures.push({ key, message });
  }

  report(stopped: boolean): SyncRun {
    const { statistics, failures, baseline, plan } = this;
    const cancelled = stopped && this.finished < plan.actions.length;
    return { statistics, failures, cancelled, notes: plan.notes, baseline };
  }
}

function needsConfirmation({ expected }: SyncPlan): StorageError {
  return new StorageError(
    'conflict',
    `This sync would delete ${expected.deleted} results, more than half of one side. Look at the plan and allow it explicitly, or restore what is missing first. Nothing was done.`,
  );
}
