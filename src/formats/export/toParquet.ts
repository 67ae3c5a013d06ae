import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ColumnSource } from 'hyparquet-writer';
import { pandasKey, writePandasMetadata } from '../../core/arrow/pandasMetadata';
import { cellAt } from '../../core/column';
import type { Column } from '../../core/column';
import type { OptimizationResult } from '../../core/result';

/**
 * A result as a Parquet file, Snappy-compressed: DOUBLE, INT64, BOOLEAN and STRING columns (categories as their texts),
 * optional where a value is missing. The file's metadata key `optiscope` holds JSON `{ format: 1, id, createdAt, problem,
 * metadata, resultSets, variables, categories }`, `categories` being those of each column that has them, by its name; `pandas` lets nullable integers and booleans come back as `Int64` and `boolean`.
 */
export function toParquet(result: OptimizationResult): Uint8Array {
  const { id, createdAt, problem, metadata, resultSets, columns } = result;
  const variables = columns.map(({ variable }) => variable);
  const categories = Object.fromEntries(
    columns.flatMap(column =>
      column.type === 'categorical' ? [[column.variable.name, column.categories]] : [],
    ),
  );
  const description = {
    format: 1,
    id,
    createdAt,
    problem,
    metadata,
    resultSets,
    variables,
    categories,
  };
  const buffer = parquetWriteBuffer({
    columnData: columns.map(columnSource),
    createdBy: 'OptiScope',
    kvMetadata: [
      { key: 'optiscope', value: JSON.stringify(description) },
      { key: pandasKey, value: writePandasMetadata(result) },
    ],
    // Readers skip row groups by their minimum and maximum, which NaN makes meaningless.
    statistics: false,
  });
  return new Uint8Array(buffer);
}

function columnSource(column: Column): ColumnSource {
  const { variable, valid, type } = column;
  const common = { name: variable.name, nullable: valid !== undefined };
  switch (type) {
    case 'float64':
      // A dictionary would take -0 for 0, since it is a Map.
      return { ...common, type: 'DOUBLE', encoding: 'PLAIN', data: cells(column) };
    case 'int64':
      return { ...common, type: 'INT64', data: cells(column) };
    case 'boolean':
      return { ...common, type: 'BOOLEAN', data: cells(column) };
    case 'string':
    case 'categorical':
      return { ...common, type: 'STRING', data: cells(column) };
  }
}

function cells(column: Column): unknown[] {
  return Array.from({ length: column.values.length }, (_, row) => cellAt(column, row));
}
