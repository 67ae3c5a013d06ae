import type { Box } from '../../plots/scatterStage';
import type { Place } from '../../plots/brushShape';
import { withDigitsFor } from '../../plots/withDigitsFor';
import type { Axis } from '../parallel/axis';
import type { Brush } from '../parallel/brushes';
import type { MatrixColumn } from './matrixColumn';
import { positionAtX, positionAtY, within } from './matrixLayout';

/** What dragging from one place to another in a cell chooses: ranges of its one or two columns. */
export function brushesOf(
  box: Box,
  { from, to }: { readonly from: Place; readonly to: Place },
  { x, y }: { readonly x: MatrixColumn; readonly y: MatrixColumn },
): readonly Brush[] {
  const ends = [within(box, from), within(box, to)] as const;
  const across = brushOn(
    x.axis,
    ends.map(end => positionAtX(box, end.x)),
    positionAtX(box, box.left + 1) - positionAtX(box, box.left),
  );
  if (x === y) return [across];
  const up = brushOn(
    y.axis,
    ends.map(end => positionAtY(box, end.y)),
    positionAtY(box, box.top) - positionAtY(box, box.top + 1),
  );
  return [across, up];
}

/** @param pixel as long as one on the axis. */
function brushOn(axis: Axis, positions: readonly number[], pixel: number): Brush {
  const values = positions.map(position => {
    const value = axis.valueAt(position);
    // So that what is said in words means exactly what was drawn.
    return withDigitsFor(value, Math.abs(axis.valueAt(position + pixel) - value));
  });
  return { place: axis.place, from: Math.min(...values), to: Math.max(...values) };
}
