import assert from 'node:assert/strict';
import type { Column } from '../../../src/core/column';
import type { VariableMetadata } from '../../../src/core/variables';
import { axisOf } from '../../../src/webview/views/parallel/axis';
import { brushedRows, brushesInWords } from '../../../src/webview/views/parallel/brushes';
import { laneBin, pairDensity } from '../../../src/webview/views/parallel/pairDensity';

function floats(values: readonly number[], more: Partial<VariableMetadata> = {}): Column {
  return {
    type: 'float64',
    variable: { name: 'cost', role: 'objective', ...more },
    values: Float64Array.from(values),
  };
}

const plain = { isInverted: false, isLog: false };

describe('An axis of parallel coordinates', () => {
  it('goes from the smallest to the largest finite value, without a place for others', () => {
    const axis = axisOf(floats([2, 4, 3, NaN, Infinity]), 0, plain);
    assert.deepEqual([...axis.positions], [0, 1, 0.5, NaN, NaN]);
    assert.ok(axis.hasGaps);
    assert.equal(axis.valueAt(0.25), 2.5);
  });

  it('is turned round when inverted, and back from place to value', () => {
    const axis = axisOf(floats([0, 10]), 0, { isInverted: true, isLog: false });
    assert.deepEqual([...axis.positions], [1, 0]);
    assert.equal(axis.valueAt(axis.positionOf(7)), 7);
  });

  it('is logarithmic only where all values are positive', () => {
    const axis = axisOf(floats([1, 10, 100]), 0, { isInverted: false, isLog: true });
    assert.ok(Math.abs((axis.positions[1] as number) - 0.5) < 1e-6);
    assert.deepEqual(
      axis.ticks.map(({ label }) => label),
      ['1', '10', '100'],
    );
    const linear = axisOf(floats([0, 10, 100]), 0, { isInverted: false, isLog: true });
    assert.equal(linear.style.isLog, false);
    assert.equal(linear.mayBeLog, false);
  });

  it('has a length when all values are the same, and when there are none', () => {
    assert.deepEqual([...axisOf(floats([5, 5]), 0, plain).positions], [0.5, 0.5]);
    assert.deepEqual([...axisOf(floats([NaN]), 0, plain).positions], [NaN]);
  });

  it('names categories', () => {
    const column: Column = {
      type: 'categorical',
      variable: { name: 'solver', role: 'design', unit: 'kind' },
      categories: ['a', 'b'],
      values: Uint32Array.from([0, 1]),
    };
    const axis = axisOf(column, 3, plain);
    assert.equal(axis.title, 'solver [kind]');
    assert.deepEqual([...axis.positions], [0.25, 0.75]);
    assert.deepEqual(axis.ticks, [
      { position: 0.25, label: 'a' },
      { position: 0.75, label: 'b' },
    ]);
    assert.equal(brushesInWords([axis], [{ place: 3, from: 0.4, to: 1.2 }]), 'solver [kind] b');
  });
});

describe('Brushes', () => {
  const axes = [axisOf(floats([1, 2, 3, NaN]), 0, plain), axisOf(floats([9, 8, 7, 6]), 1, plain)];

  it('leave the rows that are within all of them, ends included, and never NaN', () => {
    const mask = brushedRows(
      axes,
      [
        { place: 0, from: 1, to: 2 },
        { place: 1, from: -Infinity, to: 8 },
      ],
      4,
    );
    assert.deepEqual([...mask], [0, 1, 0, 0]);
    assert.deepEqual([...brushedRows(axes, [], 4)], [1, 1, 1, 1]);
  });
});

describe('The density between two axes', () => {
  it('counts every line once, apart where an end has no place', () => {
    const from = Float32Array.from([0, 0, 1, NaN]);
    const to = Float32Array.from([1, 1, 0, 0.5]);
    const found: (readonly number[])[] = [];
    const density = pairDensity(from, to, { colours: [0, 1, NaN, 0.5] });
    density.forEach((...cell) => found.push(cell));
    assert.deepEqual(found, [
      [0, 63, 2, 0.5],
      [63, 0, 1, NaN],
      [laneBin, 32, 1, 0.5],
    ]);
    assert.equal(density.most, 2);
  });

  it('leaves out what the mask leaves out', () => {
    const ends = Float32Array.from([0, 1]);
    let lines = 0;
    pairDensity(ends, ends, { mask: Uint8Array.of(0, 1) }).forEach((_, __, count) => {
      lines += count;
    });
    assert.equal(lines, 1);
  });
});
