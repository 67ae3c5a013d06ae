import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell, Column } from '../../src/core/column';
import { cellAt } from '../../src/core/column';
import type { OptimizationResult } from '../../src/core/result';
import { decodeResult } from '../../src/core/resultFile';
import { scriptColumn } from './support/scriptValues';
import type { ScriptColumn } from './support/scriptValues';

const origin = { modifiedAt: '2026-03-04T05:06:07.890Z' };
const fixtures = join(import.meta.dirname, '../fixtures/arrow');

async function read(name: string): Promise<OptimizationResult> {
  const bytes = new Uint8Array(readFileSync(join(fixtures, `${name}.arrow`)));
  return (await decodeResult(bytes, origin)).result;
}

function cells(column: Column): readonly Cell[] {
  return Array.from(column.values as readonly unknown[], (_, row) => cellAt(column, row));
}

function cellsOf(result: OptimizationResult): Readonly<Record<string, readonly Cell[]>> {
  return Object.fromEntries(result.columns.map(column => [column.variable.name, cells(column)]));
}

/** What polars.mjs writes. */
function polarsCells(): Readonly<Record<string, readonly Cell[]>> {
  const list = (valueOf: (row: number) => Cell): Cell[] =>
    Array.from({ length: 200 }, (_, row) => valueOf(row));
  const day = (row: number): string => new Date((row - 10) * 86_400_000).toISOString().slice(0, 10);
  const time = (row: number): string => {
    const micros = row * 1_000_001 - 5;
    const seconds = Math.floor(micros / 1e6);
    const start = new Date(seconds * 1000).toISOString().slice(0, 19);
    return `${start}.${String(micros - seconds * 1e6).padStart(6, '0')}`;
  };
  return {
    x: list(row => (row === 3 ? null : row === 4 ? NaN : row / 8)),
    single: list(row => row / 4),
    big: list(row => (row === 5 ? null : 9007199254740993n + BigInt(row))),
    small: list(row => BigInt(row - 100)),
    flag: list(row => (row === 6 ? null : row % 3 === 0)),
    text: list(row => (row === 7 ? null : `row ${row}, ${'é'.repeat(row % 10)}`)),
    kind: list(row => (row === 8 ? null : row % 2 === 0 ? 'alpha' : 'beta')),
    day: list(day),
    time: list(time),
    pair: list(row => `[${row / 2},${row}]`),
  };
}

describe('Arrow files that polars wrote', () => {
  for (const compression of ['uncompressed', 'lz4', 'zstd']) {
    it(`are read in every value (${compression})`, async () => {
      assert.deepEqual(cellsOf(await read(`polars-${compression}`)), polarsCells());
    });
  }
});

describe('Arrow files that pandas wrote', () => {
  const { frames } = JSON.parse(readFileSync(join(fixtures, 'pandas.json'), 'utf8')) as {
    readonly frames: Readonly<
      Record<string, { readonly attrs: object; readonly columns: readonly ScriptColumn[] }>
    >;
  };

  for (const compression of ['default', 'zstd', 'uncompressed']) {
    it(`are read in every bit (${compression})`, async () => {
      const { columns } = await read(`pandas-${compression}`);
      assert.deepEqual(columns.map(scriptColumn), frames['hard']?.columns);
    });
  }

  it('keep their types', async () => {
    const { columns } = await read('pandas-default');
    const types = columns.map(({ variable, type }) => [variable.name, type]);
    assert.deepEqual(Object.fromEntries(types), {
      float: 'float64',
      Float64: 'float64',
      'double[pyarrow]': 'float64',
      single: 'float64',
      int64: 'int64',
      Int64: 'int64',
      int8: 'int64',
      bool: 'boolean',
      boolean: 'boolean',
      str: 'string',
      object: 'string',
      category: 'categorical',
      when: 'string',
      trial: 'int64',
    });
  });

  it('tell a missing value from NaN in a column whose type does', async () => {
    const seen = cellsOf(await read('pandas-default'));
    for (const name of ['Float64', 'double[pyarrow]']) {
      assert.deepEqual(seen[name]?.slice(0, 5), [NaN, Infinity, -Infinity, null, 0]);
    }
    // pandas itself writes every NaN of this type as missing.
    assert.deepEqual(seen['float']?.slice(0, 5), [null, Infinity, -Infinity, -0, 0]);
  });

  it('keep categories that no row has, in their order', async () => {
    const { columns } = await read('pandas-default');
    const column = columns.find(({ type }) => type === 'categorical');
    assert.deepEqual(column?.type === 'categorical' && column.categories, [
      'low',
      'medium',
      'high',
    ]);
  });

  it('have no column for an index that only counts', async () => {
    const { columns } = await read('pandas-range-index');
    assert.deepEqual(columns.map(scriptColumn), frames['range-index']?.columns);
    assert.equal(columns.length, 2);
  });

  it('call an index without a name "index"', async () => {
    assert.deepEqual(cellsOf(await read('pandas-unnamed-index')), {
      f1: [0.1, null, -0],
      count: [3n, 1n, 4n],
      index: [3n, 1n, 4n],
    });
  });

  it('give DataFrame.attrs as metadata and the name of the problem from it', async () => {
    const { problem, metadata } = await read('pandas-default');
    assert.deepEqual(problem, { name: 'Truss' });
    assert.deepEqual(metadata, frames['hard']?.attrs);
    assert.deepEqual(metadata, { problem: 'Truss', campaign: { year: 2026 } });
  });

  it('keep the roles that a script wrote into the metadata of fields', async () => {
    const { columns } = await read('pandas-described');
    assert.deepEqual(
      columns.map(({ variable }) => variable),
      [
        { name: 'f1', role: 'objective', direction: 'maximize', unit: 'mm' },
        { name: 'count', role: 'observable' },
      ],
    );
    assert.deepEqual(columns.map(scriptColumn), frames['described']?.columns);
  });

  it('have observables only, the hash of the bytes as identity and the time of the file', async () => {
    const bytes = new Uint8Array(readFileSync(join(fixtures, 'pandas-default.arrow')));
    const { result, head } = await decodeResult(bytes, origin);
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    assert.equal(result.observables.length, result.columns.length);
    assert.equal(head.id, hash);
    assert.equal(head.revision, hash);
    assert.equal(head.createdAt, origin.modifiedAt);
    assert.equal(head.updatedAt, origin.modifiedAt);
    assert.equal(head.size, bytes.length);
    assert.equal(head.rowCount, 60);
  });
});
