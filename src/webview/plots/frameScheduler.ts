/** What is to be drawn again. */
export type Redraw = 'points' | 'all';

/** Draws at most once a frame, however often it is asked to. */
export class FrameScheduler {
  private asked: Redraw | undefined;
  private frame = 0;

  constructor(private readonly draw: (what: Redraw) => void) {}

  ask(what: Redraw): void {
    const isWaiting = this.asked !== undefined;
    if (this.asked !== 'all') this.asked = what;
    if (isWaiting) return;
    this.frame = requestAnimationFrame(() => {
      const asked = this.asked ?? 'all';
      this.asked = undefined;
      this.draw(asked);
    });
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
  }
}
