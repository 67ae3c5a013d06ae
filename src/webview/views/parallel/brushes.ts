import { numberText } from '../../page/numberText';
import type { Axis } from './axis';

/** What is chosen on one axis: numbers from … to, both included; for categories their indices. */
export interface Brush {
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/** One byte per row: 1 where the row is within every brush. O(n · brushes). */
export function brushedRows(
  axes: readonly Axis[],
  brushes: readonly Brush[],
  rowCount: number,
): Uint8Array {
  const mask = new Uint8Array(rowCount).fill(1);
  for (const { place, from, to } of brushes) {
    const values = axes.find(axis => axis.place === place)?.values;
    if (values === undefined) continue;
    for (let row = 0; row < rowCount; row++) {
      const value = values[row] as number;
      // NaN is in no range.
      if (!(value >= from && value <= to)) mask[row] = 0;
    }
  }
  return mask;
}

/** e.g. `cost 1 to 3 and solver a, b`. */
export function brushesInWords(axes: readonly Axis[], brushes: readonly Brush[]): string {
  return brushes
    .map(({ place, from, to }) => {
      const axis = axes.find(each => each.place === place);
      const chosen = axis?.labels?.filter((_, code) => code >= from && code <= to);
      const range = chosen?.join(', ') ?? `${numberText(from, 4)} to ${numberText(to, 4)}`;
      return `${axis?.title ?? `column ${place}`} ${range}`;
    })
    .join(' and ');
}
