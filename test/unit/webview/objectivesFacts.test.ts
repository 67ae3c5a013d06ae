import assert from 'node:assert/strict';
import { everyRow } from '../../../src/core/analysis/numbers';
import { objectivesFacts } from '../../../src/webview/analysis/objectivesFacts';

const rows = everyRow(4);

describe('What all objectives come to', () => {
  it('is the best of each, and the hypervolume of their front', () => {
    const objectives = [
      [0, 1, 4, NaN],
      [4, 1, 0, -9],
    ];
    const { best, volume } = objectivesFacts({ objectives, rows });
    assert.deepEqual(best, [0, 3]);
    // 0.4 · 1 + 3.4 · 3 + 4.4 · 0.4, within (4.4, 4.4).
    assert.ok(typeof volume !== 'string');
    assert.ok(Math.abs(volume.hypervolume - 12.36) < 1e-12);
    assert.deepEqual(volume.reference, [4.4, 4.4]);
    assert.equal(volume.front, 3);
  });

  it('is of the rows that count alone', () => {
    const objectives = [
      [5, 1, 2, 3],
      [5, 9, 8, 7],
    ];
    const { best } = objectivesFacts({ objectives, rows: [0, 2, 3] });
    assert.deepEqual(best, [2, 0]);
    assert.deepEqual(objectivesFacts({ objectives, rows: [] }).best, [undefined, undefined]);
  });

  it('says why there is no hypervolume', () => {
    const volumeOf = (objectives: readonly (readonly number[])[]) =>
      objectivesFacts({ objectives, rows }).volume;
    assert.equal(volumeOf([]), 'few objectives');
    assert.equal(volumeOf([[1, 2, 3, 4]]), 'few objectives');
    const none = [NaN, NaN, NaN, NaN];
    assert.equal(volumeOf([none, none]), 'no finite rows');
  });

  it('is of many rows with many objectives, too, where few of them are on the front', () => {
    const rising = Float64Array.from({ length: 100_000 }, (_, row) => Math.max(1, row - 2));
    const objectives = [rising, rising, rising, rising, rising.map(value => -Math.min(value, 9))];
    const { volume } = objectivesFacts({ objectives, rows: everyRow(100_000) });
    assert.ok(typeof volume !== 'string');
    assert.equal(volume.front, 12);
    // Nine different points: the volume of (1, …, -1), and what the others add, within (9.8, …, -0.2).
    const side = (value: number): number => 9.8 - value;
    let expected = 0;
    for (let value = 1; value <= 9; value++) {
      const depth = value === 1 ? 0.8 : 1;
      expected += side(value) ** 4 * depth;
    }
    assert.ok(Math.abs(volume.hypervolume - expected) < 1e-9 * expected);
  });

  it('gives up where it may take minutes', () => {
    const objectives = Array.from({ length: 12 }, () => new Float64Array(100_000));
    assert.equal(objectivesFacts({ objectives, rows: everyRow(100_000) }).volume, 'too large');
  });
});
