import type { Measured } from '../../core/analysis/compareFronts';
import { numberText } from '../page/numberText';
import type { Fact } from './factTable';

/** A figure as the cell of a table, or why there is none. */
export function measuredFact(value: Measured): Fact {
  return typeof value === 'number'
    ? { text: numberText(value, 5), exact: String(value) }
    : { text: value };
}
