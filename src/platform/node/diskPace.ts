import { dirname } from 'node:path';
import { BlockingTurns } from './blockingTurns';

/** A folder that answered as fast without blocking is one of a disk that can be waited for. */
const quickMs = 10;
/** The mean of the last blocking calls, in milliseconds, above which a disk is not waited for. */
const slowMeanMs = 10;
/** How much one call counts in that mean: to wait once for the processor, or for a flush, is no sign of a slow disk. */
const weight = 0.05;
/** How long a disk that was slow is not waited for. */
const distrustMs = 10_000;
/** How many folders are remembered. */
const maxFolders = 4000;

/** The two ways to make a call to the operating system. */
export interface DiskCall<T> {
  /** Blocks this process until the answer is there. */
  readonly blocking: () => T;
  readonly waiting: () => Promise<T>;
}

/** What is known of the disk of a folder. */
interface Standing {
  meanMs: number;
  /** When it may be waited for again. */
  trustedFrom: number;
}

/**
 * Decides for each short call about names and small contents whether it blocks. On a disk of this computer such a call
 * takes microseconds, and ten to a hundred times that through the pool of threads. On a network disk it may take as long as
 * it likes, and nothing else would happen meanwhile. So a folder is asked without blocking until it has once
 * answered quickly, and again for a while after it has become slow; and many blocking calls in a row make breaks.
 */
export class DiskPace {
  private readonly standings = new Map<string, Standing>();
  /** Folders that are asked for the first time right now. */
  private readonly probing = new Map<string, Promise<unknown>>();
  private readonly turns: BlockingTurns;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.turns = new BlockingTurns(now);
  }

  /** The answer at once when the call blocked; then it also throws at once. */
  call<T>(path: string, { blocking, waiting }: DiskCall<T>): T | Promise<T> {
    const folder = dirname(path);
    const standing = this.standings.get(folder);
    if (standing === undefined) return this.callInNewFolder(folder, path, { blocking, waiting });
    if (standing.trustedFrom > this.now()) return waiting();
    return this.turns.run(() => this.measured(standing, blocking));
  }

  /** Many that come at once learn from the first. */
  private async callInNewFolder<T>(folder: string, path: string, call: DiskCall<T>): Promise<T> {
    const probe = this.probing.get(folder);
    if (probe === undefined) return this.probe(folder, call.waiting);
    await probe;
    return this.standings.has(folder) ? this.call(path, call) : this.probe(folder, call.waiting);
  }

  private measured<T>(standing: Standing, blocking: () => T): T {
    const start = this.now();
    try {
      return blocking();
    } finally {
      const end = this.now();
      standing.meanMs += weight * (end - start - standing.meanMs);
      if (standing.meanMs > slowMeanMs) {
        standing.meanMs = 0;
        standing.trustedFrom = end + distrustMs;
      }
    }
  }

  private async probe<T>(folder: string, waiting: () => Promise<T>): Promise<T> {
    const start = this.now();
    const answer = waiting();
    const noted = answer.then(
      () => this.note(folder, start),
      () => this.note(folder, start),
    );
    this.probing.set(folder, noted);
    await noted;
    return answer;
  }

  private note(folder: string, start: number): void {
    this.probing.delete(folder);
    const end = this.now();
    if (end - start >= quickMs) return;
    // Asking each of them once more without blocking costs less than knowing which was asked last.
    if (this.standings.size >= maxFolders) this.standings.clear();
    this.standings.set(folder, { meanMs: 0, trustedFrom: end });
  }
}
