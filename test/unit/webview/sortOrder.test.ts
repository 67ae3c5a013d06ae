import assert from 'node:assert/strict';
import type { Column } from '../../../src/core/column';
import { sortOrder } from '../../../src/webview/table/sortOrder';

const variable = { name: 'v', role: 'observable' } as const;

function floats(...values: readonly (number | null)[]): Column {
  return {
    variable,
    type: 'float64',
    values: Float64Array.from(values, value => value ?? 0),
    valid: Uint8Array.from(values, value => (value === null ? 0 : 1)),
  };
}

function integers(...values: readonly bigint[]): Column {
  return { variable, type: 'int64', values: BigInt64Array.from(values) };
}

function texts(...values: readonly string[]): Column {
  return { variable, type: 'string', values };
}

function sorted(column: Column, isDescending = false): readonly number[] {
  return [...sortOrder({ rowCount: column.values.length, keys: [{ column, isDescending }] })];
}

describe('sortOrder', () => {
  it('puts NaN after every value and missing cells after NaN, whichever way', () => {
    const column = floats(null, NaN, 1, Infinity, -Infinity, 2, NaN, null);
    assert.deepEqual(sorted(column), [4, 2, 5, 3, 1, 6, 0, 7]);
    assert.deepEqual(sorted(column, true), [3, 5, 2, 4, 1, 6, 0, 7]);
  });

  it('leaves equal rows in their order, whichever way; 0 and -0 are equal', () => {
    const column = floats(0, -0, 1, 0, -0, 1);
    assert.deepEqual(sorted(column), [0, 1, 3, 4, 2, 5]);
    assert.deepEqual(sorted(column, true), [2, 5, 0, 1, 3, 4]);
  });

  it('tells integers apart that no double can', () => {
    const column = integers(
      9007199254740993n,
      9007199254740992n,
      2n ** 63n - 1n,
      -(2n ** 63n),
      -1n,
      0n,
      9007199254740994n,
    );
    assert.deepEqual(sorted(column), [3, 4, 5, 1, 0, 6, 2]);
    assert.deepEqual(sorted(column, true), [2, 6, 0, 1, 5, 4, 3]);
  });

  it('sorts a thousand random integers as comparing them does', () => {
    let state = 1n;
    const values = Array.from({ length: 1000 }, () => {
      state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
      return BigInt.asIntN(64, state);
    });
    const expected = values.map((_, row) => row);
    expected.sort((a, b) => ((values[a] as bigint) < (values[b] as bigint) ? -1 : 1));
    assert.deepEqual(sorted(integers(...values)), expected);
    assert.deepEqual(sorted(integers(...values), true), expected.reverse());
  });

  it('sorts texts as people do: 2 before 10, upper beside lower case', () => {
    assert.deepEqual(sorted(texts('trial 10', 'b', 'trial 2', 'B', 'a', '')), [5, 4, 1, 3, 2, 0]);
  });

  it('sorts categories by their texts, booleans from false to true', () => {
    const categories = ['item 10', 'item 2'];
    assert.deepEqual(
      sorted({ variable, type: 'categorical', categories, values: Uint32Array.of(0, 1, 0) }),
      [1, 0, 2],
    );
    assert.deepEqual(
      sorted({ variable, type: 'boolean', values: Uint8Array.of(1, 0, 1, 0) }),
      [1, 3, 0, 2],
    );
  });

  it('sorts by the first key, and by the second where the first is equal', () => {
    const keys = [
      { column: texts('b', 'a', 'b', 'a'), isDescending: false },
      { column: floats(1, 2, 3, 4), isDescending: true },
    ];
    assert.deepEqual([...sortOrder({ rowCount: 4, keys })], [3, 1, 2, 0]);
  });

  it('leaves the rows as they are without a key', () => {
    assert.deepEqual([...sortOrder({ rowCount: 3, keys: [] })], [0, 1, 2]);
  });
});
