import type { ColumnType } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import { isArray, parsePythonJson, toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';

export type Choice = null | boolean | number | string;

/** Where a parameter's values come from. */
export interface Distribution {
  readonly kind: 'float' | 'int' | 'categorical';
  readonly low?: number;
  readonly high?: number;
  readonly log: boolean;
  readonly choices: readonly Choice[];
  /** As stored. */
  readonly json: PythonJson;
}

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
 * Reads `{"name": …, "attributes": {…}}`.
 * @throws {SyntaxError} when it is not that, or names a distribution no known version of Optuna has.
 */
export function parseDistribution(text: string): Distribution {
  const json = parsePythonJson(text);
  const name = member(json, 'name');
  const known = typeof name === 'string' && Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (known === undefined) throw new SyntaxError(`unknown distribution ${text.slice(0, 80)}`);
  const attributes = member(json, 'attributes');
  const choices = member(attributes, 'choices');
  return {
    kind: known.kind,
    ...bound('low', member(attributes, 'low')),
    ...bound('high', member(attributes, 'high')),
    log: known.log ?? member(attributes, 'log') === true,
    choices: choices !== undefined && isArray(choices) ? choices.map(asChoice) : [],
    json,
  };
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
  const lows = distributions.map(({ low }) => low).filter(low => low !== undefined);
  const highs = distributions.map(({ high }) => high).filter(high => high !== undefined);
  return {
    type: distributions.every(({ kind }) => kind === 'int') ? 'int64' : 'float64',
    ...(lows.length > 0 && { lower: Math.min(...lows) }),
    ...(highs.length > 0 && { upper: Math.max(...highs) }),
    ...(distributions.every(({ log }) => log) && { log: true }),
  };
}

/** The value a user sees for an internal one; `undefined` when a categorical index has no choice. */
export function externalValue(internal: number, distribution: Distribution): Choice | undefined {
  switch (distribution.kind) {
    case 'float':
      return internal;
    case 'int':
      return Math.round(internal);
    case 'categorical':
      return distribution.choices[internal];
  }
}

/** Different choices have different texts: a text that reads like a number or `true` is quoted when that one is there too. */
export function choiceText(choice: Choice, choices: readonly Choice[]): string {
  const isAmbiguous =
    typeof choice === 'string' &&
    choices.some(other => typeof other !== 'string' && String(other) === choice);
  return isAmbiguous ? JSON.stringify(choice) : String(choice);
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
  if (value !== null && typeof value === 'object') return JSON.stringify(toStrictJson(value));
  return typeof value === 'bigint' ? Number(value) : value;
}

function member(value: PythonJson | undefined, key: string): PythonJson | undefined {
  if (value === null || typeof value !== 'object' || isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
