import assert from 'node:assert/strict';
import { markdownTable } from '../../../src/ui/documents/markdownTable';

describe('markdownTable', () => {
  it('lines up its columns but for the last one', () => {
    assert.equal(
      markdownTable(
        ['Key', 'Size'],
        [
          ['zdt1', '31 kB'],
          ['a', '812 bytes'],
        ],
      ),
      ['| Key  | Size |', '|------|-----|', '| zdt1 | 31 kB |', '| a    | 812 bytes |'].join('\n'),
    );
  });

  it('keeps hostile names in their cell and without effect', () => {
    const table = markdownTable(['Key'], [['a|b\n<img src=x>[l](command:evil)`']]);
    assert.equal(table.split('\n')[2], '| a\\|b \\<img src=x>\\[l\\](command:evil)\\` |');
  });
});
