/** How long blocking calls may follow each other before everything else in this process has its turn. */
const sliceMs = 10;

/** Makes blocking calls in the order they were asked for: at once as long as there were few, else with breaks. */
export class BlockingTurns {
  private sliceStart: number | undefined;
  private waiting: (() => void)[] = [];

  constructor(private readonly now: () => number) {}

  run<T>(call: () => T): T | Promise<T> {
    if (this.waiting.length === 0 && !this.isSliceOver()) return call();
    return new Promise(resolve => {
      this.waiting.push(() => resolve(outcomeOf(call)));
    });
  }

  private isSliceOver(): boolean {
    const now = this.now();
    if (this.sliceStart !== undefined) return now - this.sliceStart > sliceMs;
    this.sliceStart = now;
    setImmediate(() => this.nextSlice());
    return false;
  }

  private nextSlice(): void {
    this.sliceStart = undefined;
    let done = 0;
    for (const call of this.waiting) {
      if (this.isSliceOver()) break;
      call();
      done++;
    }
    this.waiting = this.waiting.slice(done);
  }
}

/** Makes the call now; what it throws is what the promise is rejected with. */
async function outcomeOf<T>(call: () => T): Promise<T> {
  return call();
}
