import type { Extent } from '../../core/analysis/extent';
import { sortedRows } from '../../core/analysis/sortedRows';
import { fullRange } from './axis';
import type { ScatterContent } from './scatterSurface';
import type { ZoomWindow } from './zoomWindow';

type SightContent = Pick<ScatterContent, 'points' | 'axes' | 'placement'>;

/** What of a scatter plot is in sight; computed when it is first asked for. */
export class ScatterSight {
  private knownRanges: ZoomWindow | undefined;
  private knownOrder: Uint32Array | undefined;

  /** @param zoom `undefined` when all points are in sight. */
  constructor(
    private readonly content: SightContent,
    readonly zoom: ZoomWindow | undefined,
  ) {}

  /** O(n) when first asked. */
  get ranges(): ZoomWindow {
    this.knownRanges ??= this.zoom ?? fullWindow(this.content, this.content.placement.rows);
    return this.knownRanges;
  }

  /** The rows in sight by x, then as they are. O(n) when first asked. */
  get order(): Uint32Array {
    const { points, placement } = this.content;
    const { x, y } = this.ranges;
    this.knownOrder ??= sortedRows(
      points.x,
      placement.rows.filter(
        row => isInSight(points.x[row] as number, x) && isInSight(points.y[row] as number, y),
      ),
    );
    return this.knownOrder;
  }
}

/** What is in sight when all of these rows are. O(rows). */
export function fullWindow(
  { points: { x, y }, axes }: SightContent,
  rows: Uint32Array,
): ZoomWindow {
  return { x: fullRange(x, axes.x, rows), y: fullRange(y, axes.y, rows) };
}

/** Of a row that has a place: without a value it lies at the edge of what is in sight. */
function isInSight(value: number, [min, max]: Extent): boolean {
  return Number.isNaN(value) || (value >= min && value <= max);
}
