import type { Cell, ColumnType } from '../../core/column';
import type { VariableMetadata } from '../../core/variables';
import type { ColumnDraft } from '../draftColumns';
import { stringify } from '../flattenJson';
import { fieldOf, itemsOf, numberOf, textOf } from '../jsonFields';
import type { PythonJson } from '../pythonJson';
import type { AxArm } from './experiment';
import { enumName } from './experiment';

/**
 * One column for each parameter of the search space, then for each that only arms have. A parameter that an arm lacks is
 * missing: it is not active in that branch of the space.
 */
export function parameterColumns(
  experiment: PythonJson,
  arms: readonly AxArm[],
): readonly ColumnDraft[] {
  const parameters = new Map<string, PythonJson | undefined>();
  for (const parameter of itemsOf(experiment, 'search_space', 'parameters')) {
    const name = textOf(parameter, 'name');
    if (name !== undefined) parameters.set(name, parameter);
  }
  for (const arm of arms) {
    for (const name of arm.parameters.keys())
      if (!parameters.has(name)) parameters.set(name, undefined);
  }
  return [...parameters].map(([name, parameter]) => ({
    name,
    kind: 'param',
    variable: { role: 'design', ...describe(parameter) },
    cells: arms.map(arm => cellOf(arm.parameters.get(name))),
    ...typeOf(parameter),
  }));
}

function describe(parameter: PythonJson | undefined): Partial<VariableMetadata> {
  const [lower, upper] = [numberOf(parameter, 'lower'), numberOf(parameter, 'upper')];
  const isFixed = fieldOf(parameter, 'value') !== undefined;
  const choices = isFixed
    ? [fieldOf(parameter, 'value') as PythonJson]
    : itemsOf(parameter, 'values');
  return {
    ...(Number.isFinite(lower) && { lower: lower as number }),
    ...(Number.isFinite(upper) && { upper: upper as number }),
    ...(fieldOf(parameter, 'log_scale') === true && { log: true }),
    ...(choices.length > 0 && { choices: choices.map(asChoice) }),
    ...(fieldOf(parameter, 'is_fidelity') === true && { description: 'Fidelity parameter' }),
    ...(isFixed && { description: 'Fixed parameter' }),
  };
}

function typeOf(parameter: PythonJson | undefined): { readonly type?: ColumnType } {
  switch (enumName(fieldOf(parameter, 'parameter_type'))) {
    case 'FLOAT':
      return { type: 'float64' };
    case 'INT':
      return { type: 'int64' };
    case 'BOOL':
      return { type: 'boolean' };
    case 'STRING':
      return { type: 'categorical' };
    default:
      return {};
  }
}

function cellOf(value: PythonJson | undefined): Cell | undefined {
  return value !== null && typeof value === 'object' ? stringify(value) : value;
}

function asChoice(value: PythonJson): string | number | boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.toWellFormed();
  return typeof value === 'number' && Number.isFinite(value) ? value : stringify(value);
}
