import assert from 'node:assert/strict';
import { LastAnswer } from '../../../src/webview/model/lastAnswer';
import { LatestOnly } from '../../../src/webview/model/latestOnly';

describe('Work of which only the latest counts', () => {
  it('is done one at a time, the last that was asked for while one was under way', async () => {
    const done: number[] = [];
    let finish = (): void => undefined;
    const latest = new LatestOnly<number>(async question => {
      await new Promise<void>(resolve => (finish = resolve));
      done.push(question);
    });
    for (const question of [1, 2, 3, 4]) latest.ask(question);
    for (let step = 0; step < 3; step++) {
      finish();
      await new Promise(resolve => setImmediate(resolve));
    }
    assert.deepEqual(done, [1, 4]);
  });

  it('is done no more when it was stopped', async () => {
    const done: number[] = [];
    const latest = new LatestOnly<number>(async question => {
      done.push(question);
      await Promise.resolve();
    });
    latest.ask(1);
    latest.ask(2);
    latest.stop();
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(done, [1]);
  });
});

describe('The last answer', () => {
  it('is given again while it is asked for the same', async () => {
    const last = new LastAnswer<number>();
    let made = 0;
    const make = async () => ++made;
    const rows = [1];
    assert.equal(await last.of([rows, 'a'], make), 1);
    assert.equal(await last.of([rows, 'a'], make), 1);
    assert.equal(await last.of([[1], 'a'], make), 2);
    assert.equal(await last.of([rows, 'a'], make), 3);
  });

  it('is asked for again after a failure', async () => {
    const last = new LastAnswer<number>();
    await assert.rejects(
      last.of(['a'], () => Promise.reject(new Error('gone'))),
      /gone/,
    );
    assert.equal(await last.of(['a'], () => Promise.resolve(5)), 5);
  });
});
