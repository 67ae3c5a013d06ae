import type { SourceFolder } from '../format';
import { FormatError } from '../formatError';
import { fieldOf, itemsOf, numberOf, textOf } from '../jsonFields';
import { parsePythonJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { readJson } from '../text/readJson';

/** What the file of an experiment's state says of one trial. */
export interface StatedTrial {
  readonly id: string;
  /** e.g. `72_alpha=0.2000`: the trial's number, and what was varied. */
  readonly tag: string;
  readonly config: PythonJson;
  /** PENDING, RUNNING, TERMINATED, ERROR or PAUSED. */
  readonly status: string | undefined;
  /** Base name of the trial's folder. */
  readonly folder: string | undefined;
  /** What it reported last; an empty object when nothing. */
  readonly lastResult: PythonJson;
  /** Seconds since 1970. */
  readonly start: number | undefined;
  readonly failures: number | undefined;
}

export interface ExperimentState {
  readonly file: string | undefined;
  readonly trials: readonly StatedTrial[];
  /** Seconds since 1970. */
  readonly start: number | undefined;
}

const stateName = /^experiment_state-.*\.json$/;

/** Name of the newest state in the folder: their names end with the time at which the run, or its continuation, began. */
export async function findState(folder: SourceFolder): Promise<string | undefined> {
  const files = (await folder.list()).filter(
    ({ kind, name }) => kind === 'file' && stateName.test(name),
  );
  return files
    .map(({ name }) => name)
    .sort()
    .at(-1);
}

/**
 * The state of an experiment; one without trials when the folder has none.
 * @throws {FormatError} when it is not as any version of Ray writes it.
 */
export async function readState(folder: SourceFolder): Promise<ExperimentState> {
  const name = await findState(folder);
  const file = name === undefined ? undefined : await folder.file(name);
  if (file === undefined) return { file: undefined, trials: [], start: undefined };
  const json = await readJson(file);
  const [pairs, checkpoints] = [fieldOf(json, 'trial_data'), fieldOf(json, 'checkpoints')];
  if (pairs === undefined && checkpoints === undefined) {
    throw new FormatError(
      file.name,
      'is no state of a Ray Tune experiment: expected trial_data or checkpoints.',
    );
  }
  const trials = [
    // Since Ray 2.5 the state of a trial and what changes while it runs are two texts.
    ...itemsOf(json, 'trial_data').map(pair => itemsOf(pair)),
    ...itemsOf(json, 'checkpoints').map(checkpoint => [checkpoint, checkpoint]),
  ].map(([trial, runtime], index) => statedTrial(file.name, index, inner(trial), inner(runtime)));
  return { file: file.name, trials, start: numberOf(json, 'stats', 'start_time') };

  function inner(value: PythonJson | undefined): PythonJson {
    if (typeof value !== 'string') return value ?? null;
    try {
      return parsePythonJson(value);
    } catch (cause) {
      throw new FormatError(
        name ?? '',
        'holds a trial whose text is no JSON: it is damaged or was cut off.',
        { cause },
      );
    }
  }
}

function statedTrial(
  file: string,
  index: number,
  trial: PythonJson,
  runtime: PythonJson,
): StatedTrial {
  const id = textOf(trial, 'trial_id');
  const config = fieldOf(trial, 'config');
  if (id === undefined || config === undefined) {
    throw new FormatError(file, `holds no trial_id or config for its trial ${index}.`, {
      row: index,
    });
  }
  const path = textOf(trial, 'relative_logdir') ?? textOf(trial, 'logdir');
  return {
    id,
    tag: textOf(trial, 'experiment_tag') ?? '',
    config,
    status: textOf(trial, 'status'),
    folder: path
      ?.split(/[/\\]/)
      .filter(part => part !== '')
      .at(-1),
    lastResult: fieldOf(runtime, 'last_result') ?? {},
    start: numberOf(runtime, 'start_time'),
    failures: numberOf(runtime, 'num_failures'),
  };
}
