import type { Criterion } from '../../core/analysis/criteria';
import type { RankedRows } from '../../core/analysis/rankedRows';
import { rankedRows } from '../../core/analysis/rankedRows';
import { topsis } from '../../core/analysis/topsis';
import { weightedSum } from '../../core/analysis/weightedSum';

const methods = { topsis, sum: weightedSum } as const;

export type RankingMethod = keyof typeof methods;

export interface RankInput {
  readonly method: RankingMethod;
  /** All of the same length. */
  readonly criteria: readonly Criterion[];
}

export interface Ranked extends RankedRows {
  /** One per entry of `rows`: 0 to 1, larger is better. */
  readonly scores: Float64Array;
}

/** Ranks alternatives by weighted criteria; those that are infinite or NaN in one are left out. */
export function ranked({ method, criteria }: RankInput): Ranked {
  const scores = methods[method](criteria);
  const { rows, ranks } = rankedRows(scores);
  return { rows, ranks, scores: Float64Array.from(rows, row => scores[row] as number) };
}
