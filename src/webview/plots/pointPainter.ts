import { canvasOf } from './picture';
import { PointRaster } from './pointRaster';
import type { PointCells } from './pointCells';
import type { PointSet } from './pointSet';
import { rgbOf } from './rgbOf';
import { viridisRamp } from './viridisRamp';

/** Paints any number of points on a canvas. */
export class PointPainter {
  private readonly raster = new PointRaster();
  private image: ImageData | undefined;

  constructor(private readonly canvas: HTMLCanvasElement) {}

  /**
   * @param cells of a picture as large as the canvas.
   * @param shown one byte per row, 1 where it is selected, absent when no row is; and device pixels to a CSS pixel.
   */
  paint(
    cells: PointCells,
    points: PointSet,
    { mask, pixelRatio }: { readonly mask: Uint8Array | undefined; readonly pixelRatio: number },
  ): void {
    const { width, height } = cells;
    const ink = this.canvas.getContext('2d');
    if (ink === null || width === 0 || height === 0) return;
    if (this.image?.width !== width || this.image.height !== height) {
      this.image = ink.createImageData(width, height);
    }
    this.raster.paint(this.image.data, cells, points, {
      colours: points.styles.map(({ colour }) => rgbOf(colour)),
      ramp: viridisRamp,
      pixelRatio,
      ...(mask && { mask }),
    });
    ink.putImageData(this.image, 0, 0);
  }
}

/** Points on a canvas of their own, as large as the picture that `cells` are of. */
export function rasterOf(
  cells: PointCells,
  points: PointSet,
  shown: Parameters<PointPainter['paint']>[2],
): HTMLCanvasElement {
  const { canvas } = canvasOf(cells, 1);
  new PointPainter(canvas).paint(cells, points, shown);
  return canvas;
}
