import type { Extent } from './extent';

/**
 * Which of `bins` equal parts of the extent holds the value, from 0: a part has its lower edge, the last one both. All of an
 * extent of one value is in the first. -1 when the value is outside, infinite or NaN.
 */
export function binOf(value: number, [min, max]: Extent, bins: number): number {
  if (!(value >= min && value <= max) || !Number.isFinite(value)) return -1;
  if (min === max) return 0;
  // Halved, as the range between two large numbers is infinite.
  const share = (value / 2 - min / 2) / (max / 2 - min / 2);
  return Math.min(bins - 1, Math.floor(share * bins));
}

/** @throws {RangeError} when there is not at least one bin, and a whole number of them. */
export function checkBins(bins: number, what: string): void {
  if (!(Number.isSafeInteger(bins) && bins > 0)) {
    throw new RangeError(`${what} is a whole number from 1, but was ${bins}`);
  }
}
