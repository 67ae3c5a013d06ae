import { improvements } from '../../core/analysis/improvements';
import type { ImprovementOptions } from '../../core/analysis/improvements';
import type { Numbers } from '../../core/analysis/numbers';
import { everyRow } from '../../core/analysis/numbers';
import { sortedRows } from '../../core/analysis/sortedRows';

/** How something became better from evaluation to evaluation. */
export interface ProgressLine {
  /** Where each value begins, ascending, and at last where the line ends. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The row with the best value; `undefined` when no row counts. */
  readonly best: number | undefined;
  /** How many evaluations came after it. */
  readonly since: number;
}

/** The rows in the order of the x axis, those without a place on it left out. @param x default: the rows as they are. */
export function rowsAlong(rowCount: number, x?: Numbers): Uint32Array {
  const rows = everyRow(rowCount);
  if (x === undefined) return rows;
  return sortedRows(
    x,
    rows.filter(row => Number.isFinite(x[row])),
  );
}

/** The steps of the best of `values` along the rows in `order`. */
export function progressLine(
  values: Numbers,
  {
    order,
    x,
    ...options
  }: ImprovementOptions & { readonly order: Uint32Array; readonly x: Numbers | undefined },
): ProgressLine {
  const rows = improvements(values, { ...options, order });
  const placeOf = (row: number): number => (x === undefined ? row : (x[row] as number));
  const best = rows.at(-1);
  const last = order.at(-1);
  if (best === undefined || last === undefined) {
    return { x: new Float64Array(), y: new Float64Array(), best: undefined, since: 0 };
  }
  const ends = [...rows, best];
  const steps = Float64Array.from(ends, placeOf);
  steps[rows.length] = placeOf(last);
  return {
    x: steps,
    y: Float64Array.from(ends, row => values[row] as number),
    best,
    since: order.length - 1 - order.lastIndexOf(best),
  };
}

/** The value of a line at a place; `undefined` before it begins. O(log n). */
export function valueAt(
  { x, y }: Pick<ProgressLine, 'x' | 'y'>,
  place: number,
): number | undefined {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] as number) <= place) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : y[low - 1];
}
