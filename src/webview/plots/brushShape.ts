import type { Numbers } from '../../core/analysis/numbers';

/** A place in CSS pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Which values are chosen: those between two, these included, and perhaps those that are missing. */
export interface Bounds {
  readonly between: readonly [number, number];
  readonly orMissing: boolean;
}

/** The rows with both values within bounds: one byte per row. O(n). */
export function rowsWithin(
  { x, y }: { readonly x: Numbers; readonly y: Numbers },
  xBounds: Bounds,
  yBounds: Bounds,
): Uint8Array {
  const [isInX, isInY] = [testOf(xBounds), testOf(yBounds)];
  const chosen = new Uint8Array(x.length);
  for (let row = 0; row < chosen.length; row++) {
    if (isInX(x[row] as number) && isInY(y[row] as number)) chosen[row] = 1;
  }
  return chosen;
}

function testOf({ between, orMissing }: Bounds): (value: number) => boolean {
  const [low, high] = [Math.min(...between), Math.max(...between)];
  return value => (value >= low && value <= high) || (orMissing && Number.isNaN(value));
}

/** Whether a place is in a closed line, by the even-odd rule. O(corners). */
export function isInside({ x, y }: Place, corners: readonly Place[]): boolean {
  let inside = false;
  let before = corners[corners.length - 1];
  for (const corner of corners) {
    if (before !== undefined && corner.y > y !== before.y > y) {
      const crossing = corner.x + ((y - corner.y) / (before.y - corner.y)) * (before.x - corner.x);
      if (x < crossing) inside = !inside;
    }
    before = corner;
  }
  return inside;
}

/** The rows whose pixels are in a closed line: one byte per row. O(n + rows near the line's box · corners). */
export function rowsInLasso(
  corners: readonly Place[],
  rowCount: number,
  pixelsOf: { readonly x: (row: number) => number; readonly y: (row: number) => number },
): Uint8Array {
  const chosen = new Uint8Array(rowCount);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of corners) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  for (let row = 0; row < rowCount; row++) {
    const x = pixelsOf.x(row);
    if (!(x >= left && x <= right)) continue;
    const y = pixelsOf.y(row);
    if (y >= top && y <= bottom && isInside({ x, y }, corners)) chosen[row] = 1;
  }
  return chosen;
}

/** The line without corners that are nearer than two pixels to the one before. */
export function withCorner(corners: readonly Place[], next: Place): readonly Place[] {
  const last = corners[corners.length - 1];
  const isNear = last !== undefined && Math.hypot(next.x - last.x, next.y - last.y) < 2;
  return isNear ? corners : [...corners, next];
}
