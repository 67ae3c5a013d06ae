const sliceMs = 10;

/** Lets other work have its turn, when a task that goes through many things has run for a while without a break. */
export class Slices {
  private start = performance.now();

  async giveWay(): Promise<void> {
    if (performance.now() - this.start < sliceMs) return;
    await new Promise(resolve => setTimeout(resolve, 0));
    this.start = performance.now();
  }
}
