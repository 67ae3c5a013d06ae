import { nondominatedRows } from '../../core/analysis/nondominatedRows';
import type { Points } from '../../core/analysis/points';

/** What is computed off the thread that draws, by name; arguments and answers travel between threads. */
export const analysisTasks = {
  /** The rows of the Pareto front. */
  front: (points: Points) => nondominatedRows(points),
} as const;

export type AnalysisTasks = typeof analysisTasks;
export type TaskName = keyof AnalysisTasks;
export type TaskInput<Name extends TaskName> = Parameters<AnalysisTasks[Name]>[0];
export type TaskOutput<Name extends TaskName> = ReturnType<AnalysisTasks[Name]>;

export interface TaskMessage {
  readonly id: number;
  readonly name: TaskName;
  readonly input: unknown;
}

export type TaskAnswer =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly failure: string };
