import { cornersOf, referencePoint } from '../../core/analysis/frontPoints';
import { hypervolume } from '../../core/analysis/hypervolume';
import { nondominatedRows } from '../../core/analysis/nondominatedRows';
import type { Numbers, Rows } from '../../core/analysis/numbers';
import { completePoints } from '../../core/analysis/points';
import type { Points } from '../../core/analysis/points';

/** What all objectives together come to; all numbers in minimisation form. */
export interface ObjectivesFacts {
  /** Row of the best value of each objective; `undefined` where no row has a value. */
  readonly best: readonly (number | undefined)[];
  /** Of the front of all objectives, against its usual reference point; why there is none. */
  readonly volume: Volume | 'few objectives' | 'no finite rows' | 'too large';
}

export interface Volume {
  readonly hypervolume: number;
  readonly reference: readonly number[];
  /** Rows on the front. */
  readonly front: number;
}

/** Of `n ** 1.5 * (k - 3) ** 2`, by which the time for a front grows that all rows are on: measured, a few seconds. */
const mostWork = 1e9;

/** @param rows among which the best are sought. */
export function objectivesFacts({ objectives, rows }: Required<Points>): ObjectivesFacts {
  return {
    best: objectives.map(values => smallestRow(values, rows)),
    volume: volumeOf({ objectives, rows }),
  };
}

/** The first row with the smallest value. O(n). */
function smallestRow(values: Numbers, rows: Rows): number | undefined {
  let found: number | undefined;
  let least = NaN;
  for (let at = 0; at < rows.length; at++) {
    const value = values[rows[at] as number] as number;
    if (Number.isNaN(value) || value >= least) continue;
    [found, least] = [rows[at], value];
  }
  return found;
}

function volumeOf({ objectives, rows }: Required<Points>): ObjectivesFacts['volume'] {
  const { length: dimensions } = objectives;
  if (dimensions < 2) return 'few objectives';
  if (dimensions > 3 && rows.length ** 1.5 * (dimensions - 3) ** 2 > mostWork) return 'too large';
  const front = nondominatedRows({ objectives, rows });
  const finite = completePoints({ objectives, rows: front }, Number.isFinite);
  if (finite.rows.length === 0) return 'no finite rows';
  const reference = referencePoint(cornersOf(objectives, finite.rows));
  const volume = hypervolume({ objectives, rows: front }, reference);
  if (volume === undefined) return 'too large';
  return { hypervolume: volume, reference, front: front.length };
}
