import type { FrontComparison } from '../../core/analysis/compareFronts';
import { minimised } from '../../core/analysis/minimised';
import type { Numbers } from '../../core/analysis/numbers';
import { numbersOf } from '../../core/analysis/numbersOf';
import type { AnalysisClient } from '../analysis/analysisClient';
import { contenders } from '../model/contenders';
import { loadCompleted, loadFeasible } from '../model/neededColumns';
import type { ColumnSource } from '../model/neededColumns';
import { maskOf } from '../model/rowMask';
import type { CommonObjective } from './commonObjectives';
import type { Readable } from './compared';

/** What is compared of one result. */
export interface ComparedRows {
  /** One column per goal, in its own direction. */
  readonly values: readonly Numbers[];
  /** The rows that count: feasible ones of trials that completed, ascending. */
  readonly rows: Uint32Array;
  /** One byte per row, 1 where it counts. */
  readonly counts: Uint8Array;
  /** How many rows are feasible. */
  readonly feasible: number;
}

/** Results side by side: everything per result is in their order. */
export interface Comparison {
  readonly results: readonly Readable[];
  readonly goals: readonly CommonObjective[];
  readonly rows: readonly ComparedRows[];
  readonly facts: FrontComparison;
  /** The result whose front is the reference; `undefined`: the front of all together. */
  readonly reference: Readable | undefined;
}

/**
 * Fetches what is to be compared, and compares it.
 * @throws {Error} with a message for the user.
 */
export async function compare(
  { results, goals, reference }: Pick<Comparison, 'results' | 'goals' | 'reference'>,
  analysis: AnalysisClient,
): Promise<Comparison> {
  const rows = await Promise.all(results.map(result => rowsOf(result, goals)));
  const place = reference === undefined ? -1 : results.indexOf(reference);
  const facts = await analysis.run('compareFronts', {
    sets: rows.map(({ values, rows: counting }) => ({
      objectives: minimisedBy(goals, values),
      rows: counting,
    })),
    reference: place < 0 ? undefined : place,
  });
  return { results, goals, rows, facts, reference };
}

/** One column per goal in which less is better. */
export function minimisedBy(
  goals: readonly CommonObjective[],
  values: readonly Numbers[],
): readonly Numbers[] {
  return values.map((column, goal) => minimised(column, goals[goal]?.direction));
}

/** Between an objective's own form and the one in which less is better. */
export function turned(value: number, { direction }: CommonObjective): number {
  return direction === 'maximize' ? 0 - value : value;
}

async function rowsOf(
  { name, content }: Readable,
  goals: readonly CommonObjective[],
): Promise<ComparedRows> {
  try {
    const [values, feasible, completed] = await Promise.all([
      Promise.all(goals.map(goal => numbersNamed(content, goal.name))),
      loadFeasible(content),
      loadCompleted(content),
    ]);
    const rows = contenders(feasible, completed);
    return {
      values,
      rows,
      counts: maskOf(rows, content.outline.rowCount),
      feasible: feasible.reduce((sum, flag) => sum + flag, 0),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${name}: ${message}`, { cause: error });
  }
}

async function numbersNamed({ outline, columns }: ColumnSource, name: string): Promise<Numbers> {
  const place = outline.columns.findIndex(({ variable }) => variable.name === name);
  const column = await columns.load(place);
  return numbersOf(column) ?? new Float64Array(outline.rowCount).fill(NaN);
}
