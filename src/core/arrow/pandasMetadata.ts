import type { Column } from '../column';
import { ResultError } from '../errors';
import { isPlainObject, readJsonObject } from '../json';
import type { JsonObject } from '../json';
import type { OptimizationResult } from '../result';

/** The key under which pandas and pyarrow keep what Arrow's types do not say, as JSON. */
export const pandasKey = 'pandas';

/**
 * Metadata that lets `pandas.read_feather` give integers and booleans with missing values as `Int64` and `boolean`
 * instead of as floats and objects, and the name of the problem as `DataFrame.attrs["problem"]`.
 */
export function writePandasMetadata({ columns, problem }: OptimizationResult): string {
  return JSON.stringify({
    index_columns: [],
    column_indexes: [],
    columns: columns.flatMap(nullableColumn),
    attributes: { problem: problem.name },
  });
}

function nullableColumn({ type, valid, variable: { name } }: Column): object[] {
  if (valid === undefined || (type !== 'int64' && type !== 'boolean')) return [];
  const pandasType = type === 'int64' ? 'int64' : 'bool';
  const numpyType = type === 'int64' ? 'Int64' : 'boolean';
  return [
    { name, field_name: name, pandas_type: pandasType, numpy_type: numpyType, metadata: null },
  ];
}

/** `DataFrame.attrs` as pandas left it in a file; empty when it is absent or not JSON: the columns count, not the notes. */
export function readPandasAttributes(text: string | undefined): JsonObject {
  return text === undefined ? {} : readAttributes(parsed(text)['attributes']);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    return isPlainObject(json) ? json : {};
  } catch {
    // Python writes NaN and Infinity, which are not JSON.
    return {};
  }
}

function readAttributes(json: unknown): JsonObject {
  try {
    return json === undefined ? {} : readJsonObject(json, ['attributes']);
  } catch (error) {
    if (error instanceof ResultError) return {};
    throw error;
  }
}
