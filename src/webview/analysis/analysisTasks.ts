import { commonRows } from '../../core/analysis/commonRows';
import { compareFronts } from '../../core/analysis/compareFronts';
import { nondominatedRows } from '../../core/analysis/nondominatedRows';
import type { Numbers } from '../../core/analysis/numbers';
import { permutationImportance } from '../../core/analysis/permutationImportance';
import type { ForestInput, ImportanceOptions } from '../../core/analysis/permutationImportance';
import type { Points } from '../../core/analysis/points';
import { correlationMatrix } from '../../core/analysis/spearman';
import { filterMask } from '../table/filterMask';
import type { FilterInput } from '../table/filterMask';
import { sortOrder } from '../table/sortOrder';
import type { SortInput } from '../table/sortOrder';
import { bestLine } from './bestLine';
import { bestHistory, volumeHistory } from './comparedHistory';
import { frontFacts } from './frontFacts';
import { hypervolumeLine } from './hypervolumeLine';
import { orderValues } from './orderValues';
import { objectivesFacts } from './objectivesFacts';
import { ranked } from './ranked';
import { thinned } from './thinned';

/** What is computed off the thread that draws, by name; arguments and answers travel between threads. */
export const analysisTasks = {
  /** The rows of the Pareto front. */
  front: (points: Points) => nondominatedRows(points),
  /** The rows of the table, sorted. */
  sortOrder: (input: SortInput) => sortOrder(input),
  /** The rows that the filters of the table let through. */
  filterMask: (input: FilterInput) => filterMask(input),
  /** What there is to tell of a front. */
  frontFacts,
  /** The line of the best so far. */
  bestLine,
  /** The line of the hypervolume so far. */
  hypervolumeLine,
  /** A column as places on an axis of numbers or times. */
  orderValues,
  /** What all objectives together come to. */
  objectivesFacts,
  /** Spearman's rank correlation of every pair of columns, and of how many rows each is: both k × k. */
  rankCorrelations: (columns: readonly Numbers[]) => ({
    matrix: correlationMatrix(columns),
    rows: commonRows(columns),
  }),
  /** How much each input matters for a target. */
  importance: (asked: {
    readonly inputs: readonly ForestInput[];
    readonly target: Numbers;
    readonly options: ImportanceOptions;
  }) => permutationImportance(asked.inputs, asked.target, asked.options),
  /** The points of a front that are kept when it is thinned. */
  thinned,
  /** Alternatives by weighted criteria, the best first. */
  ranked,
  /** How results compare. */
  compareFronts,
  bestHistory,
  volumeHistory,
} as const;

export type AnalysisTasks = typeof analysisTasks;
export type TaskName = keyof AnalysisTasks;
export type TaskInput<Name extends TaskName> = Parameters<AnalysisTasks[Name]>[0];
export type TaskOutput<Name extends TaskName> = ReturnType<AnalysisTasks[Name]>;

export interface TaskMessage {
  readonly name: TaskName;
  readonly input: unknown;
}

export type TaskAnswer = { readonly output: unknown } | { readonly failure: string };
