import type { Unread } from '../format';
import { entriesOf, fieldOf, itemsOf, textOf } from '../jsonFields';
import { parsePythonJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { readFrame } from './dataFrame';
import type { Measurement } from './dataFrame';

/** What an experiment holds of measurements. */
export interface MetricData {
  /** {@link armKey} → metric → what was measured last. */
  readonly byArm: ReadonlyMap<string, ReadonlyMap<string, Measurement>>;
  /** Names of all metrics measured, in file order. */
  readonly metrics: readonly string[];
  /** Whether some trial's data were fetched more than once. */
  readonly isRefetched: boolean;
  readonly unread: readonly Unread[];
}

/** What tells an arm of a trial from all others. */
export function armKey(trialIndex: number, arm: string): string {
  return `${trialIndex}/${arm}`;
}

/**
 * What was measured in all trials. Data may be fetched again and again while a trial runs: of each arm and metric the last
 * data fetched count.
 */
export function readData(experiment: PythonJson): MetricData {
  const byArm = new Map<string, Map<string, Measurement>>();
  const metrics = new Set<string>();
  const unread: Unread[] = [];
  let isRefetched = false;
  for (const [key, fetched] of entriesOf(experiment, 'data_by_trial')) {
    const frames = framesOf(fetched);
    isRefetched ||= frames.length > 1;
    for (const frame of frames) {
      const measured = parseFrame(frame);
      if (measured === undefined) {
        unread.push({ reason: `The data of trial ${key} are not a table of arms and metrics.` });
      }
      for (const measurement of measured ?? []) {
        const arm = armKey(Number(key), measurement.arm);
        const ofArm = byArm.get(arm) ?? new Map<string, Measurement>();
        byArm.set(arm, ofArm.set(measurement.metric, measurement));
        metrics.add(measurement.metric);
      }
    }
  }
  return { byArm, metrics: [...metrics], isRefetched, unread };
}

/** The tables of one trial, the first fetched first: pairs of a time stamp and a table, in lists or in an object. */
function framesOf(fetched: PythonJson): readonly PythonJson[] {
  const listed = itemsOf(fetched, 'value').map(pair => itemsOf(pair));
  const pairs = listed.length > 0 ? listed : entriesOf(fetched).filter(([at]) => /^\d+$/.test(at));
  return pairs
    .map(([at, data]) => ({ at: Number(at), data }))
    .sort((a, b) => a.at - b.at)
    .flatMap(({ data }) => fieldOf(data, 'df') ?? []);
}

/** Ax keeps the table as a JSON text inside its JSON; `undefined` when it is none. */
function parseFrame(frame: PythonJson): readonly Measurement[] | undefined {
  try {
    return readFrame(parsePythonJson(textOf(frame, 'value') ?? 'null'));
  } catch {
    // Where in the inner text the fault lies is of no use to anybody: the caller names the trial.
    return undefined;
  }
}
