import type { AxisScale } from './axis';
import type { Place } from './brushShape';
import { pointCells } from './pointCells';
import type { PointCells } from './pointCells';
import { PointIndex } from './pointIndex';
import type { PointSet } from './pointSet';
import type { Box } from './scatterStage';

/** CSS pixels from the mouse within which a point is meant. */
const reach = 14;

/** Points as they lie on the screen: what is found here is computed when it is first asked for. */
export class ScatterFrame {
  private knownCells: PointCells | undefined;
  private knownIndex: PointIndex | undefined;

  constructor(
    private readonly points: PointSet,
    /** The part of the stage between the axes. */
    readonly box: Box,
    readonly scales: { readonly x: AxisScale; readonly y: AxisScale },
  ) {}

  /** In device pixels of the box. */
  get cells(): PointCells {
    this.knownCells ??= this.cellsAt(window.devicePixelRatio);
    return this.knownCells;
  }

  /** In pixels of the box, so many to a CSS pixel. O(n). */
  cellsAt(ratio: number): PointCells {
    const { box, points, scales } = this;
    const size = { width: Math.round(box.width * ratio), height: Math.round(box.height * ratio) };
    return pointCells(
      points,
      size,
      value => (scales.x.pixelOf(value) - box.left) * ratio,
      value => (scales.y.pixelOf(value) - box.top) * ratio,
    );
  }

  /** In CSS pixels of the stage. */
  placeOf(row: number): Place {
    const { points, scales } = this;
    return {
      x: scales.x.pixelOf(points.x[row] as number),
      y: scales.y.pixelOf(points.y[row] as number),
    };
  }

  /** The row of the point that is meant by a place of the stage. */
  nearest(place: Place): number | undefined {
    this.knownIndex ??= new PointIndex(this.cells);
    const ratio = window.devicePixelRatio;
    const { left, top } = this.box;
    const at = { x: (place.x - left) * ratio, y: (place.y - top) * ratio };
    return this.knownIndex.nearest(at, reach * ratio, row => {
      const { x, y } = this.placeOf(row);
      return Math.hypot(x - place.x, y - place.y) * ratio;
    });
  }

  holds({ x, y }: Place): boolean {
    const { left, top, width, height } = this.box;
    return x >= left && x <= left + width && y >= top && y <= top + height;
  }
}
