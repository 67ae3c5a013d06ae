import assert from 'node:assert/strict';
import { maskIn, maskOf, maskText } from '../../../src/webview/model/rowMask';

describe('A mask of rows', () => {
  for (const rowCount of [0, 1, 7, 8, 9, 100_003]) {
    it(`of ${rowCount} rows is the same after it was a text`, () => {
      const mask = maskOf(
        Array.from({ length: Math.ceil(rowCount / 3) }, (_, n) => n * 3),
        rowCount,
      );
      assert.deepEqual(maskIn(maskText(mask), rowCount), mask);
    });
  }

  it('takes an eighth of a byte per row, and a third more as text', () => {
    assert.equal(maskText(new Uint8Array(240)).length, 40);
  });

  it('is none when the text is of something else', () => {
    assert.equal(maskIn('%', 8), undefined);
    assert.equal(maskIn(maskText(new Uint8Array(8)), 9), undefined);
  });
});
