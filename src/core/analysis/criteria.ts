import type { Direction } from '../variables';
import type { Numbers, Rows } from './numbers';
import { completePoints } from './points';
import type { CompletePoints } from './points';

/** One of several columns by which rows are ranked. */
export interface Criterion {
  readonly values: Numbers;
  /** How much it matters beside the others: finite and not negative. Only the ratio of weights counts. */
  readonly weight: number;
  /** Default: minimize. */
  readonly direction?: Direction;
}

/** The rows that are finite in every criterion, and the weights as shares of 1. */
export interface Alternatives extends CompletePoints {
  readonly weights: readonly number[];
}

/** @throws {RangeError} when a weight is negative, infinite or NaN, or none is above 0. */
export function alternativesOf(criteria: readonly Criterion[], rows?: Rows): Alternatives {
  const weights = criteria.map(({ weight }) => weight);
  const largest = Math.max(...weights);
  if (!weights.every(weight => weight >= 0 && weight < Infinity) || !(largest > 0)) {
    throw new RangeError(
      `Weights are finite numbers from 0, at least one of them above, but were (${weights.join(', ')})`,
    );
  }
  const sum = weights.reduce((total, weight) => total + weight / largest, 0);
  const objectives = criteria.map(({ values }) => values);
  return {
    ...completePoints({ objectives, ...(rows && { rows }) }, Number.isFinite),
    weights: weights.map(weight => weight / largest / sum),
  };
}

/** One score per row of the table; NaN for rows that are no alternatives. */
export function scoresOf(
  criteria: readonly Criterion[],
  { rows }: Alternatives,
  scores: Float64Array,
): Float64Array {
  const all = new Float64Array(criteria[0]?.values.length ?? 0).fill(NaN);
  rows.forEach((row, index) => (all[row] = scores[index] as number));
  return all;
}
