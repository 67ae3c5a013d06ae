import { frontCorners, referencePoint } from '../../core/analysis/frontPoints';
import type { FrontCorners } from '../../core/analysis/frontPoints';
import { hypervolume } from '../../core/analysis/hypervolume';
import { kneeRow } from '../../core/analysis/kneeRow';
import type { Points } from '../../core/analysis/points';

/** What is told of a front; all numbers in minimisation form. */
export interface FrontFacts {
  readonly corners: FrontCorners | undefined;
  /** Index of the knee among the points. */
  readonly knee: number | undefined;
  readonly reference: readonly number[] | undefined;
  /** `undefined` when there is no reference, or when it takes too long. */
  readonly hypervolume: number | undefined;
}

/** @param wanted coordinates of the reference point that somebody gave; `undefined` for the usual ones. */
export function frontFacts({
  points,
  wanted,
}: {
  readonly points: Points;
  readonly wanted: readonly (number | undefined)[];
}): FrontFacts {
  const corners = frontCorners(points);
  const usual = corners && referencePoint(corners);
  const reference = usual?.map((coordinate, objective) => wanted[objective] ?? coordinate);
  return {
    corners,
    knee: kneeRow(points),
    reference,
    hypervolume: reference && hypervolume(points, reference),
  };
}
