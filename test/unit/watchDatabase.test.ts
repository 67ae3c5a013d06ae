import assert from 'node:assert/strict';
import type { Disposable } from '../../src/core/event';
import { watchDatabase } from '../../src/platform/watchDatabase';
import type { Timers } from '../../src/platform/watchDatabase';
import { MemoryFiles } from './support/memoryFiles';

const path = '/folder/study.db';

/** Time that passes when it is told to. */
class FakeTimers implements Timers {
  now = 0;
  private timers: { readonly at: number; readonly call: () => void }[] = [];

  set(call: () => void, ms: number): unknown {
    const timer = { at: this.now + ms, call };
    this.timers.push(timer);
    return timer;
  }

  clear(timer: unknown): void {
    this.timers = this.timers.filter(other => other !== timer);
  }

  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const [next] = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.clear(next);
      this.now = next.at;
      next.call();
    }
    this.now = end;
  }

  get count(): number {
    return this.timers.length;
  }
}

describe('watchDatabase', () => {
  let files: MemoryFiles;
  let timers: FakeTimers;
  let checks: number[];
  let watching: Disposable;

  beforeEach(() => {
    files = new MemoryFiles();
    timers = new FakeTimers();
    checks = [];
    files.put(path, new Uint8Array(1));
    const check = async (): Promise<void> => {
      checks.push(timers.now);
      throw new Error('cannot be read now');
    };
    watching = watchDatabase({ files, path, check, timers });
  });

  function grow(ms: number): void {
    for (const end = timers.now + ms; timers.now < end; timers.pass(10)) {
      files.put(`${path}-wal`, new Uint8Array(timers.now));
    }
  }

  it('looks soon after the first touch, once for all that follow closely', () => {
    grow(50);
    timers.pass(5_000);
    assert.deepEqual(checks, [100]);
  });

  it('looks once a second while the database grows, and once after the end', () => {
    grow(3_500);
    assert.deepEqual(checks, [100, 1_100, 2_100, 3_100]);
    timers.pass(10_000);
    assert.deepEqual(checks, [100, 1_100, 2_100, 3_100, 4_100]);
  });

  it('looks soon again after a rest', () => {
    grow(10);
    timers.pass(5_000);
    grow(10);
    timers.pass(5_000);
    assert.deepEqual(checks, [100, 5_110]);
    assert.equal(timers.count, 0);
  });

  it('overlooks the files of others', () => {
    files.put('/folder/other.db', new Uint8Array(1));
    timers.pass(5_000);
    assert.deepEqual(checks, []);
  });

  it('looks no more when it is disposed', () => {
    grow(10);
    watching.dispose();
    grow(10);
    timers.pass(5_000);
    assert.deepEqual(checks, []);
    assert.equal(timers.count, 0);
  });
});
