import assert from 'node:assert/strict';
import { toJson } from '../../src/formats/export/toJson';
import { awkwardResult } from './support/awkwardResult';

interface Exported extends Record<string, unknown> {
  readonly columns: readonly {
    readonly variable: { readonly name: string };
    readonly values: readonly unknown[];
  }[];
}

describe('toJson', () => {
  const text = new TextDecoder().decode(toJson(awkwardResult));
  const json = JSON.parse(text) as Exported;
  const column = (name: string): Exported['columns'][number] | undefined =>
    json.columns.find(({ variable }) => variable.name === name);

  it('says what the result is', () => {
    const { columns, ...head } = json;
    const { id, createdAt, problem, metadata, resultSets, rowCount } = awkwardResult;
    const expected = { format: 'optiscope-json', version: 1, id, createdAt, problem, metadata };
    assert.deepEqual(head, { ...expected, resultSets, rowCount });
    assert.deepEqual(
      columns.map(({ variable }) => variable),
      awkwardResult.columns.map(({ variable }) => variable),
    );
  });

  it('writes floats exactly, as text where JSON has no number', () => {
    assert.deepEqual(column('x')?.values, [0, -0, 0.1, 1e21, 5e-324, 'NaN']);
    const values = ['Infinity', '-Infinity', null, 1, 1.7976931348623157e308, 'NaN'];
    assert.deepEqual(column('f, "quoted"')?.values, values);
  });

  it('writes integers as text where doubles have no room for them', () => {
    const values = [1, -1, '9007199254740993', '-9223372036854775808', 0, 2];
    assert.deepEqual(column('n')?.values, values);
  });

  it('writes booleans, texts and missing values as JSON has them', () => {
    assert.deepEqual(column('maybe')?.values, [true, null, false, null, true, false]);
    assert.deepEqual(column('note')?.values, ['', 'a,b', 'line\r\nend', '"', '=1+1', 'ünï 🚀']);
  });

  it('writes categories beside their texts', () => {
    assert.deepEqual(column('state'), {
      variable: { name: 'state', role: 'observable' },
      type: 'categorical',
      categories: ['COMPLETE', 'FAIL'],
      values: ['COMPLETE', 'FAIL', 'COMPLETE', null, 'FAIL', 'COMPLETE'],
    });
  });

  it('puts each column on a line of its own', () => {
    assert.equal(text.trimEnd().split('\n').length, awkwardResult.columns.length + 2);
  });
});
