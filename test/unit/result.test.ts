import assert from 'node:assert/strict';
import type { Column } from '../../src/core/column';
import { OptimizationResult } from '../../src/core/result';
import type { ResultParts } from '../../src/core/result';
import { boolean, categorical, float64, int64, text } from './support/columns';
import { aResult } from './support/results';

describe('OptimizationResult', () => {
  it('groups its columns by role, in their order', () => {
    const result = aResult();
    const names = (columns: readonly Column[]): readonly string[] =>
      columns.map(({ variable }) => variable.name);
    assert.deepEqual(names(result.designVariables), ['x1', 'solver']);
    assert.deepEqual(names(result.objectives), ['f1', 'f2']);
    assert.deepEqual(names(result.inequalityConstraints), ['g1']);
    assert.deepEqual(names(result.equalityConstraints), ['h1']);
    assert.deepEqual(names(result.observables), ['seed', 'converged', 'note']);
    assert.equal(result.rowCount, 3);
  });

  it('gets an id and a time when it is given none', () => {
    const { id, createdAt } = new OptimizationResult({
      problem: { name: 'p' },
      columns: [float64('x', [1])],
    });
    assert.match(id, /^[0-9a-f]{8}-/);
    assert.match(createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('keeps its id when parts are replaced', () => {
    const result = aResult();
    const renamed = result.with({ problem: { name: 'Other' } });
    assert.equal(renamed.id, result.id);
    assert.equal(renamed.problem.name, 'Other');
    assert.equal(renamed.columns[0], result.columns[0]);
    assert.equal(result.problem.name, 'Welded beam');
  });

  it('cannot be changed, nor through what it was made of', () => {
    const metadata = { list: [1] };
    const result = aResult({ metadata });
    metadata.list.push(2);
    assert.deepEqual(result.metadata, { list: [1] });
    for (const part of [
      result,
      result.metadata,
      result.metadata['list'],
      result.problem,
      result.columns,
      result.columns[0],
      result.columns[0]?.variable,
    ]) {
      assert.ok(Object.isFrozen(part));
    }
  });

  it('does not look at the values of float columns', () => {
    const values = new Proxy(new Float64Array(1_000_000), {
      get: (array, key) => {
        assert.ok(typeof key !== 'string' || !/^\d+$/.test(key), 'a value was read');
        const value: unknown = Reflect.get(array, key, array);
        return value;
      },
    });
    const column: Column = { variable: { name: 'x', role: 'design' }, type: 'float64', values };
    assert.equal(aResult({ columns: [column] }).rowCount, 1_000_000);
  });

  const badColumns: readonly (readonly [string, readonly Column[], readonly unknown[]])[] = [
    ['no columns', [], ['columns']],
    [
      'columns of different lengths',
      [float64('a', [1]), float64('b', [])],
      ['columns', 1, 'values'],
    ],
    ['two columns of one name', [float64('a', [1]), text('a', [''])], ['variables', 1, 'name']],
    ['a column without a name', [float64('', [1])], ['variables', 0, 'name']],
    ['a name with half of a surrogate pair', [float64('\ud800', [1])], ['variables', 0, 'name']],
    [
      'text with half of a surrogate pair',
      [text('t', ['a', '\udc00'])],
      ['columns', 0, 'values', 1],
    ],
    [
      'validity flags of another length',
      [{ ...float64('a', [1, 2]), valid: Uint8Array.of(1) }],
      ['columns', 0, 'valid'],
    ],
    [
      'a code that is no category',
      [{ ...categorical('k', ['a', 'b']), values: Int32Array.of(0, 2) }],
      ['columns', 0, 'values', 1],
    ],
    [
      'a category twice',
      [{ ...categorical('k', ['a']), categories: ['a', 'a'] }],
      ['columns', 0, 'categories', 1],
    ],
    [
      'a boolean that is neither 0 nor 1',
      [{ ...boolean('b', [true]), values: Uint8Array.of(2) }],
      ['columns', 0, 'values', 0],
    ],
    [
      'an integer of more than 64 bits',
      [{ ...int64('n', [1n]), values: [2n ** 63n] }],
      ['columns', 0, 'values', 0],
    ],
    ['text as an objective', [text('f', ['a'], { role: 'objective' })], ['variables', 0, 'role']],
  ];
  for (const [what, columns, path] of badColumns) {
    it(`refuses ${what} and says where`, () => {
      assert.throws(() => aResult({ columns }), { code: 'invalid', path });
    });
  }

  const badParts: readonly (readonly [string, Partial<ResultParts>, readonly unknown[]])[] = [
    ['a problem without a name', { problem: { name: '' } }, ['problem', 'name']],
    ['NaN in metadata', { metadata: { a: { b: [1, NaN] } } }, ['metadata', 'a', 'b', 1]],
    ['an id without text', { id: '' }, ['id']],
    ['a time without milliseconds', { createdAt: '2026-01-01T00:00:00Z' }, ['createdAt']],
    [
      'a row that is not there',
      { resultSets: [{ name: 's', rows: [0, 3] }] },
      ['resultSets', 0, 'rows', 1],
    ],
  ];
  for (const [what, parts, path] of badParts) {
    it(`refuses ${what} and says where`, () => {
      assert.throws(() => aResult(parts), { code: 'invalid', path });
    });
  }

  it('accepts what is meaningless where a row is null', () => {
    const column = { ...categorical('k', ['a', null]), values: Int32Array.of(0, 99) };
    assert.equal(aResult({ columns: [column] }).rowCount, 2);
  });
});
