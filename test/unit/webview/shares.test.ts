import assert from 'node:assert/strict';
import { percentShares } from '../../../src/webview/views/decide/shares';
import { Random } from '../support/random';

describe('Shares in percent', () => {
  it('are what each weight is of the sum', () => {
    assert.deepEqual(percentShares([50, 50]), [50, 50]);
    assert.deepEqual(percentShares([3, 0, 1]), [75, 0, 25]);
    assert.deepEqual(percentShares([7]), [100]);
  });

  it('round up what was cut off most, the first of several', () => {
    assert.deepEqual(percentShares([1, 1, 1]), [33.4, 33.3, 33.3]);
    assert.deepEqual(percentShares([2, 1]), [66.7, 33.3]);
  });

  it('add up to 100, whatever the weights', () => {
    const random = new Random(5);
    for (let round = 0; round < 200; round++) {
      const weights = Array.from({ length: 1 + random.below(9) }, () => 1 + random.below(1000));
      const tenths = percentShares(weights).map(share => Math.round(share * 10));
      assert.equal(
        tenths.reduce((sum, tenth) => sum + tenth, 0),
        1000,
      );
    }
    assert.deepEqual(percentShares([1e308, 1e308]), [50, 50]);
  });

  it('are 0 without any weight', () => {
    assert.deepEqual(percentShares([0, 0]), [0, 0]);
    assert.deepEqual(percentShares([]), []);
  });
});
