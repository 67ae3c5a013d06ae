import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import type { Vector } from 'apache-arrow';
import type { Column } from '../../src/core/column';
import { decodeResult } from '../../src/core/resultFile';
import { bitsOf, exactValues } from './support/bits';
import { extremeColumns } from './support/extremes';
import { anArtifact, aResult } from './support/results';
import { scriptColumn } from './support/scriptValues';
import type { ScriptColumn } from './support/scriptValues';

const origin = { modifiedAt: '2026-03-04T05:06:07.890Z' };
const script = join(import.meta.dirname, '../fixtures/pandasFeather.py');

/** The values of a column as apache-arrow reads them, in the form of {@link exactValues}. */
function valuesOf(vector: Vector, column: Column): readonly unknown[] {
  const [chunk] = vector.data;
  return Array.from({ length: vector.length }, (_, row) => {
    const value: unknown = vector.get(row);
    if (value === null) return null;
    if (column.type === 'float64') return bitsOf((chunk?.values as Float64Array).subarray(row));
    return column.type === 'boolean' ? Number(value) : value;
  });
}

describe('result files in other hands', () => {
  for (const rows of [12, 0]) {
    it(`have ${rows === 0 ? 'no rows' : 'the same bits'} when apache-arrow reads them`, async () => {
      const columns = rows === 0 ? aResult({ rows }).columns : extremeColumns();
      const { bytes } = await anArtifact({ columns });
      const table = tableFromIPC(bytes);
      assert.equal(table.numRows, rows);
      columns.forEach((column, index) => {
        const { name } = column.variable;
        assert.equal(table.schema.fields[index]?.name, name);
        const vector = table.getChildAt(index);
        assert.ok(vector);
        // This reader drops a byte order mark at the start of a text.
        const expected = exactValues(column).map(value =>
          typeof value === 'string' ? value.replace(/^\ufeff/, '') : value,
        );
        assert.deepEqual(valuesOf(vector, column), expected, name);
      });
    });
  }
});

describe('result files and pandas (skipped without Python, pandas and pyarrow)', () => {
  let folder: string | undefined;

  before(function () {
    const probe = spawnSync('python3', ['-c', 'import pandas, pyarrow']);
    if (probe.status !== 0) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'optiscope-pandas-'));
  });

  after(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  const python = (...parameters: readonly string[]): string =>
    execFileSync('python3', [script, ...parameters], { encoding: 'utf8' });

  it('have the same bits and types when pandas.read_feather reads them', async () => {
    const columns = extremeColumns();
    const { bytes } = await anArtifact({ columns });
    const path = join(folder ?? '', 'ours.arrow');
    writeFileSync(path, bytes);
    const read = JSON.parse(python('read', path)) as {
      readonly attrs: object;
      readonly dtypes: Readonly<Record<string, string>>;
      readonly columns: readonly ScriptColumn[];
    };
    assert.deepEqual(read.attrs, { problem: 'Welded beam' });
    assert.equal(read.dtypes['whole'], 'int64');
    assert.equal(read.dtypes['nullable whole'], 'Int64');
    assert.equal(read.dtypes['nullable flag'], 'boolean');
    assert.equal(read.dtypes['kind'], 'category');
    assert.deepEqual(read.columns, columns.map(scriptColumn));
  });

  for (const compression of ['lz4', 'zstd', 'uncompressed', 'default']) {
    it(`are read when pandas.to_feather wrote them (${compression})`, async () => {
      const path = join(folder ?? '', `${compression}.feather`);
      const expected = JSON.parse(python('write', path, compression)) as readonly ScriptColumn[];
      const { result } = await decodeResult(new Uint8Array(readFileSync(path)), origin);
      assert.equal(result.problem.name, 'From pandas');
      assert.deepEqual(result.columns.map(scriptColumn), expected);
    });
  }

  it('keep the roles that pyarrow wrote into the metadata of fields', async () => {
    const path = join(folder ?? '', 'described.arrow');
    python('describe', path);
    const { result } = await decodeResult(new Uint8Array(readFileSync(path)), origin);
    assert.deepEqual(
      result.objectives.map(({ variable }) => variable),
      [{ name: 'f', role: 'objective', direction: 'maximize' }],
    );
  });

  it('are refused when pyarrow rewrote one of ours with other values', async () => {
    const { bytes } = await anArtifact();
    const path = join(folder ?? '', 'rewritten.arrow');
    writeFileSync(path, bytes);
    python('rewrite', path);
    await assert.rejects(decodeResult(new Uint8Array(readFileSync(path)), origin), {
      code: 'damaged',
      message: /another program rewrote/,
    });
  });
});
