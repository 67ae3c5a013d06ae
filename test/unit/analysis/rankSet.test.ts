import assert from 'node:assert/strict';
import { RankSet } from '../../../src/core/analysis/rankSet';
import { Staircase } from '../../../src/core/analysis/staircase';
import { Random } from '../support/random';

describe('RankSet', () => {
  for (const size of [1, 32, 33, 1024, 5000]) {
    it(`finds the neighbours that a list of ${size} finds`, () => {
      const random = new Random(size);
      const set = new RankSet(size);
      const list = new Set<number>();
      for (let step = 0; step < 300; step++) {
        const rank = random.below(size);
        if (random.below(3) > 0) {
          set.add(rank);
          list.add(rank);
        } else {
          set.delete(rank);
          list.delete(rank);
        }
        const at = random.below(size);
        assert.equal(set.atOrBefore(at), Math.max(-1, ...[...list].filter(other => other <= at)));
        const after = Math.min(Infinity, ...[...list].filter(other => other > at));
        assert.equal(set.after(at), after === Infinity ? -1 : after);
      }
    });
  }

  it('is empty at first', () => {
    assert.deepEqual([new RankSet(5).after(-1), new RankSet(5).atOrBefore(4)], [-1, -1]);
    assert.equal(new RankSet(0).after(-1), -1);
  });
});

describe('Staircase', () => {
  it('adds the area that was not yet dominated', () => {
    const stairs = new Staircase(Float64Array.of(0, 1, 2, 3), { x: 4, y: 4 });
    assert.equal(stairs.add(2, 2), 2 * 2);
    assert.equal(stairs.add(3, 3), 0, 'covered');
    assert.equal(stairs.add(0, 3), 4 - 2);
    assert.equal(stairs.add(1, 0), 3 * 4 - 2 * 2 - 1, 'drops the step at 2');
    assert.deepEqual(
      [stairs.covers(1, 0), stairs.covers(0, 2), stairs.covers(3, 0)],
      [true, false, true],
    );
    stairs.clear();
    assert.equal(stairs.add(3, 3), 1);
  });
});
