import assert from 'node:assert/strict';
import { detectFormat, findFormat } from '../../../src/formats/detectFormat';
import { FormatError } from '../../../src/formats/formatError';
import type { ImportedResult } from '../../../src/formats/format';
import { jsonLines } from '../../../src/formats/jsonLines';
import { cellsOf, columnOf } from '../support/cells';
import { fakeFile } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

async function read(text: string): Promise<ImportedResult> {
  const file = fakeFile('table.json', text);
  assert.equal((await detectFormat(file, formatPorts)).id, 'json-table');
  const imported = await jsonLines.read(file, { ports: formatPorts });
  assert.equal(imported.length, 1);
  return imported[0] as ImportedResult;
}

describe('json-table: lines', () => {
  it('reads nested objects and lists into columns of their own', async () => {
    const { result } = await read('{"x": {"a": 1}, "l": [1, 2.5]}\n{"x": {"a": 2}, "new": true}\n');
    assert.deepEqual(cellsOf(result, 'x/a'), [1n, 2n]);
    assert.deepEqual(cellsOf(result, 'l[1]'), [2.5, null]);
    assert.deepEqual(cellsOf(result, 'new'), [null, true]);
  });

  it('keeps NaN, infinities, large integers and negative zeros', async () => {
    const values = ['NaN', '-Infinity', '-0.0', '1.5'];
    const { result } = await read(
      values.map(value => `{"f": ${value}, "n": 9007199254740993}\n`).join(''),
    );
    assert.deepEqual(cellsOf(result, 'f'), [NaN, -Infinity, -0, 1.5]);
    assert.equal(cellsOf(result, 'n')[0], 9007199254740993n);
  });

  it('keeps integers of more than 64 bits', async () => {
    const { result } = await read('{"a": 18446744073709551617}\n{"a": 1}\n');
    assert.deepEqual(cellsOf(result, 'a'), ['18446744073709551617', '1']);
  });

  const sound = Array.from({ length: 100 }, (_, row) => `{"n": ${row}}\n`);

  it('lists lines that are no objects, and leaves them out', async () => {
    const { result, unread } = await read([...sound, '[1]\n', '{"n"\n', '{"n": 7}\n'].join(''));
    assert.equal(result.rowCount, 101);
    assert.deepEqual(
      unread?.map(({ row }) => row),
      [101, 102],
    );
  });

  it('leaves a last line out that is still being written, and says so', async () => {
    const { result, notes } = await read(`${sound.join('')}{"n": 1`);
    assert.equal(result.rowCount, 100);
    assert.match(notes.join(), /last line \(101\) is not whole yet/);
  });

  it('refuses a file of which more than a twentieth is something else', async () => {
    const file = fakeFile('a.jsonl', [...sound.slice(0, 10), 'x\n'].join(''));
    await assert.rejects(
      jsonLines.read(file, { ports: formatPorts }),
      (error: unknown) => error instanceof FormatError && error.row === 11,
    );
  });

  it('refuses objects that have nothing in common', async () => {
    const lines = Array.from({ length: 20_000 }, (_, row) => `{"a${row}": 1}\n`);
    const file = fakeFile('a.jsonl', lines.join(''));
    await assert.rejects(
      jsonLines.read(file, { ports: formatPorts }),
      /hardly any field in common/,
    );
  });

  it('takes names of prototypes for names', async () => {
    const { result } = await read('{"__proto__": 1, "constructor": 2}\n{"__proto__": 3}\n');
    assert.deepEqual(cellsOf(result, '__proto__'), [1n, 3n]);
    assert.deepEqual(cellsOf(result, 'constructor'), [2n, null]);
  });
});

describe('json-table: documents', () => {
  const documents: Readonly<Record<string, string>> = {
    records: '[{"x": 1, "f": 0.5}, {"x": 2, "f": null}]',
    columns: '{"x": {"0": 1, "1": 2}, "f": {"0": 0.5, "1": null}}',
    index: '{"0": {"x": 1, "f": 0.5}, "1": {"x": 2, "f": null}}',
    split: '{"columns": ["x", "f"], "index": [0, 1], "data": [[1, 0.5], [2, null]]}',
    table: '{"schema": {"fields": [{"name": "x"}]}, "data": [{"x": 1, "f": 0.5}, {"x": 2}]}',
    list: '{"x": [1, 2], "f": [0.5, null]}',
  };
  for (const [orientation, text] of Object.entries(documents)) {
    it(`reads the orientation ${orientation} of pandas`, async () => {
      const { result } = await read(text);
      assert.deepEqual(cellsOf(result, 'x'), [1n, 2n]);
      assert.deepEqual(cellsOf(result, 'f'), [0.5, null]);
      assert.equal((result.metadata['source'] as { orientation: string }).orientation, orientation);
    });
  }

  it('asks for roles by the names of columns', async () => {
    const { result } = await read('[{"lr": 0.1, "loss": 2}, {"lr": 0.2, "loss": 3}]');
    assert.equal(columnOf(result, 'lr').variable.role, 'design');
    assert.equal(columnOf(result, 'loss').variable.role, 'objective');
    assert.deepEqual(result.metadata['assumed'], {
      lr: { role: 'design', by: 'name' },
      loss: { role: 'objective', direction: 'minimize', by: 'name' },
    });
  });

  it('takes what lies in a configuration for design variables', async () => {
    const { result } = await read(
      '[{"config": {"units": 3}, "params": [1, 2], "x": 1, "loss": 2}]',
    );
    const names = result.designVariables.map(({ variable }) => variable.name);
    assert.deepEqual(names, ['config/units', 'params[0]', 'params[1]', 'x']);
  });

  const others = [
    '{"name": "a", "seed": 1}',
    '[1, 2]',
    '{"a": {"b": {"c": 1}}}',
    '{}',
    '[]',
    '{"a": {"x": 1}}',
  ];
  for (const text of others) {
    it(`claims no ${text}`, async () => {
      const file = fakeFile('a.json', text);
      assert.equal(await jsonLines.detect(file, formatPorts), undefined);
      assert.notEqual((await findFormat(file, formatPorts))?.id, 'json-table');
    });
  }
});
