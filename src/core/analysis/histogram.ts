import { binOf, checkBins } from './binOf';
import { extent } from './extent';
import type { Extent } from './extent';
import type { Numbers, Rows } from './numbers';
import { everyRow } from './numbers';

/** How values are distributed. Every row is counted once, in `counts` or in one of the other figures. */
export interface Histogram {
  /** Lower edge of the first bin and upper edge of the last; `undefined` when no value is finite. */
  readonly range: Extent | undefined;
  /** Values in each bin, all of the same width. */
  readonly counts: Uint32Array;
  /** Finite values beyond a range that was asked for. */
  readonly outside: number;
  readonly nan: number;
  readonly negativeInfinity: number;
  readonly positiveInfinity: number;
}

export interface HistogramOptions {
  readonly bins: number;
  /** Default: the extent of the values. */
  readonly range?: Extent;
  /** Default: all. */
  readonly rows?: Rows;
}

/**
 * Counts values in bins of equal width. A bin has its lower edge, the last one both edges; where all values are the same
 * they are in the first. O(n + bins).
 * @throws {RangeError} when `bins` is not a whole number from 1.
 */
export function histogram(values: Numbers, options: HistogramOptions): Histogram {
  const { bins, rows = everyRow(values.length), range = extent(values, rows) } = options;
  checkBins(bins, 'The number of bins');
  const counts = new Uint32Array(bins);
  let [nan, negativeInfinity, positiveInfinity, outside] = [0, 0, 0, 0];
  for (let at = 0; at < rows.length; at++) {
    const value = values[rows[at] as number] as number;
    const bin = range === undefined ? -1 : binOf(value, range, bins);
    if (bin >= 0) counts[bin] = (counts[bin] as number) + 1;
    else if (Number.isNaN(value)) nan++;
    else if (value === -Infinity) negativeInfinity++;
    else if (value === Infinity) positiveInfinity++;
    else outside++;
  }
  return { range, counts, outside, nan, negativeInfinity, positiveInfinity };
}
