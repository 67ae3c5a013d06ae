import assert from 'node:assert/strict';
import { AxisScale, fullRange } from '../../../src/webview/plots/axis';
import { leftOutWords, placementOf } from '../../../src/webview/plots/placement';

describe('Rows without a value on an axis', () => {
  const values = Float64Array.of(0, 100, NaN);
  const axis = { name: 'cost', missingAt: 'high' } as const;

  it('lie beyond all values at the end that is said, in room of their own', () => {
    const range = fullRange(values, axis);
    const scale = new AxisScale(range, [300, 0], axis);
    assert.ok(scale.pixelOf(100) - scale.pixelOf(NaN) > 10, String(scale.pixelOf(100)));
    assert.ok(scale.pixelOf(NaN) > 3);
    const low = { ...axis, missingAt: 'low' } as const;
    const below = new AxisScale(fullRange(values, low), [300, 0], low);
    assert.ok(below.pixelOf(NaN) - below.pixelOf(0) > 10);
    assert.deepEqual(fullRange(values.subarray(0, 2), axis), fullRange(values, { log: false }));
  });

  it('lie there on a logarithmic axis, too', () => {
    const log = { name: 'cost', log: true, missingAt: 'high' } as const;
    const positive = Float64Array.of(1, 1000, NaN);
    const scale = new AxisScale(fullRange(positive, log), [300, 0], log);
    assert.ok(scale.pixelOf(1000) - scale.pixelOf(NaN) > 10);
  });

  it('have no place where no end is said', () => {
    const points = { x: Float64Array.of(0, 1, 2), y: values };
    const plain = placementOf(points, { x: { name: 'x' }, y: { name: 'y' } });
    assert.equal(leftOutWords(plain), '1 row has no value here');
    const edged = placementOf(points, { x: { name: 'x' }, y: axis });
    assert.equal(leftOutWords(edged), '1 row without a value lies at the edge');
    assert.equal(edged.rows.length, 3);
  });
});
