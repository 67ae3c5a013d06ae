import type { Numbers, Rows } from '../../core/analysis/numbers';
import type { Direction } from '../../core/variables';
import { progressLine, rowsAlong } from './progressLine';
import type { ProgressLine } from './progressLine';

/** The best value so far along the x axis. @param x default: the rows as they are. O(n). */
export function bestLine({
  values,
  direction,
  counts,
  x,
}: {
  readonly values: Numbers;
  readonly direction: Direction;
  /** One flag per row; those at 0 do not count. */
  readonly counts: Rows;
  readonly x: Numbers | undefined;
}): ProgressLine {
  return progressLine(values, { direction, counts, order: rowsAlong(values.length, x), x });
}
