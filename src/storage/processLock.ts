import type { Lock } from './ports';

/** Mutual exclusion inside this process: who comes first is served first, and waiting never fails. */
export class ProcessLock implements Lock {
  private readonly last = new Map<string, Promise<void>>();

  async hold<T>(name: string, work: () => Promise<T>): Promise<T> {
    const previous = this.last.get(name) ?? Promise.resolve();
    const { promise: turn, resolve: endTurn } = withResolvers();
    this.last.set(name, turn);
    await previous;
    try {
      return await work();
    } finally {
      if (this.last.get(name) === turn) this.last.delete(name);
      endTurn();
    }
  }
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}
