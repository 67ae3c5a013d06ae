import { nondominatedRows } from '../../core/analysis/nondominatedRows';
import { completePoints } from '../../core/analysis/points';
import type { Column } from '../../core/column';

/** Rows that are compared with each other: enough to tell, and few enough to be quick. */
const sampleSize = 200;

/**
 * Whether more than half of the points (of the first 200) are dominated when all columns are minimised. A front has
 * hardly any; where some of its objectives are maximised, nearly all are.
 */
export function isMostlyDominated(columns: readonly Column[]): boolean {
  const rowCount = Math.min(columns[0]?.values.length ?? 0, sampleSize);
  const objectives = columns.map(({ values }) =>
    Float64Array.from({ length: rowCount }, (_, row) => Number(values[row])),
  );
  const { rows } = completePoints({ objectives });
  return rows.length - nondominatedRows({ objectives, rows }).length > rowCount / 2;
}
