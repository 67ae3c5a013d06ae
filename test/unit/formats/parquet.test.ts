import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OptimizationResult } from '../../../src/core/result';
import { toParquet } from '../../../src/formats/export/toParquet';
import { FormatError } from '../../../src/formats/formatError';
import type { ImportedResult, Roles } from '../../../src/formats/format';
import { parquet } from '../../../src/formats/parquet';
import { readParquet } from '../../../src/formats/parquet/readParquet';
import { awkwardResult } from '../support/awkwardResult';
import { exactly } from '../support/bits';
import { cellsOf, columnOf } from '../support/cells';
import { int64 } from '../support/columns';
import { sharedData } from '../support/sharedData';
import { fakeFile, sourceFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'parquet');

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, `${name}.parquet`)));
}

async function read(bytes: Uint8Array, roles?: Roles): Promise<ImportedResult> {
  const file = fakeFile('a.parquet', bytes);
  const imported = await parquet.read(file, { ports: formatPorts, ...(roles && { roles }) });
  assert.equal(imported.length, 1);
  return imported[0] as ImportedResult;
}

/** What `makeParquetFixtures.py` writes. */
const cells: Readonly<Record<string, readonly unknown[]>> = {
  x: [0.1, NaN, -0, null, Infinity],
  x32: [0.5, 1.5, null, 2.5, -1],
  big: [9007199254740993n, -9223372036854775808n, 0n, null, 7n],
  small: [1n, 2n, 3n, 4n, 5n],
  u32: [4294967295n, 0n, 1n, null, 5n],
  flag: [true, null, false, true, true],
  state: ['ok', 'ok', 'bad', 'ok', null],
  note: ['ä', 'b', 'c', 'd', ''],
  when: Array(5).fill('2026-01-02T03:04:05.678901'),
  utc: Array(5).fill('1969-12-31T23:59:59.999Z'),
  day: Array(5).fill('2026-02-28'),
  clock: Array(5).fill('01:02:03.000004'),
  tenth: [0.3, null, -12.7, 1.1, 0],
  wide: Array(5).fill('12345678901234567890.12'),
  bytes: ['0xff00', 'a', 'b', 'c', 'd'],
  list: ['[1,2]', null, '[]', '[3]', '[4]'],
  struct: [0, 1, 2, 3, 4].map(row => `{"a":${row},"b":"x"}`),
};

describe('parquet: tables of pyarrow', () => {
  const files = [
    'snappy-groups',
    'uncompressed-plain',
    'gzip-2.0',
    'zstd-2.0',
    'lz4-nested',
    'delta',
  ];
  for (const name of files) {
    it(`reads every value of ${name}`, async () => {
      const { result } = await read(fixture(name));
      assert.ok(result.columns.length >= 3);
      for (const { variable } of result.columns) {
        assert.deepEqual(cellsOf(result, variable.name), cells[variable.name], variable.name);
      }
    });
  }

  it('finds the types: text that repeats is categorical, times are not', async () => {
    const { result } = await read(fixture('snappy-groups'));
    const types = ['state', 'note', 'when'].map(name => columnOf(result, name).type);
    assert.deepEqual(types, ['categorical', 'string', 'string']);
  });

  it('says which columns are nested', async () => {
    const { notes } = await read(fixture('lz4-nested'));
    assert.deepEqual(notes, ['Nested values are text of JSON: "list", "struct".']);
  });

  it('shows the index of a pandas frame as a column, and asks for the roles', async () => {
    const { result } = await read(fixture('pandas-index'));
    assert.deepEqual(cellsOf(result, 'index'), ['a', 'b']);
    const proposal = await parquet.propose?.(
      fakeFile('a.parquet', fixture('pandas-index')),
      formatPorts,
    );
    assert.deepEqual(
      proposal?.columns.map(({ name, role }) => [name, role]),
      [
        ['lr', 'design'],
        ['loss', 'objective'],
        ['index', 'observable'],
      ],
    );
  });

  it('refuses Brotli with words', async () => {
    await assert.rejects(read(fixture('brotli')), /compressed with BROTLI: not readable. Write it/);
  });

  it('reads a table of AMLTK (skipped without sample data)', async function () {
    const path = sharedData(this, 'amltk/optuna_optimizer-run_1/history.parquet');
    const { columns, rowCount } = await readParquet(await sourceFile(path));
    const result = new OptimizationResult({ problem: { name: 'a' }, columns });
    assert.deepEqual([rowCount, columns.length], [149, 25]);
    const accuracy = cellsOf(result, 'metric:accuracy [0.0, 1.0] (maximize)');
    assert.deepEqual(
      accuracy.slice(0, 3),
      [0.9210526315789473, 0.9210526315789473, 0.9473684210526315],
    );
    assert.equal(cellsOf(result, 'created_at')[0], '2024-08-07T15:24:54.121170');
  });
});

describe('parquet: exports of ours', () => {
  it('come back with every bit: roles, result sets, metadata, id', async () => {
    const { result, isOwn } = await read(toParquet(awkwardResult));
    assert.equal(isOwn, true);
    assert.deepEqual(exactly(result), exactly(awkwardResult));
    const file = fakeFile('a.parquet', toParquet(awkwardResult));
    assert.equal(await parquet.propose?.(file, formatPorts), undefined);
  });

  it('take other roles when those are chosen', async () => {
    const columns = [{ ...int64('n', [1n, 2n]), variable: { name: 'n', role: 'design' as const } }];
    const exported = toParquet(new OptimizationResult({ problem: { name: 'p' }, columns }));
    const { result } = await read(exported, { n: { role: 'objective', direction: 'maximize' } });
    assert.equal(result.objectives[0]?.variable.direction, 'maximize');
    assert.equal(result.problem.name, 'p');
  });
});

describe('parquet: damaged files', () => {
  const refused = (words: RegExp) => (error: unknown) => {
    assert.ok(error instanceof FormatError);
    assert.match(error.message, words);
    return true;
  };

  it('says that the end is missing', async () => {
    const cut = fixture('snappy-groups').slice(0, -40);
    await assert.rejects(read(cut), refused(/without its end/));
  });

  it('gives a FormatError for whatever byte of the footer is changed, or reads on', async () => {
    const bytes = fixture('delta');
    for (let at = bytes.length - 9; at > bytes.length - 700; at--) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ 0xff;
      try {
        await read(damaged);
      } catch (error) {
        assert.ok(error instanceof FormatError, `byte ${at}: ${String(error)}`);
      }
    }
  });
});
