import type { Column } from './column';
import { ResultError } from './errors';
import { invalidPart } from './invalidPart';
import type { Path } from './invalidPart';
import { readVariable } from './metadataJson';

/** 2^31 - 1: row numbers must fit the 32-bit offsets of the file format. */
export const maxRows = 2147483647;

const minInt64 = -(2n ** 63n);
const maxInt64 = 2n ** 63n - 1n;

// Columns that came through here are frozen, so replacing a result's metadata need not read a million texts again.
const sound = new WeakSet<Column>();

/**
 * Frozen copies of the columns (their value arrays are shared), if they can be the columns of one result.
 * The values of a Float64Array or BigInt64Array are not looked at: whatever they hold is allowed.
 * @throws {ResultError} `invalid` with the path of the part at fault.
 */
export function readColumns(columns: readonly Column[]): readonly Column[] {
  const rowCount = columns[0]?.values.length;
  if (rowCount === undefined) {
    throw invalidPart({
      path: ['columns'],
      expected: 'a list of at least one column',
      found: columns,
    });
  }
  const names = new Set<string>();
  return Object.freeze(
    columns.map((column, index) => {
      checkLengths(column, rowCount, ['columns', index]);
      const checked = sound.has(column) ? column : readColumn(column, index);
      const { name } = checked.variable;
      if (names.has(name)) {
        throw invalidPart({
          path: ['variables', index, 'name'],
          expected: 'different from the names of the other variables',
          found: name,
        });
      }
      names.add(name);
      return checked;
    }),
  );
}

function readColumn(column: Column, index: number): Column {
  const variable = readVariable(column.variable, ['variables', index]);
  const isNumeric = column.type === 'float64' || column.type === 'int64';
  if (!isNumeric && variable.role !== 'design' && variable.role !== 'observable') {
    throw new ResultError(
      'invalid',
      `The column "${variable.name}" holds values of type ${column.type} and cannot have the role "${variable.role}", which needs numbers. Make it a design variable or an observable.`,
      { path: ['variables', index, 'role'] },
    );
  }
  checkValues(column, ['columns', index, 'values']);
  const checked: Column =
    column.type === 'categorical'
      ? Object.freeze({ ...column, variable, categories: readCategories(column.categories, index) })
      : Object.freeze({ ...column, variable });
  sound.add(checked);
  return checked;
}

function checkLengths(column: Column, rowCount: number, path: Path): void {
  const { name } = column.variable;
  for (const part of ['values', 'valid'] as const) {
    const found = column[part]?.length ?? rowCount;
    if (found !== rowCount || found > maxRows) {
      throw new ResultError(
        'invalid',
        `The column "${name}" has ${found} ${part === 'valid' ? 'validity flags' : 'rows'}; ${Math.min(rowCount, maxRows)} were expected, as in the other columns.`,
        { path: [...path, part] },
      );
    }
  }
}

function checkValues(column: Column, path: Path): void {
  const { valid } = column;
  const fault = faultFinder(column);
  if (fault === undefined) return;
  const { values } = column;
  for (let row = 0; row < values.length; row++) {
    if (valid !== undefined && valid[row] === 0) continue;
    const expected = fault(values[row]);
    if (expected === undefined) continue;
    throw invalidPart({ path: [...path, row], expected, found: values[row] });
  }
}

/** A function that says what a value should have been, or `undefined` when the kind of array leaves nothing to check. */
function faultFinder(column: Column): ((value: unknown) => string | undefined) | undefined {
  switch (column.type) {
    case 'float64':
      if (column.values instanceof Float64Array) return undefined;
      return value => (typeof value === 'number' ? undefined : 'a number');
    case 'int64':
      if (column.values instanceof BigInt64Array) return undefined;
      return value =>
        typeof value === 'bigint' && value >= minInt64 && value <= maxInt64
          ? undefined
          : 'a bigint of 64 bits';
    case 'boolean':
      return value => (value === 0 || value === 1 ? undefined : '0 or 1');
    case 'string':
      return value =>
        typeof value === 'string' && value.isWellFormed()
          ? undefined
          : 'text without halves of surrogate pairs';
    case 'categorical': {
      const { length } = column.categories;
      return value =>
        typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < length
          ? undefined
          : `the index of one of the ${length} categories`;
    }
  }
}

function readCategories(categories: readonly string[], index: number): readonly string[] {
  const seen = new Set<unknown>();
  categories.forEach((category: unknown, position) => {
    if (typeof category !== 'string' || !category.isWellFormed() || seen.has(category)) {
      throw invalidPart({
        path: ['columns', index, 'categories', position],
        expected: 'a text different from the other categories, without halves of surrogate pairs',
        found: category,
      });
    }
    seen.add(category);
  });
  return Object.freeze([...categories]);
}
