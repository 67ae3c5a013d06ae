import assert from 'node:assert/strict';
import type { Column } from '../../../src/core/column';
import type { ColumnFilter } from '../../../src/webview/table/columnFilter';
import {
  filterWords,
  isOpen,
  readBound,
  readFilter,
} from '../../../src/webview/table/columnFilter';
import { filterMask } from '../../../src/webview/table/filterMask';

const variable = { name: 'v', role: 'observable' } as const;

const numbers: Column = {
  variable,
  type: 'float64',
  values: Float64Array.of(1, 2, 3, NaN, 2, Infinity, -Infinity),
  valid: Uint8Array.of(1, 1, 1, 1, 0, 1, 1),
};

/** The rows that pass. */
function passing(column: Column, filter: ColumnFilter): readonly number[] {
  const mask = filterMask({ rowCount: column.values.length, filters: [{ column, filter }] });
  return [...mask].flatMap((flag, row) => (flag === 1 ? [row] : []));
}

describe('filterMask', () => {
  it('lets numbers of a range through, with its ends; neither NaN nor missing cells lie in one', () => {
    assert.deepEqual(passing(numbers, { from: '2', to: '3' }), [1, 2]);
    assert.deepEqual(passing(numbers, { from: '2' }), [1, 2, 5]);
    assert.deepEqual(passing(numbers, { to: ' 2.5 ' }), [0, 1, 6]);
    assert.deepEqual(passing(numbers, { to: '-Infinity' }), [6]);
  });

  it('hides cells without a value, or shows only them', () => {
    assert.deepEqual(passing(numbers, { blanks: 'hide' }), [0, 1, 2, 5, 6]);
    assert.deepEqual(passing(numbers, { blanks: 'missing' }), [4]);
    assert.deepEqual(passing(numbers, { blanks: 'nan' }), [3]);
    assert.deepEqual(passing(numbers, { blanks: 'blank' }), [3, 4]);
    assert.deepEqual(passing(numbers, { blanks: 'hide', from: '3' }), [2, 5]);
  });

  it('lets everything through where nothing is asked for, and where a bound is no number', () => {
    assert.deepEqual(passing(numbers, {}), [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(passing(numbers, { from: 'two' }), [0, 1, 2, 3, 4, 5, 6]);
  });

  it('compares integers exactly', () => {
    const column: Column = {
      variable,
      type: 'int64',
      values: BigInt64Array.of(9007199254740992n, 9007199254740993n, 9007199254740994n),
    };
    assert.deepEqual(passing(column, { from: '9007199254740993', to: '9007199254740993' }), [1]);
    assert.deepEqual(passing(column, { from: '9007199254740992.5' }), [0, 1, 2]);
  });

  it('finds texts that contain a text, in upper or lower case', () => {
    const column: Column = {
      variable,
      type: 'string',
      values: ['Adam', 'sgd', 'adamW', ''],
      valid: Uint8Array.of(1, 1, 1, 0),
    };
    assert.deepEqual(passing(column, { contains: 'ADAM' }), [0, 2]);
    assert.deepEqual(passing(column, { contains: '' }), [0, 1, 2, 3]);
  });

  it('lets chosen categories and booleans through', () => {
    const categories = ['a', 'b', 'c'];
    const kinds: Column = {
      variable,
      type: 'categorical',
      categories,
      values: Uint32Array.of(0, 1, 2, 1),
    };
    assert.deepEqual(passing(kinds, { among: ['b', 'c'] }), [1, 2, 3]);
    assert.deepEqual(passing(kinds, { among: [] }), []);
    assert.deepEqual(passing(kinds, { contains: 'A' }), [0]);
    const flags: Column = { variable, type: 'boolean', values: Uint8Array.of(1, 0, 1) };
    assert.deepEqual(passing(flags, { among: ['false'] }), [1]);
  });

  it('asks a row to pass every filter', () => {
    const mask = filterMask({
      rowCount: 7,
      filters: [
        { column: numbers, filter: { from: '2' } },
        { column: numbers, filter: { to: '2' } },
      ],
    });
    assert.deepEqual([...mask], [0, 1, 0, 0, 0, 0, 0]);
  });
});

describe('A filter of a column', () => {
  it('is said in words', () => {
    assert.equal(filterWords('cost', { from: '1', to: '3' }), 'cost 1 to 3');
    assert.equal(filterWords('cost', { from: ' 1' }), 'cost at least 1');
    assert.equal(filterWords('cost', { to: '3' }), 'cost at most 3');
    assert.equal(filterWords('name', { contains: 'ad' }), 'name with "ad"');
    assert.equal(filterWords('kind', { among: ['a', 'b'] }), 'kind a, b');
    assert.equal(filterWords('cost', { blanks: 'missing', from: '1' }), 'cost missing');
    assert.equal(filterWords('cost', { blanks: 'hide' }), 'cost neither missing nor NaN');
    assert.equal(filterWords('cost', {}), '');
    // What is no number bounds nothing, so it is not said either.
    assert.equal(filterWords('cost', { from: '1', to: 'thr' }), 'cost at least 1');
    assert.ok(isOpen({ from: '-' }));
  });

  it('reads bounds as people write numbers', () => {
    assert.equal(readBound('+12'), 12n);
    assert.equal(readBound('−1.5'), -1.5);
    assert.equal(readBound('1e3'), 1000);
    assert.equal(readBound('∞'), Infinity);
    assert.equal(readBound('1,5'), undefined);
    assert.equal(readBound('NaN'), undefined);
    assert.equal(readBound(' '), undefined);
  });

  it('is read from what was remembered, without what it cannot be', () => {
    const filter = { from: '1', to: '2', contains: 'x', among: ['a'], blanks: 'nan' } as const;
    assert.deepEqual(readFilter(JSON.parse(JSON.stringify(filter))), filter);
    assert.deepEqual(readFilter({ from: 1, among: 'a', blanks: 'no' }), {});
    assert.deepEqual(readFilter(null), {});
    assert.ok(isOpen(readFilter({})));
    assert.ok(!isOpen({ among: [] }));
  });
});
