import type { Direction, VariableMetadata } from '../../core/variables';
import { constraintSides } from '../constraintSides';
import type { ConstraintLimits } from '../constraintSides';
import { entriesOf, fieldOf, itemsOf, numberOf, textOf } from '../jsonFields';
import { isArray } from '../pythonJson';
import type { PythonJson } from '../pythonJson';

/** What one variable is to the driver. */
export interface DriverSetting {
  /** As the user calls it. */
  readonly name?: string;
  /** Of the elements of an array those that the driver knows, as positions in the flattened array; all when absent. */
  readonly positions?: readonly number[];
  /**
   * The columns that an element takes: what its name has beyond that of the variable, and what it is.
   * @param element counted among those that the driver knows.
   */
  columns(element: number): readonly SettingColumn[];
}

export interface SettingColumn {
  readonly suffix: string;
  readonly variable: Omit<VariableMetadata, 'name'>;
  /** What was taken for granted of it. */
  readonly isAssumed?: true;
}

/** The settings of variables that the driver knows, by the absolute names under which values are recorded. */
export function readDriverSettings(
  settings: PythonJson | undefined,
  recorded: ReadonlySet<string>,
): ReadonlyMap<string, DriverSetting> {
  const byName = new Map<string, DriverSetting>();
  for (const [key, setting] of entriesOf(settings)) {
    // The list of the order of execution stands among them.
    if (isArray(setting)) continue;
    const names = ['source', 'ivc_source', 'name'].flatMap(field => textOf(setting, field) ?? []);
    const name = [key, ...names].find(name => recorded.has(name) && !byName.has(name));
    if (name !== undefined) byName.set(name, readSetting(key, setting));
  }
  return byName;
}

/** Likewise from format version 3, where a variable's types say what it is, but not its limits or its direction. */
export function settingsOfTypes(
  variables: PythonJson | undefined,
): ReadonlyMap<string, DriverSetting> {
  return new Map(
    entriesOf(variables).flatMap(([name, variable]) => {
      const types = itemsOf(variable, 'type');
      const type = (['desvar', 'objective', 'constraint'] as const).find(type =>
        types.includes(type),
      );
      return type === undefined ? [] : [[name, settingOfType(type)] as const];
    }),
  );
}

/** All that is known of a variable of this type. OpenMDAO minimises; its constraints are inequalities unless told otherwise. */
export function settingOfType(type: 'desvar' | 'objective' | 'constraint'): DriverSetting {
  const variable = {
    desvar: { role: 'design' },
    objective: { role: 'objective', direction: 'minimize' },
    constraint: { role: 'inequality' },
  } as const;
  const isAssumed = type !== 'desvar' && { isAssumed: true as const };
  return { columns: () => [{ suffix: '', variable: variable[type], ...isAssumed }] };
}

function readSetting(key: string, setting: PythonJson): DriverSetting {
  const type = textOf(setting, 'type');
  const positions = readPositions(fieldOf(setting, 'indices'));
  const scaling = { scaler: scalingOf(setting, 'scaler'), adder: scalingOf(setting, 'adder') };
  const bound = (field: string) => {
    const stored = numbersOf(fieldOf(setting, field));
    return (element: number) => readBound(elementOf(stored, element), scaling, element);
  };
  const direction = isNegative(setting, scaling.scaler) ? 'maximize' : 'minimize';
  const [lower, upper, equals] = [bound('lower'), bound('upper'), bound('equals')];
  return {
    name: textOf(setting, 'alias') ?? textOf(setting, 'name') ?? key,
    ...(positions && { positions }),
    columns: element => {
      const limits = { lower: lower(element), upper: upper(element), equals: equals(element) };
      if (type === 'con') return constraintSides(limits);
      return [{ suffix: '', variable: type === 'obj' ? objective(direction) : design(limits) }];
    },
  };
}

function objective(direction: Direction): SettingColumn['variable'] {
  return { role: 'objective', direction };
}

function design({ lower, upper }: ConstraintLimits): SettingColumn['variable'] {
  return {
    role: 'design',
    ...(lower !== undefined && { lower }),
    ...(upper !== undefined && { upper }),
  };
}

/** A driver of OpenMDAO only minimises: what is to become large is scaled by a negative number. */
function isNegative(setting: PythonJson, scaler: readonly number[]): boolean {
  const [first] = scaler;
  if (first !== undefined) return first < 0;
  const [ref] = numbersOf(fieldOf(setting, 'ref'));
  const [ref0 = 0] = numbersOf(fieldOf(setting, 'ref0'));
  return ref !== undefined && ref < ref0;
}

function readPositions(indices: PythonJson | undefined): readonly number[] | undefined {
  if (indices === undefined || indices === null || !isArray(indices)) return undefined;
  const flat = indices.flat(deepest) as readonly PythonJson[];
  const positions = flat.filter(index => typeof index === 'number' && index >= 0);
  return positions.length === flat.length ? (positions as readonly number[]) : undefined;
}

interface Scaling {
  readonly scaler: readonly number[];
  readonly adder: readonly number[];
}

/** OpenMDAO writes ±1e30 for none, and early versions the largest double. */
const unbounded = 1e30;
/** Digits that survive scaling and back. */
const digits = 15;
/** Arrays of more dimensions are no variables. */
const deepest = 8;

/**
 * Limits are kept as the driver sees them, `(limit + adder) * scaler`; values are recorded as the model sees them. That of
 * none is not scaled in all versions.
 */
function readBound(
  stored: number | undefined,
  scaling: Scaling,
  element: number,
): number | undefined {
  if (stored === undefined || !(Math.abs(stored) < unbounded)) return undefined;
  const scaler = elementOf(scaling.scaler, element);
  const adder = elementOf(scaling.adder, element);
  if (scaler === undefined && adder === undefined) return stored;
  const bound = stored / (scaler ?? 1) - (adder ?? 0);
  return Math.abs(bound) < 0.99 * unbounded ? Number(bound.toPrecision(digits)) : undefined;
}

/** With the conversion of units in it, where the version knows that. */
function scalingOf(setting: PythonJson, field: 'scaler' | 'adder'): readonly number[] {
  const total = numbersOf(fieldOf(setting, `total_${field}`));
  return total.length > 0 ? total : numbersOf(fieldOf(setting, field));
}

/** A number, or those in nested lists, in order. */
function numbersOf(value: PythonJson | undefined): readonly number[] {
  if (value === undefined || value === null) return [];
  const flat = isArray(value) ? (value.flat(deepest) as readonly PythonJson[]) : [value];
  return flat.map(item => numberOf(item) ?? NaN);
}

/** One number holds for all elements. */
function elementOf(numbers: readonly number[], element: number): number | undefined {
  return numbers.length === 1 ? numbers[0] : numbers[element];
}
