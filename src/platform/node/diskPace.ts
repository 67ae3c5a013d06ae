import { dirname } from 'node:path';

/** An answer that takes longer comes from a disk that is not waited for. */
const quickMs = 50;
/** How long a disk that was slow once is not waited for. */
const distrustMs = 10_000;
/** How long blocking calls may follow each other before everything else in this process has its turn. */
const sliceMs = 10;
/** How many folders are remembered. */
const maxFolders = 4000;

/** The two ways to make a call to the operating system. */
export interface DiskCall<T> {
  /** Blocks this process until the answer is there. */
  readonly blocking: () => T;
  readonly waiting: () => Promise<T>;
}

/**
 * Decides for each short call about names and small contents whether it blocks. On a disk of this computer such a call
 * takes microseconds, and ten to a hundred times that through the pool of threads. On a network disk it may take as long as
 * it likes, and nothing else would happen meanwhile. So a folder is asked without blocking until it has once
 * answered quickly, and again for a while after it has been slow; and many blocking calls in a row make breaks.
 */
export class DiskPace {
  /** For each folder the time from which on it is waited for. */
  private readonly trustedFrom = new Map<string, number>();
  private sliceStart: number | undefined;

  async call<T>(path: string, { blocking, waiting }: DiskCall<T>): Promise<T> {
    const folder = dirname(path);
    if (!this.isTrusted(folder)) return this.probe(folder, waiting);
    while (this.isSliceOver()) await new Promise(setImmediate);
    const start = performance.now();
    try {
      return blocking();
    } finally {
      if (performance.now() - start > quickMs) {
        this.remember(folder, performance.now() + distrustMs);
      }
    }
  }

  private isTrusted(folder: string): boolean {
    const from = this.trustedFrom.get(folder);
    return from !== undefined && from <= performance.now();
  }

  private async probe<T>(folder: string, waiting: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await waiting();
    } finally {
      const now = performance.now();
      if (now - start < quickMs && !this.trustedFrom.has(folder)) this.remember(folder, now);
    }
  }

  private remember(folder: string, trustedFrom: number): void {
    // Asking each of them once more without blocking costs less than knowing which was asked last.
    if (this.trustedFrom.size >= maxFolders) this.trustedFrom.clear();
    this.trustedFrom.set(folder, trustedFrom);
  }

  private isSliceOver(): boolean {
    if (this.sliceStart !== undefined) return performance.now() - this.sliceStart > sliceMs;
    this.sliceStart = performance.now();
    setImmediate(() => {
      this.sliceStart = undefined;
    });
    return false;
  }
}
