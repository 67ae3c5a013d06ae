/** Work that can stop between its steps: after each it tells how much is done, 0 to 1. */
export type Steps<T> = Generator<number, T>;

/** Does all of it at once. */
export function allSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
