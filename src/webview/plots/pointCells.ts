import type { Numbers } from '../../core/analysis/numbers';

/** Pixels of a picture: device pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** Where points are in a picture: `line * width + column`, or -1 for those that are not in it. */
export interface PointCells extends PixelSize {
  readonly cells: Int32Array;
}

/** Maps a value to a pixel. */
export type PixelOf = (value: number) => number;

/** Finds the pixel of every point. O(n). */
export function pointCells(
  { x, y }: { readonly x: Numbers; readonly y: Numbers },
  { width, height }: PixelSize,
  toX: PixelOf,
  toY: PixelOf,
): PointCells {
  const cells = new Int32Array(x.length);
  for (let row = 0; row < cells.length; row++) {
    const column = Math.floor(toX(x[row] as number));
    const line = Math.floor(toY(y[row] as number));
    const isInside = column >= 0 && column < width && line >= 0 && line < height;
    cells[row] = isInside ? line * width + column : -1;
  }
  return { cells, width, height };
}
