import { isArray } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import { NumberCells } from './numberCells';
import type { Draft } from './studyColumns';
import type { TrialTable } from './trialTable';

/** Samplers with a `constraints_func` keep a list under this key; since 5.0 `set_constraint` keeps one value per name after it. */
const listKey = 'constraints';
const namedPrefix = 'constraints:';
const listedPrefix = 'constraints_';

/** A list as long as this is no list of constraints. */
const maxListed = 1000;

/** The constraints of all trials; everything in the system's attributes that is a constraint goes through here. */
export class TrialConstraints {
  /** Attribute `constraints:<name>`, or `constraints_<index>` for what was listed, → values. */
  private readonly cells = new Map<string, NumberCells>();

  /** Takes the attribute when it is a constraint; says whether it is. */
  set(row: number, key: string, value: PythonJson): boolean {
    if (key.startsWith(namedPrefix) && isNumber(value)) this.setOne(row, key, value);
    else if (key === listKey && isListOfNumbers(value)) this.setAll(row, value);
    else return false;
    return true;
  }

  /** One inequality per constraint of any trial, feasible when <= 0; missing where a trial has none. */
  columns(trials: TrialTable): readonly Draft[] {
    return [...this.cells].map(([key, cells]) => ({
      name: {
        short: key.replace(namedPrefix, ''),
        long: `constraints_${key.replace(namedPrefix, '')}`,
      },
      variable: { role: 'inequality' },
      data: cells.toFloat64(trials.rowCount),
    }));
  }

  private setAll(row: number, values: readonly PythonJson[]): void {
    for (const [key, cells] of this.cells) if (key.startsWith(listedPrefix)) cells.clear(row);
    values.forEach((value, index) => {
      if (isNumber(value)) this.setOne(row, `${listedPrefix}${index}`, value);
    });
  }

  private setOne(row: number, key: string, value: number | bigint): void {
    let cells = this.cells.get(key);
    if (cells === undefined) this.cells.set(key, (cells = new NumberCells()));
    cells.set(row, Number(value));
  }
}

function isListOfNumbers(value: PythonJson): value is readonly PythonJson[] {
  if (value === null || !isArray(value) || value.length > maxListed) return false;
  return value.every(item => item === null || isNumber(item));
}

function isNumber(value: PythonJson): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
