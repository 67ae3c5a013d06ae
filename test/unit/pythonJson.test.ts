import assert from 'node:assert/strict';
import { parsePythonJson, toStrictJson } from '../../src/formats/pythonJson';

describe('parsePythonJson', () => {
  it('reads NaN and infinities', () => {
    assert.deepEqual(parsePythonJson('[NaN, Infinity, -Infinity, -1.5e-7]'), [
      NaN,
      Infinity,
      -Infinity,
      -1.5e-7,
    ]);
  });

  it('keeps integers of any size, and only integers, as bigint', () => {
    const text = '[9007199254740993, -123456789012345678901, 1, 0.12345678901234567890, 1e400]';
    assert.deepEqual(parsePythonJson(text), [
      9007199254740993n,
      -123456789012345678901n,
      1,
      0.12345678901234568,
      Infinity,
    ]);
  });

  it('leaves strings and names alone', () => {
    const text = '{"NaN": "-Infinity and \\"NaN\\", 9007199254740993"}';
    assert.deepEqual(parsePythonJson(text), { NaN: '-Infinity and "NaN", 9007199254740993' });
  });

  it('refuses what is not JSON', () => {
    assert.throws(() => parsePythonJson('{a: 1}'), SyntaxError);
  });

  it('refuses what is nested too deeply, but counts no brackets in texts', () => {
    const nested = (depth: number) => '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);
    assert.doesNotThrow(() => parsePythonJson(nested(100)));
    assert.throws(() => parsePythonJson(nested(102)), /^SyntaxError: it is nested more than 100/);
    const text = JSON.stringify(`\\"${'['.repeat(200)}`);
    assert.equal(parsePythonJson(text), JSON.parse(text));
  });

  it('refuses a string of many quotes that does not end, before long', () => {
    for (const end of ['', '\\', '\\\n']) {
      const text = `{"a": "${'\\"'.repeat(500_000)}${end}`;
      assert.throws(() => parsePythonJson(text), SyntaxError);
    }
  });
});

describe('toStrictJson', () => {
  it('writes what JSON lacks as text', () => {
    const value = { a: [NaN, -Infinity, 9007199254740993n, 1, null] };
    assert.deepEqual(toStrictJson(value), { a: ['NaN', '-Infinity', '9007199254740993', 1, null] });
  });
});
