import type { Numbers, Rows } from './numbers';
import { everyRow } from './numbers';

/** Points of the objective space. */
export interface Points {
  /** One column per objective, all of the same length and in minimisation form (see `minimised`). */
  readonly objectives: readonly Numbers[];
  /** Which rows are points. Default: all. */
  readonly rows?: Rows;
}

/** Points side by side, without those that are NaN in an objective. */
export interface CompletePoints {
  /** Where they come from. */
  readonly rows: Uint32Array;
  /** One per objective, as long as `rows`. */
  readonly columns: readonly Float64Array[];
}

/** Copies the points for which `isWanted` holds in every objective (default: it is not NaN). O(n · k). */
export function completePoints(
  { objectives, rows = everyRow(objectives[0]?.length ?? 0) }: Points,
  isWanted: (value: number, objective: number) => boolean = value => !Number.isNaN(value),
): CompletePoints {
  let kept = Uint32Array.from(rows);
  objectives.forEach((column, objective) => {
    let count = 0;
    for (let at = 0; at < kept.length; at++) {
      const row = kept[at] as number;
      if (isWanted(column[row] as number, objective)) kept[count++] = row;
    }
    kept = kept.subarray(0, count);
  });
  return { rows: kept, columns: objectives.map(column => picked(column, kept)) };
}

/** The values in these rows. */
export function picked(values: Numbers, rows: Rows): Float64Array {
  const copy = new Float64Array(rows.length);
  for (let at = 0; at < copy.length; at++) copy[at] = values[rows[at] as number] as number;
  return copy;
}
