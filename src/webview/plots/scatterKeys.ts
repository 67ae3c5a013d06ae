/** What the keyboard does with a plot. */
export interface PlotKeys {
  /** Goes to another point, so many further by x. */
  step(by: number): void;
  toggleCurrent(): void;
  escape(): void;
  zoomBy(factor: number): void;
  resetZoom(): void;
}

/** What a plot says about its keys. */
export const keysHint =
  'Arrow keys go from point to point, Enter selects or removes it, Escape clears the selection, plus and minus zoom, 0 shows all.';

const strides: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowUp: 10,
  ArrowDown: -10,
  Home: -Infinity,
  End: Infinity,
};

/** Does what a key means, if it means anything. */
export function scatterKeys(event: KeyboardEvent, plot: PlotKeys): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const stride = strides[event.key];
  const actions: Readonly<Record<string, () => void>> = {
    Enter: () => plot.toggleCurrent(),
    ' ': () => plot.toggleCurrent(),
    Escape: () => plot.escape(),
    '+': () => plot.zoomBy(0.8),
    '-': () => plot.zoomBy(1.25),
    '0': () => plot.resetZoom(),
  };
  const action = stride === undefined ? actions[event.key] : () => plot.step(stride);
  if (action === undefined) return;
  event.preventDefault();
  action();
}
