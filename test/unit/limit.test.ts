import assert from 'node:assert/strict';
import { Limit } from '../../src/storage/limit';

/** Starts a task of each weight; tells which have begun, and ends them by hand. */
function begun(limit: Limit, weights: readonly number[]) {
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const all = weights.map((weight, index) =>
    limit.run(() => {
      started.push(index);
      return new Promise<void>(end => (ends[index] = end));
    }, weight),
  );
  const end = async (index: number): Promise<void> => {
    ends[index]?.();
    await all[index];
    await new Promise(setImmediate);
  };
  return { started, end };
}

describe('Limit', () => {
  it('lets tasks begin as long as their weights fit, in the order they came', async () => {
    const { started, end } = begun(new Limit(10), [4, 6, 1, 9, 1]);
    assert.deepEqual(started, [0, 1]);
    await end(0);
    // The fourth is too heavy still, and nobody overtakes it.
    assert.deepEqual(started, [0, 1, 2]);
    await end(1);
    assert.deepEqual(started, [0, 1, 2, 3]);
    await end(2);
    assert.deepEqual(started, [0, 1, 2, 3, 4]);
  });

  it('lets a task that is heavier than the limit run alone', async () => {
    const { started, end } = begun(new Limit(10), [1, 25, 1]);
    assert.deepEqual(started, [0]);
    await end(0);
    assert.deepEqual(started, [0, 1]);
    await end(1);
    assert.deepEqual(started, [0, 1, 2]);
  });

  it('goes on after a task that failed', async () => {
    const limit = new Limit(1);
    await assert.rejects(
      limit.run(() => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await limit.run(async () => 'done'), 'done');
  });
});
