import { frontCorners, referencePoint } from '../../core/analysis/frontPoints';
import { hypervolumeHistory } from '../../core/analysis/hypervolumeHistory';
import { hypervolumesAt } from '../../core/analysis/hypervolumesAt';
import type { Numbers, Rows } from '../../core/analysis/numbers';
import { rowsThatCount } from '../../core/analysis/numbers';
import { picked } from '../../core/analysis/points';
import { progressLine, rowsAlong } from './progressLine';
import type { ProgressLine } from './progressLine';

export interface HypervolumeInput {
  /** In minimisation form. */
  readonly objectives: readonly Numbers[];
  /** One flag per row; those at 0 add nothing. */
  readonly counts: Rows;
  readonly x: Numbers | undefined;
  /** At how many evaluations it is computed where that cannot be done for all at once: with three and more objectives. */
  readonly most: number;
}

/** The hypervolume of what was evaluated up to a row. */
export interface HypervolumeLine {
  /** The usual one, in minimisation form; `undefined` when there is no front. */
  readonly reference: readonly number[] | undefined;
  /** One number per row, NaN where it was not computed. */
  readonly values: Float64Array;
  /** How many evaluations were looked at, and at how many of those it would have taken too long. */
  readonly computed: number;
  readonly tooLong: number;
  readonly line: ProgressLine;
}

/** All rows for one and two objectives, O(n log n); checkpoints at equal distances for more, see `hypervolumesAt`. */
export function hypervolumeLine({
  objectives,
  counts,
  x,
  most,
}: HypervolumeInput): HypervolumeLine {
  const rowCount = counts.length;
  const order = rowsAlong(rowCount, x);
  const corners = frontCorners({ objectives, rows: rowsThatCount(rowCount, counts) });
  const reference = corners && referencePoint(corners);
  const values = new Float64Array(rowCount).fill(NaN);
  const along = objectives.map(column => picked(column, order));
  const flags = picked(counts, order);
  let [computed, tooLong] = [0, 0];
  if (reference !== undefined && objectives.length <= 2) {
    computed = order.length;
    const history = hypervolumeHistory(along, reference, flags);
    for (let at = 0; at < order.length; at++) values[order[at] as number] = history[at] as number;
  } else if (reference !== undefined) {
    const checkpoints = checkpointsOf(order.length, most);
    computed = checkpoints.length;
    hypervolumesAt(along, reference, { checkpoints, counts: flags }).forEach((volume, at) => {
      if (volume === undefined) tooLong++;
      else values[order[(checkpoints[at] as number) - 1] as number] = volume;
    });
  }
  const line = progressLine(values, { direction: 'maximize', order, x });
  return { reference, values, computed, tooLong, line };
}

/** How many rows from the first are looked at: at most so many numbers at equal distances, the last is all. */
export function checkpointsOf(rowCount: number, most: number): readonly number[] {
  const count = Math.min(rowCount, most);
  return Array.from({ length: count }, (_, at) => Math.round(((at + 1) * rowCount) / count));
}
