import assert from 'node:assert/strict';
import { rowsWithin } from '../../../src/webview/plots/brushShape';
import { namesBetween } from '../../../src/webview/plots/categoryAxis';
import { sliceAxis, sliceText } from '../../../src/webview/views/slices/sliceAxis';
import { rememberedChoice, sliceNames } from '../../../src/webview/views/slices/sliceChoice';
import { countWords } from '../../../src/webview/views/slices/slicesTools';
import { boolean, categorical, float64, int64 } from '../support/columns';

const columns = [
  ...Array.from({ length: 30 }, (_, place) => float64(`x${place}`, [], { role: 'design' })),
  float64('cost', [], { role: 'objective' }),
  float64('seconds', []),
];
const first = rememberedChoice(undefined, { columns } as never);

describe('The variables that slices show', () => {
  it('are the first twelve design variables', () => {
    const names = sliceNames(first, { columns });
    assert.deepEqual(
      names.shown,
      columns.slice(0, 12).map(({ variable }) => variable.name),
    );
    assert.equal(countWords(names), '12 of 30 variables: 1 to 12');
  });

  it('come by page, the last of which may be short', () => {
    const names = sliceNames({ ...first, page: 2 }, { columns });
    assert.deepEqual(names.shown, ['x24', 'x25', 'x26', 'x27', 'x28', 'x29']);
    assert.equal(countWords(names), '6 of 30 variables: 25 to 30');
    assert.deepEqual(sliceNames({ ...first, page: 99 }, { columns }), names);
  });

  it('are all where all are asked for', () => {
    const names = sliceNames({ ...first, isAll: true }, { columns });
    assert.equal(names.shown.length, 30);
    assert.equal(countWords(names), '30 variables');
  });

  it('are those with a part of a name', () => {
    const names = sliceNames({ ...first, sought: ' X2 ' }, { columns });
    assert.equal(names.shown.length, 11);
    assert.equal(countWords(names), '11 of 30 variables (11 with such a name)');
    const many = sliceNames({ ...first, sought: 'x', page: 1 }, { columns });
    assert.equal(countWords(many), '12 of 30 variables: 13 to 24');
  });

  it('are all other columns where none is a design variable', () => {
    const names = sliceNames({ ...first, objective: 'cost' }, { columns: columns.slice(30) });
    assert.deepEqual(names.shown, ['seconds']);
    assert.equal(countWords(names), '1 column; none is a design variable');
  });
});

describe('The axis of a slice', () => {
  it('is logarithmic where the variable is searched so, unless somebody chose otherwise', () => {
    const rate = float64('rate', [1, 10], { role: 'design', log: true, unit: 's' });
    assert.deepEqual(sliceAxis(rate, { logs: {} }).axis, { name: 'rate', unit: 's', log: true });
    assert.equal(sliceAxis(rate, { logs: { rate: false } }).axis.log, false);
    assert.equal(sliceAxis(float64('x', [1]), { logs: { x: true } }).axis.log, true);
    assert.equal(sliceAxis(float64('constructor', [1]), { logs: {} }).axis.log, false);
  });

  it('has names for what is no quantity', () => {
    const kinds = sliceAxis(categorical('kind', ['b', 'a', null]), { logs: {} });
    assert.deepEqual(
      [0, 1, 2].map(row => sliceText(kinds, row)),
      ['b', 'a', 'missing'],
    );
    assert.deepEqual(sliceAxis(boolean('is', [true]), { logs: {} }).axis.labels, ['false', 'true']);
    assert.equal(sliceText(sliceAxis(int64('n', [7n]), { logs: {} }), 0), '7');
  });
});

describe('A brush over names', () => {
  it('is told by the names', () => {
    const labels = ['linear', 'cubic', 'sigmoid'];
    assert.equal(namesBetween(labels, [1.5, -0.2]), 'linear, cubic');
    assert.equal(namesBetween(labels, [0.2, 0.8]), 'none');
  });

  it('takes rows without a value where they are meant', () => {
    const points = { x: [1, 2, 3], y: [NaN, 5, NaN] };
    const all = { between: [0, 2.5], orMissing: false } as const;
    const rows = (orMissing: boolean) => [
      ...rowsWithin(points, all, { between: [5, 9], orMissing }),
    ];
    assert.deepEqual(rows(false), [0, 1, 0]);
    assert.deepEqual(rows(true), [1, 1, 0]);
  });
});
