/** Smaller pivots than this, of coordinates near 1, are nothing but rounding. */
const smallestPivot = 1e-10;

/**
 * The n for which n · p = 1 at each of k points of k coordinates near 1; `undefined` when there is not just one. Gaussian
 * elimination with partial pivoting, O(k³).
 */
export function hyperplaneThrough(
  points: readonly (readonly number[])[],
): readonly number[] | undefined {
  const k = points.length;
  const lines = points.map(point => [...point, 1]);
  for (let column = 0; column < k; column++) {
    const below = lines.slice(column);
    const sizes = below.map(line => Math.abs(line[column] as number));
    const largest = Math.max(...sizes);
    if (!(largest > smallestPivot)) return undefined;
    const [pivot] = lines.splice(column + sizes.indexOf(largest), 1) as [number[]];
    lines.splice(column, 0, pivot);
    lines.forEach((line, index) => {
      if (index === column) return;
      const factor = (line[column] as number) / (pivot[column] as number);
      for (let at = column; at <= k; at++)
        line[at] = (line[at] as number) - factor * (pivot[at] as number);
    });
  }
  return lines.map((line, index) => (line[k] as number) / (line[index] as number));
}
