import type { Column } from '../../../src/core/column';
import { exactValues } from './bits';

/** What test/fixtures/pandasFeather.py prints of a column. */
export interface ScriptColumn {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** A column as the script prints it: floats by their bits; integers as digits, as JSON's numbers are too small. */
export function scriptColumn(column: Column): ScriptColumn {
  const values = exactValues(column).map(value => {
    if (value === null) return null;
    if (column.type === 'boolean') return value === 1;
    return typeof value === 'bigint' ? String(value) : value;
  });
  return { name: column.variable.name, values };
}
