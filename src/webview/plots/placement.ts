import { countText } from '../../core/countText';
import { isOnAxis } from './axis';
import type { Axis } from './axis';
import type { PointSet } from './pointSet';

/** Which rows have a place in a plane, and why the others have none. */
export interface Placement {
  /** Ascending. */
  readonly rows: Uint32Array;
  /** Rows without a value in x or in y. */
  readonly missing: number;
  /** Rows that are infinite in x or in y. */
  readonly infinite: number;
  /** Rows that are not above 0 where an axis is logarithmic. */
  readonly notPositive: number;
  /** Of those that have a place: rows without a value, at an end of an axis. */
  readonly atEdge: number;
}

export interface Axes {
  readonly x: Axis;
  readonly y: Axis;
}

/** O(n). */
export function placementOf({ x, y }: Pick<PointSet, 'x' | 'y'>, axes: Axes): Placement {
  const rows = new Uint32Array(x.length);
  let [count, missing, infinite, notPositive, atEdge] = [0, 0, 0, 0, 0];
  for (let row = 0; row < rows.length; row++) {
    const a = x[row] as number;
    const b = y[row] as number;
    if (isOnAxis(a, axes.x) && isOnAxis(b, axes.y)) {
      rows[count++] = row;
      if (Number.isNaN(a) || Number.isNaN(b)) atEdge++;
    } else if (Number.isNaN(a) || Number.isNaN(b)) missing++;
    else if (!Number.isFinite(a) || !Number.isFinite(b)) infinite++;
    else notPositive++;
  }
  return { rows: rows.slice(0, count), missing, infinite, notPositive, atEdge };
}

/** Says which rows are not drawn where their values are: `12 rows have no value here`; empty when all are. */
export function leftOutWords({ missing, infinite, notPositive, atEdge }: Placement): string {
  const reasons: readonly (readonly [number, string, string])[] = [
    [missing, 'has no value here', 'have no value here'],
    [infinite, 'is infinite here', 'are infinite here'],
    [
      notPositive,
      'is not above 0, which a logarithmic axis needs',
      'are not above 0, which a logarithmic axis needs',
    ],
  ];
  const words = reasons
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${rowsText(count)} ${count === 1 ? one : many}`);
  return [...(atEdge > 0 ? [edgeWords(atEdge)] : []), ...words].join('; ');
}

/** `12 rows without a value lie at the edge` */
export function edgeWords(count: number): string {
  return `${rowsText(count)} without a value ${count === 1 ? 'lies' : 'lie'} at the edge`;
}

/** `1 row`, `1,234 rows`. */
export function rowsText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'row' : 'rows'}`;
}
