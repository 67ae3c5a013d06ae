import assert from 'node:assert/strict';
import { hasZone, isTime, isoTime, secondsBetween } from '../../src/formats/optuna/times';

describe('Optuna’s times', () => {
  it('differ to the microsecond, across midnight', () => {
    const seconds = secondsBetween('2024-03-09 23:59:59.999999', '2024-03-10 00:00:01');
    assert.equal(seconds, 1.000001);
  });

  it('may have any number of decimals', () => {
    assert.equal(secondsBetween('2024-03-09 08:00:00.25', '2024-03-09 08:00:00.5'), 0.25);
  });

  it('have no difference when one is missing or not a time', () => {
    assert.equal(secondsBetween(null, '2024-03-09 08:00:00'), null);
    assert.equal(secondsBetween('soon', '2024-03-09 08:00:00'), null);
    assert.deepEqual(['soon', '2024-03-09 08:00:00'].map(isTime), [false, true]);
  });

  it('become ISO 8601 with whatever zone they have', () => {
    const times = ['2024-03-09 08:00:00.000001', '2024-03-09 08:00:00+00:00'];
    assert.deepEqual(times.map(isoTime), [
      '2024-03-09T08:00:00.000001',
      '2024-03-09T08:00:00+00:00',
    ]);
    assert.deepEqual(times.map(hasZone), [false, true]);
  });
});
