import assert from 'node:assert/strict';
import { countText } from '../../src/core/countText';

describe('countText', () => {
  for (const [count, text] of [
    [0, '0'],
    [7, '7'],
    [999, '999'],
    [1_000, '1,000'],
    [-1_000, '-1,000'],
    [-100, '-100'],
    [123_456, '123,456'],
    [1_234_567, '1,234,567'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
  ] as const) {
    it(`writes ${count} as ${text}`, () => assert.equal(countText(count), text));
  }
});
