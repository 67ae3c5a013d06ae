import assert from 'node:assert/strict';
import type { Column } from '../../../src/core/column';
import { cellText } from '../../../src/webview/table/cellText';
import { tableText } from '../../../src/webview/table/tableText';

describe('tableText', () => {
  it('has every digit of a number, and nothing for a missing cell', () => {
    const numbers: Column = {
      variable: { name: 'x', role: 'design' },
      type: 'float64',
      values: Float64Array.of(0.1 + 0.2, -0, NaN, Infinity, -Infinity, 5e-324, 7),
      valid: Uint8Array.of(1, 1, 1, 1, 1, 1, 0),
    };
    const integers: Column = {
      variable: { name: 'n', role: 'observable' },
      type: 'int64',
      values: BigInt64Array.of(9007199254740993n, 1n, 2n, 3n, 4n, 5n, -(2n ** 63n)),
    };
    assert.equal(
      tableText([numbers, integers], [0, 1, 2, 3, 4, 5, 6]),
      [
        'x\tn',
        '0.30000000000000004\t9007199254740993',
        '-0\t1',
        'NaN\t2',
        'Infinity\t3',
        '-Infinity\t4',
        '5e-324\t5',
        '\t-9223372036854775808',
        '',
      ].join('\n'),
    );
  });

  it('quotes what would end a field or a line, and tells an empty text from a missing one', () => {
    const texts: Column = {
      variable: { name: 'a\t"b"', role: 'observable' },
      type: 'string',
      values: ['tab\there', 'line\nbreak', 'say "hi"', '', 'gone', ' as it is '],
      valid: Uint8Array.of(1, 1, 1, 1, 0, 1),
    };
    assert.equal(
      tableText([texts], [0, 1, 2, 3, 4, 5]),
      '"a\t""b"""\n"tab\there"\n"line\nbreak"\n"say ""hi"""\n""\n\n as it is \n',
    );
  });

  it('takes rows in the order in which they are given', () => {
    const flags: Column = {
      variable: { name: 'ok', role: 'observable' },
      type: 'boolean',
      values: Uint8Array.of(1, 0),
    };
    assert.equal(tableText([flags], [1, 0]), 'ok\nfalse\ntrue\n');
  });
});

describe('cellText', () => {
  it('tells missing, NaN and texts that look like them apart', () => {
    assert.deepEqual(cellText(null).kind, 'missing');
    assert.deepEqual(cellText(NaN).kind, 'nan');
    assert.deepEqual(cellText('NaN').kind, 'text');
    assert.equal(cellText('').title, 'an empty text');
  });

  it('keeps what is cut in the title', () => {
    assert.deepEqual(cellText(0.1 + 0.2), {
      text: '0.300000…',
      title: '0.30000000000000004',
      kind: 'number',
    });
    const long = 'x'.repeat(1000);
    assert.equal(cellText(long).text, `${'x'.repeat(500)}…`);
    assert.equal(cellText(long).title, long);
  });
});
