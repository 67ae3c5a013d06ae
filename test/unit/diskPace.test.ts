import assert from 'node:assert/strict';
import { DiskPace } from '../../src/platform/node/diskPace';

describe('DiskPace', () => {
  let now: number;
  let pace: DiskPace;

  beforeEach(() => {
    now = 0;
    pace = new DiskPace(() => now);
  });

  /** Makes a call that takes so long; says which way was taken. */
  async function call(path: string, ms = 0.01): Promise<'blocking' | 'waiting'> {
    return pace.call<'blocking' | 'waiting'>(path, {
      blocking: () => {
        now += ms;
        return 'blocking';
      },
      waiting: async () => {
        now += ms;
        return 'waiting';
      },
    });
  }

  /** Lets everything else have its turn, which ends a row of blocking calls. */
  const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

  it('blocks only in folders that have answered quickly', async () => {
    assert.equal(await call('/local/a'), 'waiting');
    assert.equal(await call('/local/b'), 'blocking');
    assert.equal(await call('/far/a', 300), 'waiting');
    assert.equal(await call('/far/b', 300), 'waiting');
    assert.equal(await call('/far/c'), 'waiting');
    assert.equal(await call('/far/d'), 'blocking');
  });

  it('does not wait for a folder that became slow, for a while', async () => {
    await call('/disk/a');
    for (let n = 0; n < 20; n++) {
      await turn();
      await call('/disk/a', 30);
    }
    assert.equal(await call('/disk/a'), 'waiting');
    now += 10_000;
    await turn();
    assert.equal(await call('/disk/a'), 'blocking');
  });

  it('forgives a disk that one call took long', async () => {
    await call('/disk/a');
    await call('/disk/a', 60);
    await turn();
    assert.equal(await call('/disk/a'), 'blocking');
  });

  it('gives everything else its turn between many blocking calls', async () => {
    await call('/disk/a');
    let turns = 0;
    const counter = (): void => {
      turns++;
      if (turns < 1000) setImmediate(counter);
    };
    setImmediate(counter);
    for (let n = 0; n < 100; n++) await call('/disk/a', 1);
    // A hundred milliseconds of blocking, in slices of ten.
    assert.ok(turns >= 5, `${turns} turns`);
    turns = 1000;
  });

  it('makes calls in the order they were asked for, also after a break', async () => {
    await call('/disk/a');
    const made: number[] = [];
    const record = (n: number) => () => {
      now += 3;
      made.push(n);
    };
    const waiting = (): Promise<void> => Promise.reject(new Error());
    const calls = Array.from({ length: 20 }, async (_, n) =>
      pace.call('/disk/a', { blocking: record(n), waiting }),
    );
    await Promise.all(calls);
    assert.deepEqual(
      made,
      Array.from({ length: 20 }, (_, n) => n),
    );
  });

  it('asks a new folder without blocking once, however many ask at the same time', async () => {
    const ways = await Promise.all(Array.from({ length: 5 }, () => call('/disk/a')));
    assert.deepEqual(ways, ['waiting', ...Array<string>(4).fill('blocking')]);
  });

  it('passes failures on, blocking or not', async () => {
    const failing = {
      blocking: () => {
        throw new Error('blocking');
      },
      waiting: () => Promise.reject(new Error('waiting')),
    };
    await assert.rejects(async () => pace.call('/disk/a', failing), /waiting/);
    await assert.rejects(async () => pace.call('/disk/a', failing), /blocking/);
    await call('/disk/a', 20);
    await assert.rejects(async () => pace.call('/disk/a', failing), /blocking/, 'after a break');
  });
});
