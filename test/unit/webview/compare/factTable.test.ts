import assert from 'node:assert/strict';
import { tsvOf } from '../../../../src/webview/compare/factTable';

describe('a table of facts on the clipboard', () => {
  it('has all digits, and a cell is a cell whatever is in its name', () => {
    const table = {
      title: 'Indicators',
      words: ['not copied'],
      heads: ['Result', 'Hypervolume'],
      rows: [{ name: 'a\tb\nc', facts: [{ text: '0.333…', exact: '0.3333333333', mark: 'best' }] }],
    };
    assert.equal(tsvOf(table), 'Result\tHypervolume\na b c\t0.3333333333\n');
  });
});
