import { everyRow } from './numbers';
import { sortedRows } from './sortedRows';

/** How many bins an input has at most; the first is for NaN. */
export const mostBins = 64;

/** An input of a forest: which of a few bins each row is in. */
export interface BinnedInput {
  readonly bins: Uint8Array;
  /** Whether the bins have no order. */
  readonly isCategorical: boolean;
}

/**
 * Numbers by value, or by quantile where they have more than 63 different values; NaN comes before all of them. Categories
 * each in a bin of their own; the rarest share the last one where there are more than 63. O(n log n).
 */
export function binnedInput(values: Float64Array, isCategorical: boolean): BinnedInput {
  const bins = new Uint8Array(values.length);
  const order = sortedRows(values, everyRow(values.length));
  const runs = runsOf(values, order);
  const most = mostBins - 1;
  if (isCategorical) {
    runs.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  }
  runs.forEach(({ start, end }, index) => {
    const isByQuantile = !isCategorical && runs.length > most;
    const bin = isByQuantile
      ? Math.floor((start * most) / order.length)
      : Math.min(index, most - 1);
    for (let at = start; at < end; at++) bins[order[at] as number] = bin + 1;
  });
  return { bins, isCategorical };
}

interface Run {
  readonly start: number;
  readonly end: number;
}

/** Where in the order equal values stand; without NaN, which is last. */
function runsOf(values: Float64Array, order: Uint32Array): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < order.length;) {
    const value = values[order[start] as number] as number;
    if (Number.isNaN(value)) break;
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === value) end++;
    runs.push({ start, end });
    start = end;
  }
  return runs;
}
