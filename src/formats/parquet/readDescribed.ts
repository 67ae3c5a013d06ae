import type { Column } from '../../core/column';
import { ResultError } from '../../core/errors';
import { FieldReader } from '../../core/fieldReader';
import { readVariable } from '../../core/metadataJson';
import { OptimizationResult } from '../../core/result';
import type { ResultParts } from '../../core/result';
import { columnFromCells } from '../columnFromCells';
import { cellAt } from '../../core/column';
import { FormatError } from '../formatError';
import type { ParquetTable } from './readParquet';

const version = 1;

/**
 * The result that an export of ours describes in the metadata of the file; `undefined` for files of other programs.
 * @throws {FormatError} when the description is damaged, or not of this table.
 */
export function readDescribed(
  file: string,
  { metadata, columns }: ParquetTable,
): OptimizationResult | undefined {
  const text = metadata.get('optiscope');
  if (text === undefined) return undefined;
  try {
    const fields = new FieldReader(JSON.parse(text), []);
    if (fields.number('format') > version) {
      throw new FormatError(file, 'was written by a newer version of OptiScope: update it.');
    }
    const categories = new Map(Object.entries(fields.get('categories') ?? {}));
    const variables = fields.get('variables');
    return new OptimizationResult({
      problem: fields.get('problem') as ResultParts['problem'],
      metadata: fields.get('metadata') as NonNullable<ResultParts['metadata']>,
      resultSets: fields.get('resultSets') as NonNullable<ResultParts['resultSets']>,
      id: fields.name('id'),
      createdAt: fields.text('createdAt'),
      columns: columns.map((column, index) =>
        describe(column, Array.isArray(variables) ? variables[index] : undefined, categories),
      ),
    });
  } catch (cause) {
    if (!(cause instanceof ResultError) && !(cause instanceof SyntaxError)) throw cause;
    const fault = `is damaged: its description cannot be used: ${cause.message}`;
    throw new FormatError(file, fault, { cause });
  }
}

/** The column as it was before it became Parquet, which has no categories of its own. */
function describe(column: Column, json: unknown, categories: ReadonlyMap<string, unknown>): Column {
  const variable = readVariable(json, ['variables']);
  if (column.type !== 'string' && column.type !== 'categorical') return { ...column, variable };
  const known = categories.get(variable.name);
  const type = Array.isArray(known) ? 'categorical' : 'string';
  const cells = Array.from({ length: column.values.length }, (_, row) => cellAt(column, row));
  return columnFromCells(variable, type, cells, Array.isArray(known) ? known.map(String) : []);
}
