import type { Numbers } from '../../../core/analysis/numbers';
import type { TaskOutput } from '../../analysis/analysisTasks';
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

/** How a correlation begins, with its sign: `+0.53…`, `-0.00…`. */
export function correlationText(value: number, decimals = 2): string {
  const sign = value > 0 ? '+' : value < 0 ? '-' : '';
  const size = String(Math.abs(value));
  const [whole = '', fraction = ''] = size.includes('e') ? ['0', '0'.repeat(99)] : size.split('.');
  if (fraction.length <= decimals) return `${sign}${size}`;
  return `${sign}${whole}.${fraction.slice(0, decimals)}…`;
}

/** `rank correlation +0.53… of 998 of 1,000 rows`. */
export function correlationWords(correlation: Correlation, rowCount: number): string {
  if ('why' in correlation) return `no rank correlation: ${correlation.why}`;
  const { value, rows } = correlation;
  return `rank correlation ${correlationText(value, 6)} of ${rows.toLocaleString('en')} of ${rowsText(rowCount)}`;
}

/** `+0.53… (998 rows)` */
export function cellTextOf(correlation: Correlation): string {
  if ('why' in correlation) return correlation.why;
  return `${correlationText(correlation.value, 6)} (${rowsText(correlation.rows)})`;
}
