/** Resolves when the browser has painted what was drawn, however much there is to do next. */
export function painted(): Promise<void> {
  // The task after a frame runs when it was painted.
  return new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
}
