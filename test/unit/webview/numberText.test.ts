import assert from 'node:assert/strict';
import { numberText } from '../../../src/webview/page/numberText';

describe('numberText', () => {
  it('shows a short number as it is', () => {
    assert.equal(numberText(1.5), '1.5');
    assert.equal(numberText(-0.001), '-0.001');
    assert.equal(numberText(1e-7), '1e-7');
    assert.equal(numberText(-0), '-0');
    assert.equal(numberText(123456.7), '123456.7');
  });

  it('cuts a long one and says so, without rounding', () => {
    assert.equal(numberText(0.9999999), '0.999999…');
    assert.equal(numberText(0.1 + 0.2), '0.300000…');
    assert.equal(numberText(-1.23456789), '-1.23456…');
    assert.equal(numberText(0.000123456789), '0.000123456…');
    assert.equal(numberText(1.23456789e-9), '1.23456…e-9');
    assert.equal(numberText(1.23456789, 3), '1.23…');
  });

  it('never hides how large a number is', () => {
    assert.equal(numberText(1234567.891), '1234567.8…');
    assert.equal(numberText(1.23456789e25), '1.23456…e+25');
  });

  it('shows integers whole', () => {
    assert.equal(numberText(123456789012), '123456789012');
    assert.equal(numberText(9007199254740993n), '9007199254740993');
  });

  it('names what is no number', () => {
    assert.equal(numberText(NaN), 'NaN');
    assert.equal(numberText(Infinity), '∞');
    assert.equal(numberText(-Infinity), '-∞');
  });
});
