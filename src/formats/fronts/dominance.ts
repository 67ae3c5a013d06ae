import type { Column } from '../../core/column';

/** Rows that are compared with each other: enough to tell, and few enough to be quick. */
const sampleSize = 200;

/**
 * Whether more than half of the points (of the first 200) are dominated when all columns are minimised. A front has
 * hardly any; where some of its objectives are maximised, nearly all are.
 */
export function isMostlyDominated(columns: readonly Column[]): boolean {
  const rowCount = Math.min(columns[0]?.values.length ?? 0, sampleSize);
  const points = Array.from({ length: rowCount }, (_, row) =>
    columns.map(({ values }) => Number(values[row])),
  );
  const dominated = points.filter(point => points.some(other => dominates(other, point)));
  return dominated.length > rowCount / 2;
}

function dominates(better: readonly number[], worse: readonly number[]): boolean {
  let isBetter = false;
  for (let index = 0; index < worse.length; index++) {
    const [one, other] = [better[index] as number, worse[index] as number];
    if (!(one <= other)) return false;
    isBetter ||= one < other;
  }
  return isBetter;
}
