import type { Axis } from './axis';
import { heightOf } from './parallelCanvas';
import type { Layout } from './parallelCanvas';

/** Pixels from the cursor within which a line is under it. */
const reach = 6;

/**
 * The row whose line passes nearest to a point of the canvas; `undefined` when none is near. Looks at every line, so it is
 * exact however they were drawn. O(n).
 * @param mask one byte per row; rows at 0 are no candidates. Default: all are.
 */
export function nearestLine(
  axes: readonly Axis[],
  layout: Layout,
  { x, y }: { readonly x: number; readonly y: number },
  mask?: Uint8Array,
): number | undefined {
  const right = layout.x.findIndex(each => each >= x);
  const [from, to] = [axes[right - 1], axes[right]];
  if (from === undefined || to === undefined) return undefined;
  const [left, end] = [layout.x[right - 1] as number, layout.x[right] as number];
  const share = (x - left) / (end - left);
  let [best, nearest] = [reach, -1];
  for (let row = 0; row < from.positions.length; row++) {
    if (mask !== undefined && mask[row] === 0) continue;
    const start = heightOf(layout, from.positions[row] as number);
    const stop = heightOf(layout, to.positions[row] as number);
    const distance = Math.abs(start + share * (stop - start) - y);
    if (distance < best) [best, nearest] = [distance, row];
  }
  return nearest < 0 ? undefined : nearest;
}
