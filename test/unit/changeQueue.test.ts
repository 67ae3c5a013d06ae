import assert from 'node:assert/strict';
import { ChangeQueue } from '../../src/storage/backends/changeQueue';
import type { Lock } from '../../src/storage/ports';

/** A lock that counts how often it is held, and fails when told to. */
class CountingLock implements Lock {
  holds = 0;
  failure: Error | undefined;
  releaseFailure: Error | undefined;

  async hold<T>(_name: string, work: () => Promise<T>): Promise<T> {
    this.holds++;
    await new Promise(resolve => setImmediate(resolve));
    if (this.failure !== undefined) throw this.failure;
    const value = await work();
    if (this.releaseFailure !== undefined) throw this.releaseFailure;
    return value;
  }
}

describe('ChangeQueue', () => {
  let lock: CountingLock;
  let queue: ChangeQueue;

  beforeEach(() => {
    lock = new CountingLock();
    queue = new ChangeQueue(lock, '/lock');
  });

  it('runs what waits at the same time in order, under one hold of the lock', async () => {
    const order: number[] = [];
    const numbers = [1, 2, 3, 4, 5];
    const values = await Promise.all(
      numbers.map(n =>
        queue.run(async () => {
          await new Promise(resolve => setImmediate(resolve));
          order.push(n);
          return n * n;
        }),
      ),
    );
    assert.deepEqual(order, numbers);
    assert.deepEqual(values, [1, 4, 9, 16, 25]);
    assert.equal(lock.holds, 1);
  });

  it('tells each its own failure and goes on', async () => {
    const outcomes = await Promise.allSettled([
      queue.run(async () => 'a'),
      queue.run(() => Promise.reject(new Error('b'))),
      queue.run(async () => 'c'),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.equal(await queue.run(async () => 'd'), 'd');
  });

  it('does not hold the lock while something is being prepared, and keeps the order', async () => {
    let finish: () => void = () => undefined;
    const prepared = new Promise<boolean>(resolve => (finish = () => resolve(true)));
    const order: string[] = [];
    const first = queue.run(async () => order.push('first'), prepared);
    const second = queue.run(async () => order.push('second'));
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(lock.holds, 0);
    finish();
    await Promise.all([first, second]);
    assert.deepEqual(order, ['first', 'second']);
  });

  it('takes no lock for what turns out not to be needed', async () => {
    const work = async (): Promise<never> => assert.fail('ran');
    assert.equal(await queue.run(work, Promise.resolve(false)), undefined);
    assert.equal(lock.holds, 0);
    assert.equal(await queue.run(async () => 'next'), 'next');
  });

  it('takes no lock for what could not be prepared', async () => {
    const failed = queue.run(async () => assert.fail('ran'), Promise.reject(new Error('full')));
    await assert.rejects(failed, /full/);
    assert.equal(lock.holds, 0);
  });

  it('lets the lock go when it was held for long, although more is waiting', async () => {
    const work = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 30));
    await Promise.all(Array.from({ length: 6 }, () => queue.run(work)));
    assert.ok(lock.holds >= 3, `${lock.holds} holds`);
  });

  it('tells all that waited that the lock cannot be had, and tries again for the next', async () => {
    lock.failure = new Error('busy');
    const runs = [1, 2, 3].map(n => queue.run(async () => n));
    for (const run of runs) await assert.rejects(run, /busy/);
    assert.equal(lock.holds, 1);
    lock.failure = undefined;
    assert.equal(await queue.run(async () => 4), 4);
  });

  it('does not acknowledge what was done under a lock that could not be released', async () => {
    lock.releaseFailure = new Error('cannot be released');
    await assert.rejects(
      queue.run(async () => 1),
      /cannot be released/,
    );
    lock.releaseFailure = undefined;
    assert.equal(await queue.run(async () => 2), 2);
  });
});
