import type { Numbers } from '../../../core/analysis/numbers';
import { countText } from '../../../core/countText';
import type { TaskOutput } from '../../analysis/analysisTasks';
import { numberText } from '../../page/numberText';
import { rowsText } from '../../plots/placement';
import type { MatrixColumn } from './matrixColumn';

/** What is known of a pair of columns: their rank correlation and of how many rows it is, or why there is none. */
export type Correlation =
  { readonly value: number; readonly rows: number } | { readonly why: string };

/** Of the columns that have an order, in their order in the matrix. */
export function rankable(columns: readonly MatrixColumn[]): readonly Numbers[] {
  return columns.flatMap(({ isOrdered, axis }) => (isOrdered ? [axis.values as Numbers] : []));
}

/** What to say of columns `first` and `second`; `answer` is of those that are {@link rankable}. */
export function correlationOf(
  columns: readonly MatrixColumn[],
  first: number,
  second: number,
  answer: TaskOutput<'rankCorrelations'> | undefined,
): Correlation {
  const pair = [columns[first], columns[second]] as readonly [MatrixColumn, MatrixColumn];
  if (pair.some(({ isOrdered }) => !isOrdered)) return { why: 'no order' };
  if (answer === undefined) return { why: 'computing…' };
  const ordered = columns.filter(({ isOrdered }) => isOrdered);
  const [one, other] = pair.map(column => ordered.indexOf(column)) as [number, number];
  const at = one * ordered.length + other;
  const value = answer.matrix[at] as number;
  if (!Number.isNaN(value)) return { value, rows: answer.rows[at] as number };
  if (pair.some(({ range }) => range === undefined)) return { why: 'no values' };
  return { why: pair.some(({ isConstant }) => isConstant) ? 'constant' : 'too few rows' };
}

/** Below, the first two decimals of a correlation are zeros and say nothing. */
const tiny = 0.01;

/** How a correlation begins, with its sign: `+0.531234…`, `-0.00345678…`. */
export function correlationText(value: number, digits = 6): string {
  return value === 0 ? '0' : `${value > 0 ? '+' : ''}${numberText(value, digits)}`;
}

/** For a cell: `+0.53…`; a tiny one to three decimals, which is said where it is rounded: `≈-0.003`, `≈0`. */
export function shortCorrelationText(value: number): string {
  if (value === 0 || Math.abs(value) >= tiny) return correlationText(value, 2);
  const rounded = Number(value.toFixed(3));
  return `${rounded === value ? '' : '≈'}${correlationText(rounded)}`;
}

/** `rank correlation +0.53… of 998 of 1,000 rows`. */
export function correlationWords(correlation: Correlation, rowCount: number): string {
  if ('why' in correlation) return `no rank correlation: ${correlation.why}`;
  const { value, rows } = correlation;
  return `rank correlation ${correlationText(value)} of ${countText(rows)} of ${rowsText(rowCount)}`;
}

/** `+0.53… (998 rows)` */
export function cellTextOf(correlation: Correlation): string {
  if ('why' in correlation) return correlation.why;
  return `${correlationText(correlation.value)} (${rowsText(correlation.rows)})`;
}
