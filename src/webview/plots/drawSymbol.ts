import type { Ink } from './ink';
import type { PointSymbol } from './pointSet';

/** Fills a symbol around a place. @param size CSS pixels. */
export function drawSymbol(
  ink: Ink,
  symbol: PointSymbol,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const half = size / 2;
  ink.beginPath();
  if (symbol === 'circle') ink.arc(x, y, half, 0, 2 * Math.PI);
  else for (const [right, down] of outlines[symbol]) ink.lineTo(x + right * half, y + down * half);
  ink.fill();
}

/** Corners around the middle, 1 being half of the size. */
const outlines: Readonly<
  Record<Exclude<PointSymbol, 'circle'>, readonly (readonly [number, number])[]>
> = {
  square: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
  diamond: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  triangle: [
    [0, -1],
    [1, 1],
    [-1, 1],
  ],
  wedge: [
    [-1, -1],
    [1, -1],
    [0, 1],
  ],
  cross: [
    [-0.6, -1],
    [0, -0.4],
    [0.6, -1],
    [1, -0.6],
    [0.4, 0],
    [1, 0.6],
    [0.6, 1],
    [0, 0.4],
    [-0.6, 1],
    [-1, 0.6],
    [-0.4, 0],
    [-1, -0.6],
  ],
};
