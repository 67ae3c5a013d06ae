import type { VariableMetadata } from '../../core/variables';
import { constraintSides } from '../constraintSides';
import type { ConstraintLimits } from '../constraintSides';
import { entriesOf, fieldOf, itemsOf, numberOf, textOf } from '../jsonFields';
import { isArray } from '../pythonJson';
import type { PythonJson } from '../pythonJson';

/** What a column of the data is: what its name has beyond that in the data, and the rest. */
export interface VocsColumn {
  readonly suffix: string;
  readonly variable: Omit<VariableMetadata, 'name'>;
}

/** Xopt's description of a problem: name → the columns that it takes, in the order variables, objectives, constraints, constants. */
export type Vocs = ReadonlyMap<string, readonly VocsColumn[]>;

/** Reads it as versions 1 to 3 write it: short lists, or since 2 objects with a type. */
export function readVocs(vocs: PythonJson | undefined): Vocs {
  const columns = new Map<string, readonly VocsColumn[]>();
  for (const [name, value] of entriesOf(vocs, 'variables')) {
    columns.set(name, [{ suffix: '', variable: designVariable(value) }]);
  }
  for (const [name, value] of entriesOf(vocs, 'objectives')) {
    columns.set(name, [{ suffix: '', variable: objective(value) }]);
  }
  for (const [name, value] of entriesOf(vocs, 'constraints')) {
    const sides = constraintSides(limitsOf(value));
    columns.set(name, sides.length > 0 ? sides : [observable]);
  }
  for (const name of [
    ...entriesOf(vocs, 'constants').map(([name]) => name),
    ...entriesOf(vocs, 'observables').map(([name]) => name),
    ...itemsOf(vocs, 'observables').map(String),
  ]) {
    if (!columns.has(name)) columns.set(name, [observable]);
  }
  return columns;
}

const observable: VocsColumn = { suffix: '', variable: { role: 'observable' } };

function designVariable(value: PythonJson): VocsColumn['variable'] {
  const values = itemsOf(value, 'values');
  if (values.length > 0) {
    const choices = values.filter(isChoice);
    return { role: 'design', ...(choices.length === values.length && { choices }) };
  }
  const domain = isArray(value) ? value : itemsOf(value, 'domain');
  const [lower, upper] = domain.map(bound => numberOf(bound));
  return {
    role: 'design',
    ...(isFinite(lower) && { lower }),
    ...(isFinite(upper) && { upper }),
  };
}

function isChoice(value: PythonJson): value is string | number | boolean {
  return ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}

function isFinite(value: number | undefined): value is number {
  return Number.isFinite(value);
}

/** Some objectives are only to be explored: neither direction is better. */
function objective(value: PythonJson): VocsColumn['variable'] {
  const kind = String(textOf(value, 'type') ?? textOf(value) ?? '').toUpperCase();
  if (kind.startsWith('MAXIMIZE')) return { role: 'objective', direction: 'maximize' };
  if (kind.startsWith('MINIMIZE')) return { role: 'objective', direction: 'minimize' };
  return { role: 'observable' };
}

function limitsOf(value: PythonJson): ConstraintLimits {
  const [kind, limit] = isArray(value) ? value : [fieldOf(value, 'type'), fieldOf(value, 'value')];
  const [lower, upper] = itemsOf(value, 'range').map(bound => numberOf(bound));
  const said = (textOf(kind) ?? '').toUpperCase().replace('_', '');
  if (said.startsWith('LESSTHAN')) return { upper: numberOf(limit) };
  if (said.startsWith('GREATERTHAN')) return { lower: numberOf(limit) };
  return said.startsWith('BOUNDS') ? { lower, upper } : {};
}
