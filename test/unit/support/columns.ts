import type {
  BooleanColumn,
  CategoricalColumn,
  Column,
  Float64Column,
  Int64Column,
  StringColumn,
} from '../../../src/core/column';
import type { VariableMetadata } from '../../../src/core/variables';

/** Columns for tests, written as plain lists in which `null` is a missing value. Observables unless told otherwise. */

type Description = Partial<Omit<VariableMetadata, 'name'>>;

interface Common {
  readonly variable: VariableMetadata;
  readonly valid?: Uint8Array;
}

function common(name: string, values: readonly unknown[], description: Description): Common {
  const variable = { name, role: 'observable', ...description } as const;
  if (!values.includes(null)) return { variable };
  return { variable, valid: Uint8Array.from(values, value => (value === null ? 0 : 1)) };
}

export function float64(
  name: string,
  values: readonly (number | null)[],
  description: Description = {},
): Float64Column {
  return {
    ...common(name, values, description),
    type: 'float64',
    values: Float64Array.from(values, value => value ?? 0),
  };
}

export function int64(
  name: string,
  values: readonly (bigint | null)[],
  description: Description = {},
): Int64Column {
  return {
    ...common(name, values, description),
    type: 'int64',
    values: BigInt64Array.from(values, value => value ?? 0n),
  };
}

export function boolean(
  name: string,
  values: readonly (boolean | null)[],
  description: Description = {},
): BooleanColumn {
  return {
    ...common(name, values, description),
    type: 'boolean',
    values: Uint8Array.from(values, value => (value === true ? 1 : 0)),
  };
}

export function text(
  name: string,
  values: readonly (string | null)[],
  description: Description = {},
): StringColumn {
  return {
    ...common(name, values, description),
    type: 'string',
    values: values.map(value => value ?? ''),
  };
}

/** Categories are the different values in the order of their first appearance. */
export function categorical(
  name: string,
  values: readonly (string | null)[],
  description: Description = {},
): CategoricalColumn {
  const categories = [...new Set(values.filter(value => value !== null))];
  return {
    ...common(name, values, description),
    type: 'categorical',
    categories,
    values: Int32Array.from(values, value => (value === null ? 0 : categories.indexOf(value))),
  };
}

/** One column of every type and role, `rows` long, with values that depend on the row alone. */
export function someColumns(rows: number): readonly Column[] {
  const list = <T>(valueOf: (row: number) => T): T[] =>
    Array.from({ length: rows }, (_, row) => valueOf(row));
  return [
    float64(
      'x1',
      list(row => row / 8),
      { role: 'design', lower: 0, upper: 100, unit: 'mm' },
    ),
    categorical(
      'solver',
      list(row => (row % 2 === 0 ? 'nsga2' : 'moead')),
      { role: 'design' },
    ),
    float64(
      'f1',
      list(row => row * row),
      { role: 'objective', direction: 'minimize' },
    ),
    float64(
      'f2',
      list(row => 1 / (row + 1)),
      { role: 'objective', direction: 'maximize' },
    ),
    float64(
      'g1',
      list(row => row - 1.5),
      { role: 'inequality' },
    ),
    float64(
      'h1',
      list(row => (row === 1 ? null : 0)),
      { role: 'equality' },
    ),
    int64(
      'seed',
      list(row => BigInt(row) + 9007199254740993n),
    ),
    boolean(
      'converged',
      list(row => row % 3 === 0),
    ),
    text(
      'note',
      list(row => (row === 0 ? null : `row ${row}`)),
    ),
  ];
}
