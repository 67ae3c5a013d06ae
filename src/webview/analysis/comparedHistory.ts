import { bestSoFar } from '../../core/analysis/bestSoFar';
import type { BestSoFarOptions } from '../../core/analysis/bestSoFar';
import { hypervolumeHistory } from '../../core/analysis/hypervolumeHistory';
import { hypervolumesAt } from '../../core/analysis/hypervolumesAt';
import type { Numbers, Rows } from '../../core/analysis/numbers';
import { stepsOf } from '../../core/analysis/stepsOf';
import type { Steps } from '../../core/analysis/stepsOf';

/** Of three objectives or more, how often the hypervolume is computed. */
const mostCheckpoints = 50;

/** The best value over the evaluations of a run. */
export function bestHistory({
  values,
  ...options
}: BestSoFarOptions & { readonly values: Numbers }): Steps {
  return stepsOf(bestSoFar(values, options));
}

/**
 * The hypervolume over the evaluations of a run, objectives in minimisation form: at every evaluation for one or two
 * objectives, for more at some of them, those left out that would take too long.
 */
export function volumeHistory({
  objectives,
  reference,
  counts,
}: {
  readonly objectives: readonly Numbers[];
  readonly reference: readonly number[];
  readonly counts: Rows;
}): Steps {
  const evaluations = objectives[0]?.length ?? 0;
  if (objectives.length <= 2) return stepsOf(hypervolumeHistory(objectives, reference, counts));
  const checkpoints = Array.from({ length: Math.min(mostCheckpoints, evaluations) }, (_, index) =>
    Math.round(((index + 1) * evaluations) / Math.min(mostCheckpoints, evaluations)),
  );
  const volumes = hypervolumesAt(objectives, reference, { checkpoints, counts });
  const known = checkpoints.flatMap((at, index) => {
    const value = volumes[index];
    return value === undefined ? [] : [{ at, value }];
  });
  return {
    at: Uint32Array.from(known, ({ at }) => at),
    values: Float64Array.from(known, ({ value }) => value),
    total: evaluations,
  };
}
