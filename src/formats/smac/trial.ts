import type { Cell } from '../../core/column';
import { stringify } from '../flattenJson';
import { isObject, itemsOf, numberOf, textOf } from '../jsonFields';
import { isArray } from '../pythonJson';
import type { PythonJson } from '../pythonJson';

/** One row of a run history: a configuration tried on an instance with a seed and a budget. */
export interface SmacTrial {
  readonly configId: string;
  readonly instance: Cell | undefined;
  readonly seed: Cell | undefined;
  readonly budget: number | undefined;
  /** One per objective; placeholders are still among them. */
  readonly costs: readonly number[];
  /** Seconds of wall-clock time. */
  readonly time: number | undefined;
  readonly cpuTime: number | undefined;
  /** `SUCCESS`, `CRASHED`, … */
  readonly status: string;
  /** Seconds since 1970. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly info: PythonJson | undefined;
}

/** SMAC 2.x numbers its states. */
const statuses = ['RUNNING', 'SUCCESS', 'CRASHED', 'TIMEOUT', 'MEMORYOUT'];

const keyFields = ['config_id', 'instance', 'seed', 'budget'];
const timeFields = ['status', 'starttime', 'endtime', 'additional_info'];
/** Field names of rows that are lists, by their length. */
const listFields: ReadonlyMap<number, readonly string[]> = new Map([
  [10, [...keyFields, 'cost', 'time', ...timeFields]],
  [11, [...keyFields, 'cost', 'time', 'cpu_time', ...timeFields]],
]);
/** Those of the second list of a row of 1.x, by its length; before 0.13 the times were not noted. */
const valueFields: ReadonlyMap<number, readonly string[]> = new Map([
  [4, ['cost', 'time', 'status', 'additional_info']],
  [6, ['cost', 'time', ...timeFields]],
]);

/** Reads a row of any version; a text says why it is none. */
export function readTrial(row: PythonJson): SmacTrial | string {
  const fields = fieldsOf(row);
  if (fields === undefined)
    return 'A trial has 10 or 11 fields, or a key and a value; this has not.';
  const id = fields['config_id'];
  if (typeof id !== 'number' && typeof id !== 'string') return 'The trial has no config_id.';
  const status = statusOf(fields['status']);
  if (status === undefined) return 'The trial has no status.';
  const costs = costsOf(fields['cost']);
  if (costs === undefined)
    return 'The cost of the trial is neither a number nor a list of numbers.';
  return {
    configId: String(id),
    instance: scalarOf(fields['instance']),
    seed: scalarOf(fields['seed']),
    budget: numberOf(fields['budget']),
    costs,
    time: numberOf(fields['time']),
    cpuTime: numberOf(fields['cpu_time']),
    status,
    start: numberOf(fields['starttime']),
    end: numberOf(fields['endtime']),
    info: fields['additional_info'],
  };
}

type Fields = Readonly<Record<string, PythonJson>>;

function fieldsOf(row: PythonJson): Fields | undefined {
  if (isObject(row)) return row;
  if (row === null || typeof row !== 'object' || !isArray(row)) return undefined;
  const [key, value] = row;
  if (row.length !== 2 || key === undefined || value === undefined) {
    return namedFields(row, listFields.get(row.length));
  }
  const values = itemsOf(value);
  const named = namedFields(values, valueFields.get(values.length));
  return named && { ...namedFields(itemsOf(key), keyFields), ...named };
}

function namedFields(
  values: readonly PythonJson[],
  names: readonly string[] | undefined,
): Fields | undefined {
  return names && Object.fromEntries(values.map((value, index) => [names[index] ?? '', value]));
}

/** `{"__enum__": "StatusType.SUCCESS"}` in 1.x, a number or a word in 2.x. */
function statusOf(status: PythonJson | undefined): string | undefined {
  if (typeof status === 'number') return statuses[status] ?? String(status);
  const word = typeof status === 'string' ? status : textOf(status, '__enum__');
  return word?.replace(/^StatusType\./, '');
}

function costsOf(cost: PythonJson | undefined): readonly number[] | undefined {
  if (cost === undefined || cost === null) return [];
  const list = typeof cost === 'object' && isArray(cost) ? cost : [cost];
  const costs = list.flatMap(value => numberOf(value) ?? []);
  return costs.length === list.length ? costs : undefined;
}

function scalarOf(value: PythonJson | undefined): Cell | undefined {
  return value === null || typeof value !== 'object' ? value : stringify(value);
}
