import type { PythonJson } from '../pythonJson';
import type { Evaluation } from '../evaluations';
import { fieldOf } from '../jsonFields';
import type { SmacTrial } from './trial';

/** What SMAC notes as a cost before there is one: the largest integer of 32 bits, or one more. */
const placeholders = [2147483647, 2147483648];

/** What a run history says besides its trials. */
export interface TrialContext {
  readonly configs: PythonJson | undefined;
  readonly origins: PythonJson | undefined;
  readonly crashCosts: readonly number[];
}

/** Whether the trial was under way when the history was written: its costs and times are placeholders. */
export function isRunning({ status }: SmacTrial): boolean {
  return status === 'RUNNING';
}

/** Whether the cost was not measured: a trial that failed, or has not ended, gets one all the same. */
export function isPlaceholder(trial: SmacTrial, index: number, crashCosts: readonly number[]) {
  const cost = trial.costs[index];
  if (isRunning(trial)) return true;
  if (trial.status === 'SUCCESS' || cost === undefined) return false;
  const crashCost = crashCosts[index] ?? crashCosts[0];
  return placeholders.includes(cost) || !Number.isFinite(cost) || cost === crashCost;
}

/** A trial with its parameters, without what is not known. */
export function trialEvaluation(trial: SmacTrial, context: TrialContext): Evaluation {
  const { configId, instance, seed, budget, costs, status, info } = trial;
  const origin = fieldOf(context.origins, configId);
  const known = (seconds: number | undefined): number | undefined =>
    isRunning(trial) && seconds === 0 ? undefined : seconds;
  return {
    config: fieldOf(context.configs, configId),
    objectives: costs.map((cost, index) =>
      isPlaceholder(trial, index, context.crashCosts) ? undefined : cost,
    ),
    state: status,
    fields: new Map([
      ['config_id', /^\d{1,15}$/.test(configId) ? Number(configId) : configId],
      ['origin', typeof origin === 'string' ? origin : undefined],
      ['instance', instance],
      ['seed', seed],
      ['budget', budget],
      ['time', known(trial.time)],
      ['cpu_time', known(trial.cpuTime)],
    ]),
    times: new Map([
      ['starttime', known(trial.start)],
      ['endtime', known(trial.end)],
    ]),
    extras: info,
  };
}
