/** Bins of an axis; the last one is the lane of rows without a place on it. */
export const binCount = 64;
export const laneBin = binCount;
const stride = binCount + 1;

/** How many lines go from which bin of one axis to which of the next, and their mean colour. */
export interface PairDensity {
  /** Of all cells, the largest. */
  readonly most: number;
  /** Calls for each pair of bins that lines go between. @param colour mean place on the colour scale, NaN without one. */
  forEach(visit: (from: number, to: number, lines: number, colour: number) => void): void;
}

export interface LineChoice {
  /** One byte per row; rows at 0 are left out. Default: all count. */
  readonly mask?: Uint8Array | undefined;
  /** One per row: 0…1 on the colour scale, NaN where the row has no colour. */
  readonly colours?: ArrayLike<number> | undefined;
}

/**
 * Counts the lines between two axes by the bins of their ends. O(n).
 * @param from one place per row on the first axis: 0…1, NaN in the lane.
 * @param to likewise on the second.
 */
export function pairDensity(
  from: Float32Array,
  to: Float32Array,
  { mask, colours }: LineChoice = {},
): PairDensity {
  const lines = new Uint32Array(stride * stride);
  const coloured = new Uint32Array(stride * stride);
  const sums = new Float64Array(stride * stride);
  let most = 0;
  for (let row = 0; row < from.length; row++) {
    if (mask !== undefined && mask[row] === 0) continue;
    const cell = binOf(from[row] as number) * stride + binOf(to[row] as number);
    const count = (lines[cell] as number) + 1;
    lines[cell] = count;
    if (count > most) most = count;
    const colour = colours?.[row] ?? NaN;
    if (Number.isNaN(colour)) continue;
    coloured[cell] = (coloured[cell] as number) + 1;
    sums[cell] = (sums[cell] as number) + colour;
  }
  return {
    most,
    forEach: visit => {
      for (let cell = 0; cell < lines.length; cell++) {
        const count = lines[cell] as number;
        if (count === 0) continue;
        const colour = (sums[cell] as number) / (coloured[cell] as number);
        visit(Math.floor(cell / stride), cell % stride, count, colour);
      }
    },
  };
}

function binOf(position: number): number {
  return Number.isNaN(position) ? laneBin : Math.min(binCount - 1, Math.floor(position * binCount));
}
