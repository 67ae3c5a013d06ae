import { histogram } from '../../../core/analysis/histogram';
import type { Histogram } from '../../../core/analysis/histogram';
import { extent } from '../../../core/analysis/extent';
import type { Extent } from '../../../core/analysis/extent';
import type { Numbers, Rows } from '../../../core/analysis/numbers';
import type { Column } from '../../../core/column';
import { axisOf } from '../parallel/axis';
import type { Axis } from '../parallel/axis';

const usualBins = 24;
const mostBins = 60;

/** A column of the matrix: its axis, and how its values are distributed. */
export interface MatrixColumn {
  readonly column: Column;
  readonly axis: Axis;
  /** Of the finite values; of categories, of their codes. */
  readonly range: Extent | undefined;
  /** Whether there is only one finite value. */
  readonly isConstant: boolean;
  /** Whether the values have an order, so that they have ranks. */
  readonly isOrdered: boolean;
  /** Of all rows. */
  readonly distribution: Histogram;
  /** How many of these rows lie in each bin. */
  readonly chosenIn: (rows: Rows) => Uint32Array;
  /** Lower end of a bin on the axis, from 0 to 1; that of the next one is its upper end. */
  readonly startOf: (bin: number) => number;
}

/** @param place of the column in the outline. */
export function matrixColumn(column: Column, place: number): MatrixColumn {
  const isLog = column.variable.log === true;
  const axis = axisOf(column, place, { isInverted: false, isLog });
  const range = extent(axis.values as Numbers);
  const isConstant = range !== undefined && range[0] === range[1];
  const { values, ...options } = binned(axis, range);
  return {
    column,
    axis,
    range,
    isConstant,
    isOrdered: axis.labels === undefined || column.type === 'boolean',
    distribution: histogram(values, options),
    chosenIn: rows => histogram(values, { ...options, rows }).counts,
    startOf: bin => {
      if (isConstant && axis.labels === undefined) return bin === 0 ? 0.4 : 0.6;
      return bin / options.bins;
    },
  };
}

/** What is counted: the values themselves, so that no rounding moves them to another bin; on a logarithmic axis positions. */
function binned(
  axis: Axis,
  finite: Extent | undefined,
): {
  readonly values: Numbers;
  readonly bins: number;
  readonly range?: Extent;
} {
  const { labels, style } = axis;
  const numbers = axis.values as Numbers;
  if (labels !== undefined) {
    const bins = Math.min(mostBins, Math.max(1, labels.length));
    return { values: numbers, bins, range: [-0.5, Math.max(1, labels.length) - 0.5] };
  }
  // The same bins for whichever rows.
  if (!style.isLog) return { values: numbers, bins: usualBins, ...(finite && { range: finite }) };
  const positions = Float64Array.from(axis.values, value => axis.positionOf(value));
  return { values: positions, bins: usualBins, range: [0, 1] };
}
