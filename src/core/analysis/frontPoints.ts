import { nondominatedRows } from './nondominatedRows';
import { completePoints } from './points';
import type { Points } from './points';

/** The corners of a front: one number per objective, in minimisation form. */
export interface FrontCorners {
  /** The best value of each objective. */
  readonly ideal: readonly number[];
  /** The worst value of each objective on the front. */
  readonly nadir: readonly number[];
}

/**
 * Ideal and nadir of the Pareto front of the points (rows that are infinite or NaN in an objective are left out);
 * `undefined` when there is no point or no objective. As long as `nondominatedRows`.
 */
export function frontCorners(points: Points): FrontCorners | undefined {
  const { rows, columns } = completePoints(points, Number.isFinite);
  if (rows.length === 0 || columns.length === 0) return undefined;
  const front = nondominatedRows({ objectives: columns });
  const over = (choose: (a: number, b: number) => number): readonly number[] =>
    columns.map(column =>
      front.reduce(
        (found, index) => choose(found, column[index] as number),
        column[front[0] as number] as number,
      ),
    );
  return { ideal: over(Math.min), nadir: over(Math.max) };
}

/**
 * A point worse than the whole front, for the hypervolume: the nadir and a tenth of the range beyond it, as is customary
 * (Ishibuchi et al. 2018 discuss how far). An objective without a range gets a tenth of the nadir's size, or 0.1 at 0, so
 * that its points add something.
 */
export function referencePoint({ ideal, nadir }: FrontCorners): readonly number[] {
  return nadir.map((worst, objective) => {
    const range = worst - (ideal[objective] as number);
    return worst + 0.1 * (range || Math.abs(worst) || 1);
  });
}
