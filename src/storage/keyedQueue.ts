/**
 * Lets work on the same key happen one after the other, in the order it was asked for, and work on different keys
 * at the same time.
 */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<void>>();
  private barrier: Promise<void> = Promise.resolve();

  /** Runs `work` when all earlier work on any of `keys` is over. It must not wait for this queue itself. */
  run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const earlier = [this.barrier, ...keys.map(key => this.tails.get(key) ?? this.barrier)];
    const result = Promise.all(earlier).then(work);
    const tail = settled(result);
    for (const key of keys) {
      this.tails.set(key, tail);
      void tail.then(() => {
        if (this.tails.get(key) === tail) this.tails.delete(key);
      });
    }
    return result;
  }

  /** Runs `work` when all earlier work on any key is over; later work waits for it. */
  runAlone<T>(work: () => Promise<T>): Promise<T> {
    const result = Promise.all([this.barrier, ...this.tails.values()]).then(work);
    this.barrier = settled(result);
    return result;
  }
}

/** Resolves when `promise` is over: its failure belongs to whoever asked for it, not to those who wait. */
function settled(promise: Promise<unknown>): Promise<void> {
  return promise.then(
    () => undefined,
    () => undefined,
  );
}
