import assert from 'node:assert/strict';
import { KeyedQueue } from '../../src/storage/keyedQueue';

/** Work that notes its beginning and its end, and ends when it is told to. */
function controlled(log: string[], name: string) {
  let finish: () => void = () => undefined;
  const gate = new Promise<void>(resolve => (finish = resolve));
  const work = async () => {
    log.push(`+${name}`);
    await gate;
    log.push(`-${name}`);
  };
  return { work, finish: () => finish() };
}

describe('KeyedQueue', () => {
  it('runs work on one key one after the other, in the order it was asked for', async () => {
    const queue = new KeyedQueue();
    const log: string[] = [];
    const [a, b] = [controlled(log, 'a'), controlled(log, 'b')];
    const all = [queue.run(['k'], a.work), queue.run(['k'], b.work)];
    b.finish();
    a.finish();
    await Promise.all(all);
    assert.deepEqual(log, ['+a', '-a', '+b', '-b']);
  });

  it('runs work on different keys at the same time', async () => {
    const queue = new KeyedQueue();
    const log: string[] = [];
    const [a, b] = [controlled(log, 'a'), controlled(log, 'b')];
    const first = queue.run(['k'], a.work);
    const second = queue.run(['l'], b.work);
    b.finish();
    await second;
    a.finish();
    await first;
    assert.deepEqual(log, ['+a', '+b', '-b', '-a']);
  });

  it('lets work on two keys wait for both', async () => {
    const queue = new KeyedQueue();
    const log: string[] = [];
    const [a, b, both] = ['a', 'b', 'both'].map(name => controlled(log, name));
    const all = [
      queue.run(['k'], a!.work),
      queue.run(['l'], b!.work),
      queue.run(['l', 'k'], both!.work),
    ];
    both!.finish();
    b!.finish();
    await all[1];
    a!.finish();
    await Promise.all(all);
    assert.deepEqual(log, ['+a', '+b', '-b', '-a', '+both', '-both']);
  });

  it('goes on after work that failed', async () => {
    const queue = new KeyedQueue();
    const failing = queue.run(['k'], () => Promise.reject(new Error('no')));
    const next = queue.run(['k'], () => Promise.resolve(1));
    await assert.rejects(failing, /no/);
    assert.equal(await next, 1);
  });

  it('runs lone work after all earlier and before all later work', async () => {
    const queue = new KeyedQueue();
    const log: string[] = [];
    const [a, lone, b] = ['a', 'lone', 'b'].map(name => controlled(log, name));
    const all = [queue.run(['k'], a!.work), queue.runAlone(lone!.work), queue.run(['l'], b!.work)];
    b!.finish();
    lone!.finish();
    a!.finish();
    await Promise.all(all);
    assert.deepEqual(log, ['+a', '-a', '+lone', '-lone', '+b', '-b']);
  });
});
