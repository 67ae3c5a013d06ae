import type { VariableMetadata } from '../../core/variables';
import { itemsOf } from '../jsonFields';
import type { PythonJson } from '../pythonJson';

type Described = Omit<VariableMetadata, 'name'>;

/** Bounds where the type says them, as in `Real(0.000000, 1.000000)`. */
export function describeVariable(problem: PythonJson, index: number): Described {
  const type = itemsOf(problem, 'types')[index];
  if (typeof type !== 'string') return { role: 'design' };
  const [, lower, upper] = /^(?:Real|Integer)\(\s*([^,\s]+)\s*,\s*([^,\s]+)\s*\)$/.exec(type) ?? [];
  const bounds = [Number(lower), Number(upper)] as const;
  const isBounded = bounds.every(Number.isFinite) && bounds[0] <= bounds[1];
  return {
    role: 'design',
    description: type.toWellFormed(),
    ...(isBounded && { lower: bounds[0], upper: bounds[1] }),
  };
}

/** Directions are names, or -1 and 1 in older versions. */
export function describeObjective(problem: PythonJson, index: number): Described {
  const direction = itemsOf(problem, 'directions')[index];
  const isMaximised =
    direction === 1 || (typeof direction === 'string' && /\bMAXIMIZE$/i.test(direction));
  return { role: 'objective', direction: isMaximised ? 'maximize' : 'minimize' };
}

/** An expression such as `<=0`; Platypus also has `<`, `>` and `!=`, and takes functions. */
export function describeConstraint(problem: PythonJson, index: number): Described {
  const text = itemsOf(problem, 'constraints')[index];
  if (typeof text !== 'string') return { role: 'observable' };
  const [, operator, number] = /^\s*([<>=!]=?)\s*([^\s]+)\s*$/.exec(text) ?? [];
  const limit = Number(number);
  const description = text.toWellFormed();
  if (operator === undefined || !Number.isFinite(limit) || operator.startsWith('!')) {
    return { role: 'observable', description };
  }
  if (operator.startsWith('=')) return { role: 'equality', sense: '==', limit, description };
  return { role: 'inequality', sense: operator.startsWith('<') ? '<=' : '>=', limit, description };
}
