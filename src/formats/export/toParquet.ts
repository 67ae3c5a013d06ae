import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { ColumnSource } from 'hyparquet-writer';
import { pandasKey, writePandasMetadata } from '../../core/arrow/pandasMetadata';
import { cellAt } from '../../core/column';
import type { Column } from '../../core/column';
import type { OptimizationResult } from '../../core/result';
import { allSteps } from '../../core/steps';
import type { Steps } from '../../core/steps';

/**
 * A result as a Parquet file, Snappy-compressed: DOUBLE, INT64, BOOLEAN and STRING columns (categories as their texts),
 * optional where a value is missing. The file's metadata key `optiscope` holds JSON `{ format: 1, id, createdAt, problem,
 * metadata, resultSets, variables, categories }`, `categories` being those of each column that has them, by its name; `pandas` lets nullable integers and booleans come back as `Int64` and `boolean`.
 */
export function toParquet(result: OptimizationResult): Uint8Array {
  return allSteps(parquetSteps(result));
}

/** As many rows as are written in one step: large enough to be packed well. */
const rowsAtOnce = 10_000;

/** The same as {@link toParquet}, a group of rows a step. */
export function* parquetSteps(result: OptimizationResult): Steps<Uint8Array> {
  const { columns, rowCount } = result;
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData: columns.map(each => columnSource(each, 0, 0)) }),
    createdBy: 'OptiScope',
    kvMetadata: [
      { key: 'optiscope', value: JSON.stringify(descriptionOf(result)) },
      { key: pandasKey, value: writePandasMetadata(result) },
    ],
    // Readers skip row groups by their minimum and maximum, which NaN makes meaningless.
    statistics: false,
  });
  for (let start = 0; start < rowCount; start += rowsAtOnce) {
    const end = Math.min(rowCount, start + rowsAtOnce);
    const columnData = columns.map(column => columnSource(column, start, end));
    // Without a promise: the writer keeps all bytes in memory.
    void file.write({ columnData, rowGroupSize: rowsAtOnce });
    yield end / rowCount;
  }
  void file.finish();
  return writer.getBytes();
}

function descriptionOf(result: OptimizationResult) {
  const { id, createdAt, problem, metadata, resultSets, columns } = result;
  const variables = columns.map(({ variable }) => variable);
  const categories = Object.fromEntries(
    columns.flatMap(column =>
      column.type === 'categorical' ? [[column.variable.name, column.categories]] : [],
    ),
  );
  return { format: 1, id, createdAt, problem, metadata, resultSets, variables, categories };
}

/** Rows `start` (inclusive) to `end` (exclusive) of a column. */
function columnSource(column: Column, start: number, end: number): ColumnSource {
  const { variable, valid, type } = column;
  const common = { name: variable.name, nullable: valid !== undefined };
  const data = Array.from({ length: end - start }, (_, at) => cellAt(column, start + at));
  switch (type) {
    case 'float64':
      // A dictionary would take -0 for 0, since it is a Map.
      return { ...common, type: 'DOUBLE', encoding: 'PLAIN', data };
    case 'int64':
      return { ...common, type: 'INT64', data };
    case 'boolean':
      return { ...common, type: 'BOOLEAN', data };
    case 'string':
    case 'categorical':
      return { ...common, type: 'STRING', data };
  }
}
