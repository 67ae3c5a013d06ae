import type { ColumnType } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import { fieldOf, itemsOf, numberOf, textOf } from '../jsonFields';
import { toStrictJson } from '../pythonJson';
import type { PythonJson } from '../pythonJson';
import type { ConfigSpace, SpaceParameter } from './configSpace';

/** The kinds of hyper-parameters of ConfigSpace's JSON, of format version 0.1 to 0.4. */
const kinds: ReadonlyMap<string, ColumnType> = new Map([
  ['uniform_float', 'float64'],
  ['normal_float', 'float64'],
  ['beta_float', 'float64'],
  ['uniform_int', 'int64'],
  ['normal_int', 'int64'],
  ['beta_int', 'int64'],
  ['categorical', 'categorical'],
  ['ordinal', 'categorical'],
  ['constant', 'categorical'],
  ['unparametrized', 'categorical'],
]);

/** Reads `configspace.json` as the package ConfigSpace writes it; parameters of unknown kinds are left to their values. */
export function spaceOfJson(json: PythonJson): ConfigSpace {
  const parameters = new Map<string, SpaceParameter>();
  for (const item of itemsOf(json, 'hyperparameters')) {
    const name = textOf(item, 'name');
    const type = kinds.get(textOf(item, 'type') ?? '');
    if (name === undefined || type === undefined) continue;
    parameters.set(name, {
      type,
      variable:
        type === 'categorical'
          ? choices(item)
          : bounds({
              lower: numberOf(item, 'lower'),
              upper: numberOf(item, 'upper'),
              log: fieldOf(item, 'log') === true,
            }),
    });
  }
  return { parameters, json: toStrictJson(json) };
}

/** Bounds that a variable can have: finite, and in order. */
export function bounds({
  lower = NaN,
  upper = NaN,
  log,
}: {
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
  readonly log: boolean;
}): Pick<VariableMetadata, 'lower' | 'upper' | 'log'> {
  const isInOrder = !(lower > upper);
  return {
    ...(Number.isFinite(lower) && isInOrder && { lower }),
    ...(Number.isFinite(upper) && isInOrder && { upper }),
    ...(log && { log }),
  };
}

/** An ordinal parameter has its choices as a sequence, a constant has one. */
function choices(item: PythonJson): Pick<VariableMetadata, 'choices'> {
  const listed = [...itemsOf(item, 'choices'), ...itemsOf(item, 'sequence')];
  const value = fieldOf(item, 'value');
  const found = listed.length > 0 || value === undefined ? listed : [value];
  return { choices: found.map(asChoice) };
}

function asChoice(value: PythonJson): string | number | boolean | null {
  const strict = toStrictJson(value);
  if (strict !== null && typeof strict === 'object') return JSON.stringify(strict);
  return typeof strict === 'string' ? strict.toWellFormed() : strict;
}
