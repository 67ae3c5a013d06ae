import assert from 'node:assert/strict';
import { markdownTable } from '../../../src/ui/documents/markdownTable';

describe('markdownTable', () => {
  it('lines up its columns', () => {
    const rows = [
      ['zdt1', '31 KB'],
      ['a', '812 bytes'],
    ];
    assert.equal(
      markdownTable(['Key', 'Size'], rows),
      [
        '| Key  | Size      |',
        '|------|-----------|',
        '| zdt1 | 31 KB     |',
        '| a    | 812 bytes |',
      ].join('\n'),
    );
  });

  it('does not pad a long last column', () => {
    const reason = 'differs, with the same time on both sides';
    const [, , first, second] = markdownTable(
      ['Key', 'Why'],
      [
        ['a', reason],
        ['b', 'new'],
      ],
    ).split('\n');
    assert.deepEqual([first, second], [`| a   | ${reason} |`, '| b   | new |']);
  });

  it('keeps hostile names in their cell and without effect', () => {
    const table = markdownTable(['Key'], [['a|b\n<img src=x>[l](command:evil)`']]);
    assert.equal(table.split('\n')[2], '| a\\|b \\<img src=x>\\[l\\](command:evil)\\` |');
  });
});
