import { binOf, checkBins } from './binOf';
import { extent } from './extent';
import type { Extent } from './extent';
import type { Numbers, Rows } from './numbers';
import { everyRow } from './numbers';

/** How many points lie in each cell of a grid. */
export interface DensityGrid {
  /** `undefined` when no value of the axis is finite; then no point is counted. */
  readonly xRange: Extent | undefined;
  readonly yRange: Extent | undefined;
  /** `width` × `height` cells: cell (column, row) at `row * width + column`, row 0 at the smallest y. */
  readonly counts: Uint32Array;
  /** The largest count. */
  readonly largest: number;
  /** Points in the grid; the others are outside, infinite or NaN. */
  readonly counted: number;
}

export interface DensityGridOptions {
  readonly width: number;
  readonly height: number;
  /** Default: the extent of the values. */
  readonly xRange?: Extent;
  readonly yRange?: Extent;
  /** Default: all. */
  readonly rows?: Rows;
}

/**
 * Counts points in cells of equal size. A cell has its lower edges, the last ones of both axes also their upper edge.
 * O(n + width · height).
 * @throws {RangeError} when `width` or `height` is not a whole number from 1.
 */
export function densityGrid(x: Numbers, y: Numbers, options: DensityGridOptions): DensityGrid {
  const { width, height, rows = everyRow(x.length) } = options;
  checkBins(width, 'The width of a grid');
  checkBins(height, 'The height of a grid');
  const { xRange = extent(x, rows), yRange = extent(y, rows) } = options;
  const counts = new Uint32Array(width * height);
  let [counted, largest] = [0, 0];
  if (xRange === undefined || yRange === undefined) {
    return { xRange, yRange, counts, largest, counted };
  }
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const column = binOf(x[row] as number, xRange, width);
    const line = binOf(y[row] as number, yRange, height);
    if (column < 0 || line < 0) continue;
    const cell = line * width + column;
    const count = (counts[cell] as number) + 1;
    counts[cell] = count;
    counted++;
    if (count > largest) largest = count;
  }
  return { xRange, yRange, counts, largest, counted };
}
