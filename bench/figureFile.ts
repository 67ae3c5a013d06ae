/** The environment variable that names the file to which the module in the extension host writes its figures. */
export const figureFile = 'OPTISCOPE_BENCH_FIGURE';

/** Milliseconds since the extension was asked to activate. */
export interface HostFigures {
  /** Until `activate` had returned; loading the bundle included. */
  readonly activeMs: number;
  /** Until the primary backend had listed its keys as well. */
  readonly answeredMs: number;
}
