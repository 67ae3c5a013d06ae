import assert from 'node:assert/strict';
import { normalizeValue, satisfies } from '../../src/core/variables';
import type { VariableMetadata } from '../../src/core/variables';

const objective = (parts: Partial<VariableMetadata>): VariableMetadata => ({
  name: 'f',
  role: 'objective',
  ...parts,
});

describe('normalizeValue', () => {
  it('is 0 at the ideal and 1 at the nadir, whichever is larger', () => {
    assert.equal(normalizeValue(objective({ ideal: 10, nadir: 30 }), 15), 0.25);
    assert.equal(normalizeValue(objective({ ideal: 30, nadir: 10 }), 25), 0.25);
  });

  it('is 0 when ideal and nadir are nearer than 1e-10', () => {
    assert.equal(normalizeValue(objective({ ideal: 1, nadir: 1 + 9e-11 }), 5), 0);
    assert.notEqual(normalizeValue(objective({ ideal: 0, nadir: 1e-10 }), 5), 0);
  });

  it('is the value itself when ideal or nadir is unknown', () => {
    assert.equal(normalizeValue(objective({ ideal: 1 }), 5), 5);
    assert.equal(normalizeValue(objective({ nadir: 1 }), 5), 5);
  });
});

describe('satisfies', () => {
  const cases: readonly (readonly [Partial<VariableMetadata>, number | bigint, boolean])[] = [
    [{ role: 'inequality' }, 0, true],
    [{ role: 'inequality' }, -Infinity, true],
    [{ role: 'inequality' }, 5e-324, false],
    [{ role: 'inequality', limit: 10 }, 10, true],
    [{ role: 'inequality', limit: 10 }, 11n, false],
    [{ role: 'inequality', sense: '>=', limit: 10 }, 10, true],
    [{ role: 'inequality', sense: '>=', limit: 10 }, 9, false],
    [{ role: 'equality' }, 1e-6, true],
    [{ role: 'equality' }, -1.1e-6, false],
    [{ role: 'equality', limit: 2 }, 2n, true],
    [{ role: 'inequality' }, NaN, false],
    [{ role: 'inequality', sense: '>=' }, NaN, false],
    [{ role: 'equality' }, NaN, false],
  ];
  for (const [parts, value, expected] of cases) {
    it(`says ${expected} of ${value} under ${JSON.stringify(parts)}`, () => {
      assert.equal(satisfies({ name: 'g', role: 'inequality', ...parts }, value), expected);
    });
  }
});
