/** Longest wait for others; a save on its own is never kept. */
const maxWaitMs = 100;

/**
 * Decides when work that is done together should begin: those who asked last time and got their answer together are likely to ask
 * again together, a little after each other.
 */
export class Gathering {
  private expected = 1;
  private lastMs = 0;
  private complete: (() => void) | undefined;

  /** Resolves when as many wait as can be expected, or when as much time has passed as the work itself took last time. */
  async wait(waiting: () => number): Promise<void> {
    if (waiting() >= this.expected) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, Math.min(maxWaitMs, this.lastMs));
      this.complete = () => {
        if (waiting() < this.expected) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.complete = undefined;
  }

  /** To be called when one more waits. */
  joined(): void {
    this.complete?.();
  }

  /** Stops waiting. */
  end(): void {
    this.expected = 1;
    this.complete?.();
  }

  /** @param count of those who were served. @param waiting of those who came too late for that. */
  served({
    count,
    waiting,
    ms,
  }: {
    readonly count: number;
    readonly waiting: number;
    readonly ms: number;
  }): void {
    this.expected = count + waiting;
    this.lastMs = ms;
  }
}
