import type { Column } from '../../../core/column';
import { codesOf } from '../../../core/analysis/codesOf';
import { extent } from '../../../core/analysis/extent';
import { numbersOf } from '../../../core/analysis/numbersOf';
import { numberText } from '../../page/numberText';

/** How an axis is drawn; the user changes it. */
export interface AxisStyle {
  readonly isInverted: boolean;
  /** Only where all values are positive. */
  readonly isLog: boolean;
}

export interface Tick {
  /** 0 at the lower end of the axis, 1 at the upper. */
  readonly position: number;
  readonly label: string;
}

/** One column as an axis: a number for each row, and where it lies. */
export interface Axis {
  /** The column's place in the outline. */
  readonly place: number;
  readonly title: string;
  /** One per row: the number, or the index of the category; NaN where there is none. */
  readonly values: ArrayLike<number>;
  /** Of categories, by index; absent for numbers. */
  readonly labels?: readonly string[];
  /** Whether a logarithmic scale is possible. */
  readonly mayBeLog: boolean;
  readonly style: AxisStyle;
  /** One per row: 0 at the lower end, 1 at the upper, NaN where the row has no place on the axis. */
  readonly positions: Float32Array;
  /** Whether some row has no place. */
  readonly hasGaps: boolean;
  readonly ticks: readonly Tick[];
  /** From a place on the axis to the number there, and back. */
  valueAt(position: number): number;
  positionOf(value: number): number;
}

/** @param place of the column in the outline. */
export function axisOf(column: Column, place: number, style: AxisStyle): Axis {
  const codes = codesOf(column);
  const values = codes?.codes ?? numbersOf(column) ?? new Float64Array(column.values.length);
  const { name, unit } = column.variable;
  const [low, high] = rangeOf(values, codes?.labels.length);
  const mayBeLog = codes === undefined && low > 0 && high > low;
  const isLog = style.isLog && mayBeLog;
  const scale = scaleOf(low, high, { isLog, isInverted: style.isInverted });
  const positions = Float32Array.from({ length: values.length }, (_, row) =>
    scale.positionOf(values[row] as number),
  );
  return {
    place,
    title: unit === undefined ? name : `${name} [${unit}]`,
    values,
    ...(codes && { labels: codes.labels }),
    mayBeLog,
    style: { ...style, isLog },
    positions,
    hasGaps: positions.some(Number.isNaN),
    ticks: codes ? codeTicks(codes.labels, scale) : numberTicks(low, high, { isLog, scale }),
    ...scale,
  };
}

/** An axis whose values are all the same, or none, still has a length. */
function rangeOf(values: Float64Array, labelCount?: number): readonly [number, number] {
  if (labelCount !== undefined) return [-0.5, Math.max(0, labelCount - 1) + 0.5];
  const [low, high] = extent(values) ?? [0, 1];
  return low === high
    ? [low - Math.abs(low || 1) / 2, high + Math.abs(high || 1) / 2]
    : [low, high];
}

type Scale = Pick<Axis, 'valueAt' | 'positionOf'>;

function scaleOf(low: number, high: number, { isLog, isInverted }: AxisStyle): Scale {
  const [from, to] = isLog ? [Math.log(low), Math.log(high)] : [low, high];
  const turned = (position: number): number => (isInverted ? 1 - position : position);
  return {
    positionOf: value => {
      // Infinite values have no place, as missing ones have not: they are drawn in the lane below.
      if (!Number.isFinite(value) || (isLog && value <= 0)) return NaN;
      return turned(((isLog ? Math.log(value) : value) - from) / (to - from));
    },
    valueAt: position => {
      const at = from + turned(position) * (to - from);
      return isLog ? Math.exp(at) : at;
    },
  };
}

const mostTicks = 6;

function codeTicks(labels: readonly string[], { positionOf }: Scale): readonly Tick[] {
  const step = Math.ceil(labels.length / 12);
  return labels.flatMap((label, code) =>
    code % step === 0 ? [{ position: positionOf(code), label }] : [],
  );
}

function numberTicks(
  low: number,
  high: number,
  { isLog, scale }: { readonly isLog: boolean; readonly scale: Scale },
): readonly Tick[] {
  const values = isLog ? powersBetween(low, high) : stepsBetween(low, high);
  return values.map(value => ({ position: scale.positionOf(value), label: numberText(value, 4) }));
}

/** Round numbers: steps of 1, 2 or 5 times a power of ten. */
function stepsBetween(low: number, high: number): readonly number[] {
  const rough = (high - low) / mostTicks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find(each => each * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: Math.max(0, Math.min(count, 2 * mostTicks)) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

function powersBetween(low: number, high: number): readonly number[] {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  if (last <= first) return stepsBetween(low, high);
  const step = Math.ceil((last - first + 1) / (2 * mostTicks));
  const count = Math.floor((last - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => 10 ** (first + index * step));
}
