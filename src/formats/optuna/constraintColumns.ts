import { isArray } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import type { OptunaTrial } from './study';
import type { Draft } from './studyColumns';

/** Samplers with a `constraints_func` keep a list under this key; since 5.0 `set_constraint` keeps one value per name after it. */
const listKey = 'constraints';
const namedPrefix = 'constraints:';

/** Whether an attribute is shown as a constraint column rather than as an attribute. */
export function isConstraintKey(key: string): boolean {
  return key === listKey || key.startsWith(namedPrefix);
}

/** One inequality per constraint of any trial, feasible when <= 0; missing where a trial has none. */
export function constraintColumns(trials: readonly OptunaTrial[]): readonly Draft[] {
  const valuesOf = trials.map(trial => constraintsOf(trial));
  const keys = new Set(valuesOf.flatMap(values => [...values.keys()]));
  return [...keys].map(key => ({
    name: {
      short: key.replace(namedPrefix, ''),
      long: `constraints_${key.replace(namedPrefix, '')}`,
    },
    variable: { role: 'inequality' },
    type: 'float64',
    cells: valuesOf.map(values => values.get(key)),
  }));
}

function constraintsOf({ systemAttrs }: OptunaTrial): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const [key, value] of systemAttrs) {
    if (key.startsWith(namedPrefix)) addNumber(values, key, value);
    if (key !== listKey || !isArray(value)) continue;
    value.forEach((item, index) => addNumber(values, `constraints_${index}`, item));
  }
  return values;
}

function addNumber(values: Map<string, number>, key: string, value: PythonJson): void {
  if (typeof value === 'number' || typeof value === 'bigint') values.set(key, Number(value));
}
