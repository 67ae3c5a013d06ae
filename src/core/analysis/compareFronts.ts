import { cornersOf, referencePoint } from './frontPoints';
import type { FrontCorners } from './frontPoints';
import { hypervolume, usualWork } from './hypervolume';
import { additiveEpsilon, coverage, igdPlus } from './indicators';
import { nondominatedRows } from './nondominatedRows';
import { everyRow } from './numbers';
import type { Numbers, Rows } from './numbers';
import { completePoints, picked } from './points';
import type { Points } from './points';

/** A number, or why there is none. */
export type Measured = number | 'no points' | 'too long';

/** How sets of points compare; per set in the order in which they were given, all numbers in minimisation form. */
export interface FrontComparison {
  /** The rows of each set that are on its own front, ascending. */
  readonly fronts: readonly Uint32Array[];
  /** How many different points the front of all sets together has; infinite points take no part in it. */
  readonly combinedSize: number;
  /** Of the front of all sets together; `undefined` when it has no finite point. */
  readonly corners: FrontCorners | undefined;
  /** The reference point that all hypervolumes share, from the nadir of the front of all. */
  readonly referencePoint: readonly number[] | undefined;
  readonly hypervolumes: readonly Measured[];
  /** To the reference front; objectives are scaled so that `corners` are 0 and 1. */
  readonly igdPlus: readonly Measured[];
  /** To the reference front, additive, scaled alike. */
  readonly epsilons: readonly Measured[];
  /** `coverage[a][b]`: the share of the front of b that the front of a weakly dominates. */
  readonly coverage: readonly (readonly Measured[])[];
  /** `pairEpsilons[a][b]`: additive, scaled alike, of the front of a to the front of b; negative where a is better by more. */
  readonly pairEpsilons: readonly (readonly Measured[])[];
  /** The best value of each objective in each set; NaN where there is none. */
  readonly best: readonly (readonly number[])[];
}

type Columns = readonly Float64Array[];

/**
 * Compares the fronts of sets of points by hypervolume (Zitzler & Thiele 1999), IGD+ (Ishibuchi et al. 2015), additive
 * ε (Zitzler et al. 2003) and coverage (Zitzler & Thiele 1998). Fronts cost as `nondominatedRows` says, hypervolumes as
 * `hypervolume`, and each pair of fronts O(front · front · k); what takes more than the share of a set of `maxWork` is not
 * computed.
 *
 * @param reference place of the set whose front is the reference; without it the front of all sets together, which
 * approximates the true one.
 */
export function compareFronts({
  sets,
  reference,
  maxWork: allWork = usualWork,
}: {
  readonly sets: readonly Points[];
  readonly reference?: number | undefined;
  readonly maxWork?: number;
}): FrontComparison {
  const maxWork = allWork / Math.max(1, sets.length);
  const fronts = sets.map(nondominatedRows);
  const points = sets.map(({ objectives }, set) => rowsOf(objectives, fronts[set] as Uint32Array));
  const combined = frontOfAll(points);
  const combinedSize = sizeOf(combined);
  const corners = combinedSize > 0 ? cornersOf(combined, everyRow(combinedSize)) : undefined;
  const worst = corners && referencePoint(corners);
  const scaled = points.map(columns => scaledBy(columns, corners));
  const target = reference === undefined ? scaledBy(combined, corners) : (scaled[reference] ?? []);
  return {
    fronts,
    combinedSize,
    corners,
    referencePoint: worst,
    hypervolumes: points.map(columns => volumeOf(columns, worst, maxWork)),
    igdPlus: scaled.map(columns => measured(igdPlus, { a: columns, b: target }, maxWork)),
    epsilons: scaled.map(columns => measured(additiveEpsilon, { a: columns, b: target }, maxWork)),
    coverage: byPairs(coverage, points, maxWork),
    pairEpsilons: byPairs(additiveEpsilon, scaled, maxWork),
    best: sets.map(({ objectives, rows }) => objectives.map(column => least(column, rows))),
  };
}

function rowsOf(objectives: readonly Numbers[], rows: Uint32Array): Columns {
  return objectives.map(column => picked(column, rows));
}

/** The different points that no finite point of any set beats: an infinite one would leave nothing to measure by. */
function frontOfAll(fronts: readonly Columns[]): Columns {
  const joined = (fronts[0] ?? []).map((_, objective) => {
    const parts = fronts.map(columns => columns[objective] as Float64Array);
    const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
    let from = 0;
    for (const part of parts) {
      all.set(part, from);
      from += part.length;
    }
    return all;
  });
  const { columns: objectives } = completePoints({ objectives: joined }, Number.isFinite);
  const known = new Set<string>();
  const rows = nondominatedRows({ objectives }).filter(row => {
    const point = objectives.map(column => column[row]).join();
    const isNew = !known.has(point);
    known.add(point);
    return isNew;
  });
  return rowsOf(objectives, rows);
}

/** With the ideal at 0 and the nadir at 1; an objective in which they are equal is only moved. */
function scaledBy(columns: Columns, corners: FrontCorners | undefined): Columns {
  if (corners === undefined) return columns;
  return columns.map((column, objective) => {
    const ideal = corners.ideal[objective] as number;
    const range = (corners.nadir[objective] as number) - ideal || 1;
    return column.map(value => (value - ideal) / range);
  });
}

function volumeOf(
  objectives: Columns,
  reference: readonly number[] | undefined,
  maxWork: number,
): Measured {
  if (reference === undefined || sizeOf(objectives) === 0) return 'no points';
  return hypervolume({ objectives }, reference, maxWork) ?? 'too long';
}

type Measure = (points: Points, others: Points) => number | undefined;

/** Of each set to each: rows are those that are measured. */
function byPairs(
  measure: Measure,
  sets: readonly Columns[],
  maxWork: number,
): readonly (readonly Measured[])[] {
  return sets.map(a => sets.map(b => measured(measure, { a, b }, maxWork)));
}

function measured(
  measure: Measure,
  { a, b }: { readonly a: Columns; readonly b: Columns },
  maxWork: number,
): Measured {
  if (sizeOf(a) === 0 || sizeOf(b) === 0) return 'no points';
  if (sizeOf(a) * sizeOf(b) * a.length > maxWork) return 'too long';
  return measure({ objectives: a }, { objectives: b }) ?? 'no points';
}

function sizeOf([first]: Columns): number {
  return first?.length ?? 0;
}

function least(values: Numbers, rows: Rows = everyRow(values.length)): number {
  let best = NaN;
  for (let at = 0; at < rows.length; at++) {
    const value = values[rows[at] as number] as number;
    if (value < best || Number.isNaN(best)) best = value;
  }
  return best;
}
