import type { Extent } from '../../core/analysis/extent';
import { moved, zoomed } from './axis';
import type { Place } from './brushShape';
import type { Axes } from './placement';
import type { Box } from './scatterStage';

/** The values in sight. */
export interface ZoomWindow {
  readonly x: Extent;
  readonly y: Extent;
}

interface Sight {
  readonly axes: Axes;
  /** The rectangle between the axes. */
  readonly box: Box;
}

/** What is in sight when the picture is moved from one place to another. */
export function movedWindow(
  { x, y }: ZoomWindow,
  { axes, box }: Sight,
  from: Place,
  to: Place,
): ZoomWindow {
  const across = ((from.x - to.x) / box.width) * (axes.x.inverse === true ? -1 : 1);
  const down = ((from.y - to.y) / box.height) * (axes.y.inverse === true ? 1 : -1);
  return { x: moved(x, axes.x, across), y: moved(y, axes.y, down) };
}

/** What is in sight at another scale: what lies at a place stays there. @param factor below 1 comes closer. */
export function zoomedWindow(
  { x, y }: ZoomWindow,
  { axes, box }: Sight,
  at: Place,
  factor: number,
): ZoomWindow {
  const share = (place: number, isTurned = false): number => (isTurned ? 1 - place : place);
  const across = share((at.x - box.left) / box.width, axes.x.inverse);
  const down = share((at.y - box.top) / box.height, !axes.y.inverse);
  return {
    x: zoomed(x, axes.x, { at: across, factor }),
    y: zoomed(y, axes.y, { at: down, factor }),
  };
}
