import { codesOf } from '../../../core/analysis/codesOf';
import type { Numbers } from '../../../core/analysis/numbers';
import { numbersOf } from '../../../core/analysis/numbersOf';
import type { Column } from '../../../core/column';
import { numberText } from '../../page/numberText';
import type { Axis } from '../../plots/axis';
import type { SliceChoice } from './sliceChoice';

/** A column on an axis. */
export interface SliceAxis {
  readonly axis: Axis;
  readonly values: Numbers;
}

/** Numbers on an axis of numbers, all else by its names. */
export function sliceAxis(column: Column, { logs }: Pick<SliceChoice, 'logs'>): SliceAxis {
  const { variable } = column;
  const { name, unit } = variable;
  const shared = { name, ...(unit !== undefined && { unit }) };
  const codes = codesOf(column);
  if (codes !== undefined) {
    return { axis: { ...shared, labels: codes.labels }, values: codes.codes };
  }
  const log = Object.hasOwn(logs, name) ? logs[name] === true : variable.log === true;
  return { axis: { ...shared, log }, values: numbersOf(column) ?? new Float64Array() };
}

/** What is said of the value of a row. */
export function sliceText({ axis: { labels }, values }: SliceAxis, row: number): string {
  const value = values[row] as number;
  if (Number.isNaN(value)) return 'missing';
  return labels === undefined ? numberText(value, 17) : (labels[value] ?? '');
}
