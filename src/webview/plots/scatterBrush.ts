import { numberText } from '../page/numberText';
import { rowsInLasso, rowsWithin } from './brushShape';
import type { Axes } from './placement';
import type { PointSet } from './pointSet';
import type { Drag } from './pointerTool';
import type { ScatterFrame } from './scatterFrame';

/** The rows that a brush covers, and what it is in words. */
export interface Brushed {
  /** One byte per row. */
  readonly chosen: Uint8Array;
  readonly words: string;
}

/** What dragging with a brush chooses: `cost 1.2 to 3 and mass 0 to 5`, which is meant to the last digit. */
export function brushed(drag: Drag, frame: ScatterFrame, points: PointSet, axes: Axes): Brushed {
  if (drag.tool === 'lasso') {
    const { scales } = frame;
    const chosen = rowsInLasso(drag.corners, points.x.length, {
      x: row => scales.x.pixelOf(points.x[row] as number),
      y: row => scales.y.pixelOf(points.y[row] as number),
    });
    return { chosen, words: `lasso over ${axes.x.name} and ${axes.y.name}` };
  }
  const { from, to } = drag;
  const x = [frame.scales.x.roundAt(from.x), frame.scales.x.roundAt(to.x)] as const;
  const y = [frame.scales.y.roundAt(from.y), frame.scales.y.roundAt(to.y)] as const;
  return {
    chosen: rowsWithin(points, x, y),
    words: `${axes.x.name} ${boundsText(x)} and ${axes.y.name} ${boundsText(y)}`,
  };
}

function boundsText(bounds: readonly [number, number]): string {
  return `${numberText(Math.min(...bounds), 15)} to ${numberText(Math.max(...bounds), 15)}`;
}
