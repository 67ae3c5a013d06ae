import { countText } from '../../../core/countText';
import type { KnownRows } from '../../model/rowKinds';
import { numberText } from '../../page/numberText';
import { valueText } from '../../page/valueText';
import { rowsText } from '../../plots/placement';
import { rowIs } from '../rowLooks';
import type { MatrixColumn } from './matrixColumn';

/** `x1 against cost`: what is on the vertical axis first. */
export function pairTitle(x: MatrixColumn, y: MatrixColumn): string {
  return `${y.axis.title} against ${x.axis.title}`;
}

/** How the values of a column are spread: `1,000 values from 0 to 1; 2 missing`. */
export function distributionWords({ axis, distribution, range, isConstant }: MatrixColumn): string {
  const { counts, nan, negativeInfinity, positiveInfinity } = distribution;
  const finite = counts.reduce((sum, count) => sum + count, 0);
  const infinite = negativeInfinity + positiveInfinity;
  const values = `${countText(finite)} ${finite === 1 ? 'value' : 'values'}`;
  return [
    range === undefined
      ? 'no values'
      : isConstant
        ? `${values}, all ${axisValueText(axis, range[0])}`
        : axis.labels === undefined
          ? `${values} from ${numberText(range[0])} to ${numberText(range[1])}`
          : `${values} in ${countText(axis.labels.length)} categories`,
    ...(nan > 0 ? [`${countText(nan)} missing`] : []),
    ...(infinite > 0 ? [`${countText(infinite)} infinite`] : []),
  ].join('; ');
}

/** What a bin of a histogram holds, a line each. */
export function binLines(
  column: MatrixColumn,
  bin: number,
  chosen: Uint32Array | undefined,
): readonly string[] {
  const { axis, distribution } = column;
  const count = distribution.counts[bin] as number;
  return [
    `${axis.title}: ${binText(column, bin)}`,
    rowsText(count),
    ...(chosen === undefined ? [] : [`${countText(chosen[bin] as number)} of them selected`]),
  ];
}

function binText(
  { axis, startOf, isConstant, range, distribution }: MatrixColumn,
  bin: number,
): string {
  const { labels } = axis;
  if (isConstant && range !== undefined) return axisValueText(axis, range[0]);
  if (labels !== undefined) {
    const bins = distribution.counts.length;
    const [from, to] = [bin, bin + 1].map(at => Math.ceil((at * labels.length) / bins - 0.5));
    return labels.slice(from, to).join(', ');
  }
  const [from, to] = [axis.valueAt(startOf(bin)), axis.valueAt(startOf(bin + 1))];
  return `${numberText(from, 6)} to ${numberText(to, 6)}`;
}

/** What a point is, a line each. */
export function rowLines(
  row: number,
  columns: readonly MatrixColumn[],
  rows: KnownRows,
): readonly string[] {
  return [
    `row ${row}, ${rowIs(row, rows)}`,
    ...columns.map(({ axis, column }) => `${axis.title}: ${valueText(column, row)}`),
  ];
}

function axisValueText({ labels }: MatrixColumn['axis'], value: number): string {
  return labels?.[value] ?? numberText(value);
}
