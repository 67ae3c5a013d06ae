import { entriesOf, fieldOf, itemsOf, numberOf, textOf } from '../jsonFields';
import type { PythonJson } from '../pythonJson';

/** One arm of one trial: what becomes a row. */
export interface AxArm {
  readonly trialIndex: number;
  readonly name: string;
  readonly parameters: ReadonlyMap<string, PythonJson>;
  /** Batch trials only: its share of the trial. */
  readonly weight?: number;
  /** How the arm was made, e.g. `Sobol`. */
  readonly generator?: string;
  /** The trial as the file has it. */
  readonly trial: PythonJson;
}

/** All arms of all trials, by trial and in file order; a trial without arms gives none. */
export function readArms(experiment: PythonJson): readonly AxArm[] {
  const arms: AxArm[] = [];
  for (const [key, trial] of entriesOf(experiment, 'trials')) {
    const trialIndex = Number(key);
    for (const { run, weight } of generatorRuns(trial)) {
      const share = weight ?? 1;
      const weights = itemsOf(run, 'weights');
      itemsOf(run, 'arms').forEach((arm, position) => {
        const own = weights[position];
        arms.push({
          ...armOf(arm, trialIndex, trial),
          ...generatorOf(run),
          ...(weight !== undefined &&
            (typeof own === 'number' || typeof own === 'bigint') && {
              weight: Number(own) * share,
            }),
        });
      });
    }
    const statusQuo = fieldOf(trial, 'status_quo');
    const name = textOf(statusQuo, 'name');
    const isNew = name !== undefined && !arms.some(arm => isArm(arm, trialIndex, name));
    if (isNew) arms.push(armOf(statusQuo, trialIndex, trial));
  }
  return arms;
}

/** The trial's times, of `time_created`, `time_run_started` or `time_completed`, as Ax wrote them. */
export function timeOf(trial: PythonJson, name: string): string | undefined {
  return textOf(trial, name, 'value');
}

/** The name of a value of an enumeration: `{"__type": "TrialStatus", "name": "COMPLETED"}`. */
export function enumName(value: PythonJson | undefined): string | undefined {
  return textOf(value, 'name');
}

function isArm(arm: AxArm, trialIndex: number, name: string): boolean {
  return arm.trialIndex === trialIndex && arm.name === name;
}

/** A trial has one run of a generator, a batch any number, each with a weight. */
function generatorRuns(
  trial: PythonJson,
): readonly { readonly run: PythonJson; readonly weight?: number }[] {
  const single = fieldOf(trial, 'generator_run');
  if (single !== undefined && single !== null) return [{ run: single }];
  return itemsOf(trial, 'generator_run_structs').flatMap(struct => {
    const run = fieldOf(struct, 'generator_run');
    return run === undefined ? [] : [{ run, weight: numberOf(struct, 'weight') ?? 1 }];
  });
}

function armOf(arm: PythonJson | undefined, trialIndex: number, trial: PythonJson): AxArm {
  // The parameters were called "params" before the first release.
  const parameters = [...entriesOf(arm, 'parameters'), ...entriesOf(arm, 'params')];
  const name = textOf(arm, 'name') ?? '';
  return { trialIndex, name, parameters: new Map(parameters), trial };
}

function generatorOf(run: PythonJson): Pick<AxArm, 'generator'> {
  const generator =
    textOf(run, 'model_key') ?? textOf(run, 'generator_key') ?? textOf(run, 'generator_run_type');
  return generator === undefined ? {} : { generator };
}
