import type { StepLine, PointSet, PointStyle } from '../plots/pointSet';
import type { Comparison } from './comparison';

/** Above this many, dominated points are drawn smaller. */
const manyPoints = 5_000;

/** The points of all results in the plane of two goals, one after the other. */
export interface ComparedPoints {
  readonly points: PointSet;
  /** Place of the result that each point is of. */
  readonly owner: Uint8Array;
  /** The row that each point is in its result. */
  readonly rows: Uint32Array;
}

/** @param goals places of the goals on the axes. O(points). */
export function comparedPoints(
  comparison: Comparison,
  goals: readonly [x: number, y: number],
  withDominated: boolean,
): ComparedPoints {
  const { results, rows: compared, facts } = comparison;
  const shown = results.map((_, index) =>
    withDominated ? (compared[index]?.rows ?? []) : (facts.fronts[index] ?? []),
  );
  const total = shown.reduce((sum, { length }) => sum + length, 0);
  const [x, y] = [new Float64Array(total), new Float64Array(total)];
  const [category, owner] = [new Uint8Array(total), new Uint8Array(total)];
  const rows = new Uint32Array(total);
  let next = 0;
  results.forEach((_, index) => {
    const front = new Set(facts.fronts[index]);
    const [across, up] = goals.map(goal => compared[index]?.values[goal]);
    for (const row of shown[index] ?? []) {
      x[next] = across?.[row] ?? NaN;
      y[next] = up?.[row] ?? NaN;
      owner[next] = index;
      rows[next] = row;
      category[next] = front.has(row) ? results.length + index : index;
      next++;
    }
  });
  return { points: { x, y, category, ...looksOf(comparison, total) }, owner, rows };
}

/** First those of the dominated points of each result, then those of the fronts. */
function looksOf({ results }: Comparison, total: number): Pick<PointSet, 'styles' | 'legend'> {
  const style = (size: number, opacity: number): readonly PointStyle[] =>
    results.map(({ name, colour, symbol }) => ({ name, colour, symbol, size, opacity }));
  const fronts = style(8, 1);
  return { styles: [...style(total > manyPoints ? 2 : 4, 0.25), ...fronts], legend: fronts };
}

/**
 * What each front attains: the border of what it dominates in the plane of two goals, from its best point in the first to
 * its best in the second. Only where there are no other goals. O(n log n).
 */
export function attainmentLines(
  { results, goals, rows, facts }: Comparison,
  [across, up]: readonly [x: number, y: number],
): readonly StepLine[] {
  if (goals.length !== 2 || across === up) return [];
  const sense = goals[across]?.direction === 'maximize' ? -1 : 1;
  return results.map(({ colour }, index) => {
    const [xs, ys] = [rows[index]?.values[across], rows[index]?.values[up]];
    const corners = Array.from(facts.fronts[index] ?? [], row => [
      xs?.[row] ?? NaN,
      ys?.[row] ?? NaN,
    ])
      .filter(point => point.every(Number.isFinite))
      .sort(([a = 0], [b = 0]) => (a - b) * sense) as [number, number][];
    const points = corners.flatMap(([x, y], at): [number, number][] => {
      const before = corners[at - 1];
      return before === undefined
        ? [[x, y]]
        : [
            [x, before[1]],
            [x, y],
          ];
    });
    // The x axis rises, whichever way is better.
    if (sense < 0) points.reverse();
    const along = (axis: 0 | 1) => Float64Array.from(points, point => point[axis]);
    return { colour, x: along(0), y: along(1) };
  });
}
