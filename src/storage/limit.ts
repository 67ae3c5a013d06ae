interface Waiting {
  readonly weight: number;
  readonly begin: () => void;
}

/**
 * Lets tasks run at a time whose weights sum up to `max` at most; the others wait in the order they came. A task that is
 * heavier than that runs alone.
 */
export class Limit {
  private running = 0;
  private readonly waiting: Waiting[] = [];

  constructor(private readonly max: number) {}

  async run<T>(task: () => Promise<T>, weight = 1): Promise<T> {
    if (this.waiting.length === 0 && this.fits(weight)) this.running += weight;
    else await new Promise<void>(begin => this.waiting.push({ weight, begin }));
    try {
      return await task();
    } finally {
      this.running -= weight;
      this.beginNext();
    }
  }

  private beginNext(): void {
    for (let [next] = this.waiting; next && this.fits(next.weight); [next] = this.waiting) {
      this.waiting.shift();
      this.running += next.weight;
      next.begin();
    }
  }

  private fits(weight: number): boolean {
    return this.running === 0 || this.running + weight <= this.max;
  }
}
