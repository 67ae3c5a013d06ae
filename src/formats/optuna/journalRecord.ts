import type { Direction } from '../../core/variables';
import { entriesOf, fieldOf, isObject, itemsOf, numberOf, textOf } from '../jsonFields';
import type { PythonJson } from '../pythonJson';
import { isArray } from '../pythonJson';
import { parseDistribution } from './distributions';
import type { Distribution } from './distributions';
import { trialStates } from './study';
import type { TrialState } from './study';

/** More objectives no study has. */
const maxObjectives = 1000;

/** One operation of a journal. Its functions throw {@link SyntaxError} where a field is not what Optuna writes. */
export class JournalRecord {
  constructor(
    private readonly json: PythonJson,
    private readonly parsed: Map<string, Distribution>,
  ) {
    if (!isObject(json)) throw new SyntaxError('it is no object');
  }

  integer(key: string): number {
    const value = numberOf(this.json, key);
    if (value !== undefined && Number.isSafeInteger(value)) return value;
    throw this.fault(key, 'a whole number');
  }

  text(key: string): string {
    const value = textOf(this.json, key);
    if (value !== undefined) return value;
    throw this.fault(key, 'a text');
  }

  /** A text, or `null` where the field is null or absent. */
  textOrNull(key: string): string | null {
    return (fieldOf(this.json, key) ?? null) === null ? null : this.text(key).toWellFormed();
  }

  has(key: string): boolean {
    return fieldOf(this.json, key) !== undefined;
  }

  directions(): readonly (Direction | 'not-set')[] {
    const items = itemsOf(this.json, 'directions');
    if (items.length > maxObjectives) throw this.fault('directions', 'some objectives');
    return items.map(item => {
      if (item === 0) return 'not-set';
      if (item === 1) return 'minimize';
      if (item === 2) return 'maximize';
      throw this.fault('directions', 'a list of 0, 1 and 2');
    });
  }

  state(key: string): TrialState {
    const state = trialStates[this.integer(key)];
    if (state === undefined) throw this.fault(key, `a number below ${trialStates.length}`);
    return state;
  }

  /** A number, NaN and infinities included, or `null`. */
  number(key: string): number | null {
    return this.asNumber(key, fieldOf(this.json, key) ?? null);
  }

  /** A list of numbers; `undefined` where the field is null or absent. */
  numbers(key: string): readonly (number | null)[] | undefined {
    const value = fieldOf(this.json, key) ?? null;
    if (value === null) return undefined;
    if (!isArray(value)) throw this.fault(key, 'a list of numbers');
    return value.map(item => this.asNumber(key, item));
  }

  /** Keys and values of an object of numbers; none where it is absent. */
  numberEntries(key: string): readonly (readonly [string, number | null])[] {
    return this.entries(key).map(([name, value]) => [name, this.asNumber(key, value)]);
  }

  entries(key: string): readonly (readonly [string, PythonJson])[] {
    if (this.has(key) && !isObject(fieldOf(this.json, key))) throw this.fault(key, 'an object');
    return entriesOf(this.json, key);
  }

  /** A distribution: a text of JSON inside the record's. */
  distribution(...path: readonly [string, ...string[]]): Distribution {
    const text = textOf(this.json, ...path);
    if (text === undefined) throw this.fault(path.join('.'), 'a text');
    let distribution = this.parsed.get(text);
    if (distribution === undefined) this.parsed.set(text, (distribution = parseDistribution(text)));
    return distribution;
  }

  private asNumber(key: string, value: PythonJson): number | null {
    if (value === null) return null;
    if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
    throw this.fault(key, 'numbers');
  }

  private fault(key: string, expected: string): SyntaxError {
    return new SyntaxError(`"${key}" should be ${expected}`);
  }
}
