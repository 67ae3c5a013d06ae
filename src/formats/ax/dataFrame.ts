import { entriesOf, isObject } from '../jsonFields';
import type { PythonJson } from '../pythonJson';

/** What was measured of one metric of one arm. */
export interface Measurement {
  readonly trialIndex: number | undefined;
  readonly arm: string;
  readonly metric: string;
  /** `undefined` where Ax has none. */
  readonly mean: number | undefined;
  /** Standard error of the mean; `undefined` where it is not known. */
  readonly sem: number | undefined;
  /** Step → mean, for metrics that are measured as a curve; `mean` is that of the last step. */
  readonly curve: ReadonlyMap<number, number | undefined>;
  /** The sample size, and from when to when was measured, in milliseconds since 1970. */
  readonly n: number | undefined;
  readonly start: number | undefined;
  readonly end: number | undefined;
}

type DataRow = Omit<Measurement, 'curve'> & { readonly step: number | undefined };

/**
 * What Ax's table of data says, which pandas writes as an object of columns, each an object of row → cell: one row for each
 * arm and metric, or for each of their steps. `undefined` when the value is no such table.
 */
export function readFrame(table: PythonJson): readonly Measurement[] | undefined {
  const rows = isObject(table) ? rowsOf(table) : undefined;
  return rows && groupRows(rows).map(measurementOf);
}

function rowsOf(table: PythonJson): readonly DataRow[] | undefined {
  const column = (name: string): ReadonlyMap<string, PythonJson> => new Map(entriesOf(table, name));
  const [arms, metrics, means] = [column('arm_name'), column('metric_name'), column('mean')];
  const numbers = (name: string) => {
    const cells = column(name);
    return (row: string): number | undefined => asNumber(cells.get(row));
  };
  const [mean, sem, step, n] = ['mean', 'sem', 'step', 'n'].map(numbers) as Numbers;
  const [trial, start, end] = ['trial_index', 'start_time', 'end_time'].map(numbers) as Numbers;
  const rows: DataRow[] = [];
  for (const [row, arm] of arms) {
    const metric = metrics.get(row);
    if (typeof arm !== 'string' || typeof metric !== 'string' || !means.has(row)) return undefined;
    rows.push({
      ...{ arm, metric, mean: mean(row), sem: sem(row), step: step(row), n: n(row) },
      ...{ trialIndex: trial(row), start: start(row), end: end(row) },
    });
  }
  return rows.length === Math.max(metrics.size, means.size) ? rows : undefined;
}

type Numbers = [Read, Read, Read, Read];
type Read = (row: string) => number | undefined;

function groupRows(rows: readonly DataRow[]): readonly (readonly DataRow[])[] {
  const groups = new Map<string, DataRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.trialIndex, row.arm, row.metric]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

/** The last row counts: that of the last step where there are steps. */
function measurementOf(rows: readonly DataRow[]): Measurement {
  const stepped = rows
    .filter(({ step }) => step !== undefined)
    .sort((a, b) => Number(a.step) - Number(b.step));
  const { step, ...last } = (stepped.at(-1) ?? rows.at(-1)) as DataRow;
  return { ...last, curve: new Map(stepped.map(row => [Number(row.step), row.mean])) };
}

function asNumber(value: PythonJson | undefined): number | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}
