import assert from 'node:assert/strict';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { OptimizationResult } from '../../src/core/result';
import { toParquet } from '../../src/formats/export/toParquet';
import { awkwardResult } from './support/awkwardResult';
import { cellsOf } from './support/cells';
import { float64 } from './support/columns';

describe('toParquet', () => {
  const file = toParquet(awkwardResult).slice().buffer;

  for (const { variable } of awkwardResult.columns) {
    it(`keeps every value of the column ${variable.name}`, async () => {
      const rows = await parquetReadObjects({ file });
      const values = rows.map(row => (row as Record<string, unknown>)[variable.name] ?? null);
      assert.deepEqual(values, cellsOf(awkwardResult, variable.name));
    });
  }

  it('marks only columns with missing values as optional', () => {
    const { schema } = parquetMetadata(file);
    assert.deepEqual(
      schema.slice(1).map(({ repetition_type }) => repetition_type),
      awkwardResult.columns.map(({ valid }) => (valid ? 'OPTIONAL' : 'REQUIRED')),
    );
  });

  it('describes the result in the metadata of the file', () => {
    const entries = parquetMetadata(file).key_value_metadata ?? [];
    const optiscope = entries.find(({ key }) => key === 'optiscope')?.value;
    const { id, createdAt, problem, metadata, resultSets, columns } = awkwardResult;
    const variables = columns.map(({ variable }) => variable);
    const categories = Object.fromEntries(
      columns.flatMap(column =>
        column.type === 'categorical' ? [[column.variable.name, column.categories]] : [],
      ),
    );
    assert.deepEqual(JSON.parse(String(optiscope)), {
      format: 1,
      ...{ id, createdAt, problem, metadata, resultSets, variables, categories },
    });
  });

  it('keeps signed zeros among many equal values', async () => {
    const zeros = Array.from({ length: 5000 }, (_, row) => (row % 2 ? -0 : 0));
    const columns = [float64('x', zeros)];
    const many = toParquet(new OptimizationResult({ problem: { name: 'zeros' }, columns }));
    const rows = (await parquetReadObjects({ file: many.slice().buffer })) as { x: number }[];
    assert.deepEqual(
      rows.map(({ x }) => x),
      zeros,
    );
  });

  it('writes a result without rows', async () => {
    const columns = [float64('x', [])];
    const empty = toParquet(new OptimizationResult({ problem: { name: 'empty' }, columns }));
    assert.deepEqual(await parquetReadObjects({ file: empty.slice().buffer }), []);
  });
});
