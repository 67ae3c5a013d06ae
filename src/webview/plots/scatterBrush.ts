import { numberText } from '../page/numberText';
import { namesBetween } from './categoryAxis';
import type { Axis, AxisScale } from './axis';
import { rowsInLasso, rowsWithin } from './brushShape';
import type { Bounds } from './brushShape';
import type { Drag } from './pointerTool';
import type { ScatterFrame } from './scatterFrame';
import type { ScatterContent } from './scatterSurface';

/** The rows that a brush covers, and what it is in words. */
export interface Brushed {
  /** One byte per row. */
  readonly chosen: Uint8Array;
  readonly words: string;
}

/** What dragging with a brush chooses: `cost 1.2 to 3 and mass 0 to 5`, which is meant to the last digit. */
export function brushed(
  drag: Drag,
  frame: ScatterFrame,
  { points, axes, placement }: Pick<ScatterContent, 'points' | 'axes' | 'placement'>,
): Brushed {
  if (drag.tool === 'lasso') {
    const { scales } = frame;
    const chosen = rowsInLasso(drag.corners, points.x.length, {
      x: row => scales.x.pixelOf(points.x[row] as number),
      y: row => scales.y.pixelOf(points.y[row] as number),
    });
    return { chosen, words: `lasso over ${axes.x.name} and ${axes.y.name}` };
  }
  const { from, to } = drag;
  const hasEdge = placement.atEdge > 0;
  const x = boundsAt(frame.scales.x, [from.x, to.x], hasEdge);
  const y = boundsAt(frame.scales.y, [from.y, to.y], hasEdge);
  return {
    chosen: rowsWithin(points, x, y),
    words: `${axes.x.name} ${boundsText(x, axes.x)} and ${axes.y.name} ${boundsText(y, axes.y)}`,
  };
}

function boundsAt(scale: AxisScale, pixels: readonly [number, number], hasEdge: boolean): Bounds {
  const edge = scale.pixelOf(NaN);
  return {
    between: [scale.roundAt(pixels[0]), scale.roundAt(pixels[1])],
    orMissing: hasEdge && edge >= Math.min(...pixels) && edge <= Math.max(...pixels),
  };
}

function boundsText({ between, orMissing }: Bounds, { labels }: Axis): string {
  const text =
    labels === undefined
      ? `${numberText(Math.min(...between), 15)} to ${numberText(Math.max(...between), 15)}`
      : namesBetween(labels, between);
  return orMissing ? `${text} or missing` : text;
}
