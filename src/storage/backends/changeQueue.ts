import type { Lock } from '../ports';

/** How long the lock is kept while more work is waiting: others want their turn, too. */
const maxHoldMs = 50;

interface Job {
  /** Settles when the work can begin; rejects when it cannot, and says no when there is nothing to be done. */
  readonly prepared: Promise<boolean>;
  isPrepared: boolean;
  /** Does the work, never fails, and returns what tells the outcome to who asked for it. */
  readonly run: () => Promise<() => void>;
  readonly pass: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Runs changes one after the other under a lock, in the order they were asked for. Those that wait at the same time share
 * one hold of the lock, and all hear of the outcome after it: so what they do next, as flushing a folder, they do together.
 */
export class ChangeQueue {
  private jobs: Job[] = [];
  private isRunning = false;

  constructor(
    private readonly lock: Lock,
    private readonly lockName: string,
  ) {}

  /**
   * @param prepared what the work needs to be ready first; while it is not, the lock is not held for it. Where it says no,
   * the work is not done and the outcome is undefined.
   */
  run<T>(
    work: () => Promise<T>,
    prepared: Promise<boolean> = Promise.resolve(true),
  ): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const run = (): Promise<() => void> =>
        work().then(
          value => () => resolve(value),
          (error: Error) => () => reject(error),
        );
      const pass = (): void => resolve(undefined);
      const job: Job = { prepared, isPrepared: false, run, pass, fail: reject };
      prepared.then(
        isNeeded => (job.isPrepared = isNeeded),
        () => undefined,
      );
      this.jobs.push(job);
      if (!this.isRunning) void this.runAll();
    });
  }

  /** To be called when nothing more is to come. */
  async close(): Promise<void> {
    await this.lock.letGo?.(this.lockName);
  }

  private async runAll(): Promise<void> {
    this.isRunning = true;
    for (let first = this.jobs[0]; first !== undefined; first = this.jobs[0]) {
      try {
        if (!(await first.prepared)) {
          this.jobs.shift();
          first.pass();
          continue;
        }
      } catch (error) {
        this.jobs.shift();
        first.fail(error);
        continue;
      }
      await this.runUnderLock(this.jobs.length);
    }
    this.isRunning = false;
  }

  /** @param waiting how many jobs wait for the lock from now on: if it cannot be had, all of them have waited in vain. */
  private async runUnderLock(waiting: number): Promise<void> {
    const outcomes: { readonly job: Job; readonly tell: () => void }[] = [];
    try {
      await this.lock.hold(this.lockName, async () => {
        const end = performance.now() + maxHoldMs;
        let done = 0;
        do {
          const job = this.jobs[done++];
          if (job === undefined) break;
          outcomes.push({ job, tell: await job.run() });
        } while (this.jobs[done]?.isPrepared === true && performance.now() < end);
        this.jobs = this.jobs.slice(done);
      });
    } catch (error) {
      const failed =
        outcomes.length > 0 ? outcomes.map(({ job }) => job) : this.jobs.splice(0, waiting);
      for (const job of failed) job.fail(error);
      return;
    }
    for (const { tell } of outcomes) tell();
  }
}
