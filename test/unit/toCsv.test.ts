import assert from 'node:assert/strict';
import Papa from 'papaparse';
import { OptimizationResult } from '../../src/core/result';
import { csv } from '../../src/formats/csv';
import { toCsv } from '../../src/formats/export/toCsv';
import { awkwardResult } from './support/awkwardResult';
import { cellsOf } from './support/cells';
import { float64 } from './support/columns';
import { fakeFile } from './support/sourceFiles';
import { formatPorts } from './support/sqlReader';

describe('toCsv', () => {
  const bytes = toCsv(awkwardResult);
  const { data, errors } = Papa.parse<Record<string, string>>(new TextDecoder().decode(bytes), {
    header: true,
    newline: '\n',
    skipEmptyLines: true,
  });
  const column = (name: string): (string | undefined)[] => data.map(row => row[name]);

  it('is a well-formed table of all columns and rows', () => {
    assert.deepEqual(errors, []);
    assert.equal(data.length, awkwardResult.rowCount);
    assert.deepEqual(
      Object.keys(data[0] ?? {}),
      awkwardResult.columns.map(({ variable }) => variable.name),
    );
  });

  it('writes floats so that they read back as the same floats', () => {
    assert.deepEqual(column('x'), ['0.0', '-0.0', '0.1', '1e+21', '5e-324', 'NaN']);
    assert.deepEqual(column('f, "quoted"'), [
      'inf',
      '-inf',
      '',
      '1.0',
      '1.7976931348623157e+308',
      'NaN',
    ]);
  });

  it('writes integers with all digits', () => {
    assert.deepEqual(column('n').slice(2, 4), ['9007199254740993', '-9223372036854775808']);
  });

  it('writes booleans as pandas does', () => {
    assert.deepEqual(column('maybe'), ['True', '', 'False', '', 'True', 'False']);
  });

  it('leaves text unchanged', () => {
    assert.deepEqual(column('note'), ['', 'a,b', 'line\r\nend', '"', '=1+1', 'ünï 🚀']);
    assert.deepEqual(column('state'), ['COMPLETE', 'FAIL', 'COMPLETE', '', 'FAIL', 'COMPLETE']);
  });

  it('keeps rows without any value', () => {
    const result = new OptimizationResult({
      problem: { name: 'gap' },
      columns: [float64('x', [1, null])],
    });
    assert.equal(new TextDecoder().decode(toCsv(result)), 'x\n1.0\n""\n');
  });

  it('is read back by the importer with the same numbers', async () => {
    const [imported] = await csv.read(fakeFile('back.csv', bytes), { ports: formatPorts });
    assert.ok(imported);
    for (const name of ['x', 'f, "quoted"', 'n', 'optional n', 'ok', 'maybe', 'state']) {
      assert.deepEqual(cellsOf(imported.result, name), cellsOf(awkwardResult, name));
    }
  });
});
