import type { Direction } from '../../core/variables';
import type { PythonJson } from '../pythonJson';
import type { Distribution } from './distributions';

/** What every Optuna storage holds of a study, whatever the file looks like. */
export interface OptunaStudy {
  readonly name: string;
  /** One per objective; `not-set` as Optuna keeps it until the first trial of an old study. */
  readonly directions: readonly (Direction | 'not-set')[];
  readonly userAttrs: Attributes;
  readonly systemAttrs: Attributes;
  /** By number. */
  readonly trials: readonly OptunaTrial[];
}

export type Attributes = ReadonlyMap<string, PythonJson>;

/** In the order of Optuna's own numbering. */
export const trialStates = ['RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING'] as const;

export interface OptunaTrial {
  /** 0-based within the study. */
  readonly number: number;
  readonly state: string;
  /** One per objective; empty when the trial has none. A pruned trial may hold its last reported value. */
  readonly values: readonly (number | null)[];
  /** As the file has it: `YYYY-MM-DD HH:MM:SS.ffffff`, mostly without a time zone. */
  readonly start: string | null;
  readonly complete: string | null;
  readonly params: ReadonlyMap<string, OptunaParam>;
  readonly userAttrs: Attributes;
  readonly systemAttrs: Attributes;
  readonly intermediateValues: readonly (readonly [step: number, value: number | null])[];
}

export interface OptunaParam {
  /** The internal representation: an index for categorical distributions. */
  readonly internal: number;
  readonly distribution: Distribution;
}
