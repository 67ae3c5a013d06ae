import type { ColumnType } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import { fieldOf, itemsOf, textOf } from '../jsonFields';
import { parsePythonJson, toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';

export type Choice = null | boolean | number | string;

/** Where a parameter's values come from. */
export interface Distribution {
  /** Of the class in Optuna. */
  readonly name: string;
  readonly kind: 'float' | 'int' | 'categorical';
  readonly low?: number;
  readonly high?: number;
  readonly log: boolean;
  readonly choices: readonly Choice[];
  /** As stored. */
  readonly json: PythonJson;
}

/** In the abbreviated form `{"type": "float", "low": …}`. */
const classOfType: Readonly<Record<string, string>> = {
  float: 'FloatDistribution',
  int: 'IntDistribution',
  categorical: 'CategoricalDistribution',
};

/** Every class name that Optuna has written since 0.9. */
const kinds: Readonly<
  Record<string, { readonly kind: Distribution['kind']; readonly log?: true }>
> = {
  FloatDistribution: { kind: 'float' },
  UniformDistribution: { kind: 'float' },
  LogUniformDistribution: { kind: 'float', log: true },
  DiscreteUniformDistribution: { kind: 'float' },
  IntDistribution: { kind: 'int' },
  IntUniformDistribution: { kind: 'int' },
  IntLogUniformDistribution: { kind: 'int', log: true },
  CategoricalDistribution: { kind: 'categorical' },
};

/**
 * Reads `{"name": …, "attributes": {…}}`, or `{"type": …, …}`.
 * @throws {SyntaxError} when it is not that, or names a distribution no known version of Optuna has.
 */
export function parseDistribution(text: string): Distribution {
  const json = parsePythonJson(text);
  const short = textOf(json, 'type') ?? '';
  const name =
    textOf(json, 'name') ?? (Object.hasOwn(classOfType, short) ? classOfType[short] : '');
  const known = name !== undefined && Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (name === undefined || known === undefined) {
    throw new SyntaxError(`unknown distribution ${text.slice(0, 80)}`);
  }
  const attributes = fieldOf(json, 'name') === undefined ? json : fieldOf(json, 'attributes');
  return {
    name,
    kind: known.kind,
    ...bound('low', fieldOf(attributes, 'low')),
    ...bound('high', fieldOf(attributes, 'high')),
    log: known.log ?? fieldOf(attributes, 'log') === true,
    choices: itemsOf(attributes, 'choices').map(asChoice),
    json,
  };
}

/** Whether Optuna takes both for the same parameter: of one class, and on one scale or with the same choices. */
export function isCompatible(a: Distribution, b: Distribution): boolean {
  if (a.name !== b.name || a.log !== b.log) return false;
  if (a.kind !== 'categorical') return true;
  const { length } = a.choices;
  return (
    length === b.choices.length && a.choices.every((choice, i) => isSame(choice, b.choices[i]))
  );
}

/** As Python compares: 1, 1.0 and True are the same. */
function isSame(a: Choice, b: Choice | undefined): boolean {
  const isNumber = (choice: unknown): boolean => /^(?:number|boolean)$/.test(typeof choice);
  return isNumber(a) && isNumber(b) ? Object.is(Number(a) + 0, Number(b) + 0) : a === b;
}

/**
 * One column for a parameter whose distribution may differ between trials: the widest bounds, all choices,
 * integers only when every trial has them.
 */
export function mergeDistributions(
  distributions: readonly Distribution[],
): { readonly type: ColumnType } & Partial<VariableMetadata> {
  if (distributions.some(({ kind }) => kind === 'categorical')) {
    return { type: 'categorical', choices: distinctChoices(distributions) };
  }
  const lower = widest(distributions, 'low');
  const upper = widest(distributions, 'high');
  const isRange = lower === undefined || upper === undefined || lower <= upper;
  return {
    type: distributions.every(({ kind }) => kind === 'int') ? 'int64' : 'float64',
    ...(isRange && lower !== undefined && { lower }),
    ...(isRange && upper !== undefined && { upper }),
    ...(distributions.every(({ log }) => log) && { log: true }),
  };
}

/** The least `low` or the largest `high`; `undefined` when no distribution has one. */
function widest(distributions: readonly Distribution[], end: 'low' | 'high'): number | undefined {
  const pick = end === 'low' ? Math.min : Math.max;
  return distributions.reduce<number | undefined>(
    (found, { [end]: bound }) =>
      found === undefined || bound === undefined ? (found ?? bound) : pick(found, bound),
    undefined,
  );
}

/** Different choices get different texts: one that reads like a number or `true` is quoted when that one is there too. */
export function choiceTexts(choices: readonly Choice[]): readonly string[] {
  const others = choices.filter(choice => typeof choice !== 'string').map(String);
  const taken = new Set(others);
  return choices.map(choice => {
    let text = String(choice);
    if (typeof choice !== 'string') return text;
    while (taken.has(text)) text = JSON.stringify(text);
    taken.add(text);
    return text;
  });
}

function distinctChoices(distributions: readonly Distribution[]): readonly Choice[] {
  return [...new Set(distributions.flatMap(({ choices }) => choices))];
}

/** An infinite bound is none. */
function bound(name: 'low' | 'high', value: PythonJson | undefined) {
  return typeof value !== 'string' && Number.isFinite(Number(value ?? NaN))
    ? { [name]: Number(value) }
    : {};
}

function asChoice(value: PythonJson): Choice {
  if (typeof value === 'string') return value.toWellFormed();
  if (value !== null && typeof value === 'object') return JSON.stringify(toStrictJson(value));
  // What a double does not hold would be another choice.
  return typeof value === 'bigint' ? String(value) : value;
}
