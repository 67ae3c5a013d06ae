import { nondominatedRows } from './nondominatedRows';
import type { Numbers, Rows } from './numbers';
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
  return cornersOf(columns, nondominatedRows({ objectives: columns }));
}

/** Ideal and nadir of a front of at least one row, none of them infinite or NaN in an objective. O(front · k). */
export function cornersOf(objectives: readonly Numbers[], front: Rows): FrontCorners {
  const over = (choose: (a: number, b: number) => number): readonly number[] =>
    objectives.map(column => {
      let found = column[front[0] as number] as number;
      for (let at = 1; at < front.length; at++) {
        found = choose(found, column[front[at] as number] as number);
      }
      return found;
    });
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
