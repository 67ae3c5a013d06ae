import type { Direction } from '../../core/variables';
import type { PythonJson } from '../pythonJson';
import type { TrialTable } from './trialTable';

/** What every Optuna storage holds of a study, whatever the file looks like. */
export interface OptunaStudy {
  readonly name: string;
  /** One per objective; `not-set` as Optuna keeps it until the first trial of an old study. */
  readonly directions: readonly (Direction | 'not-set')[];
  readonly userAttrs: Attributes;
  readonly systemAttrs: Attributes;
  readonly trials: TrialTable;
}

export type Attributes = ReadonlyMap<string, PythonJson>;

/** In the order of Optuna's own numbering. */
export const trialStates = ['RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING'] as const;

export type TrialState = (typeof trialStates)[number];
