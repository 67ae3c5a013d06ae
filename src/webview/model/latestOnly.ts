/**
 * Does one piece of work at a time; of what is asked for meanwhile, only the latest is done. What is under way is finished,
 * so that there is something to see while a slider moves; `LatestWork` ends it instead.
 */
export class LatestOnly<Question> {
  private waiting: { readonly question: Question } | undefined;
  private isBusy = false;

  /** @param work never rejects. */
  constructor(private readonly work: (question: Question) => Promise<void>) {}

  ask(question: Question): void {
    this.waiting = { question };
    if (!this.isBusy) void this.run();
  }

  /** Does no more than what is under way. */
  stop(): void {
    this.waiting = undefined;
  }

  private async run(): Promise<void> {
    this.isBusy = true;
    while (this.waiting !== undefined) {
      const { question } = this.waiting;
      this.waiting = undefined;
      await this.work(question);
    }
    this.isBusy = false;
  }
}
