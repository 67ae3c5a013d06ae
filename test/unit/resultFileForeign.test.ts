import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell, Column } from '../../src/core/column';
import { cellAt } from '../../src/core/column';
import type { OptimizationResult } from '../../src/core/result';
import { decodeResult } from '../../src/core/resultFile';

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

describe('Arrow files with metadata as pandas writes it', () => {
  const common = {
    f1: [0.1, NaN, null, -0, Infinity],
    count: [-(2n ** 63n), -1n, 0n, 9007199254740993n, 2n ** 63n - 1n],
    note: ['', 'zwölf', '🙂', 'a\nb', 'plain'],
    kind: ['high', 'low', 'high', 'high', null],
    when: [
      '1970-01-01T00:00:00.000000Z',
      '1970-01-01T00:00:00.000001Z',
      '1969-12-31T23:59:59.999999Z',
      '2026-01-01T00:00:00.000000Z',
      '9999-12-31T23:59:59.999999Z',
    ],
  };
  const index = [3n, 1n, 4n, 1n, 5n];

  it('have no column for an index that only counts', async () => {
    assert.deepEqual(cellsOf(await read('pandas-like-range-index')), common);
  });

  it('keep a named index as a column', async () => {
    assert.deepEqual(cellsOf(await read('pandas-like-named-index')), { ...common, trial: index });
  });

  it('call an index without a name "index"', async () => {
    assert.deepEqual(cellsOf(await read('pandas-like-unnamed-index')), { ...common, index });
  });

  it('have texts of a dictionary as categories', async () => {
    const { columns } = await read('pandas-like-range-index');
    const kind = columns.find(({ variable }) => variable.name === 'kind');
    assert.ok(kind?.type === 'categorical');
    assert.deepEqual(kind.categories, ['low', 'high']);
  });

  it('give DataFrame.attrs as metadata and the name of the problem from it', async () => {
    const { problem, metadata } = await read('pandas-like-range-index');
    assert.deepEqual(problem, { name: 'Truss' });
    assert.deepEqual(metadata, { problem: 'Truss', campaign: { year: 2026 } });
  });

  it('have observables only, the hash of the bytes as identity and the time of the file', async () => {
    const bytes = new Uint8Array(readFileSync(join(fixtures, 'pandas-like-range-index.arrow')));
    const { result, head } = await decodeResult(bytes, origin);
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    assert.equal(result.observables.length, result.columns.length);
    assert.equal(head.id, hash);
    assert.equal(head.revision, hash);
    assert.equal(head.createdAt, origin.modifiedAt);
    assert.equal(head.updatedAt, origin.modifiedAt);
    assert.equal(head.size, bytes.length);
    assert.equal(head.rowCount, 5);
  });
});
