import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { FileLock } from '../../src/platform/node/fileLock';
import { isTemporaryName } from '../../src/storage/temporaryFiles';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

const counterScript = new URL('support/lockedCounter.ts', import.meta.url).pathname;

describe('FileLock', () => {
  let folder: string;
  let name: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await temporaryFolder();
    name = join(folder, 'deep', '.lock');
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await removeFolder(folder);
  });

  function child(...args: readonly string[]): ChildProcess {
    const process_ = spawn(process.execPath, ['--import', 'tsx', counterScript, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(process_);
    return process_;
  }

  const lockFile = (parts: object): string =>
    JSON.stringify({ token: 't', since: '2026-01-01T00:00:00.000Z', ...parts });

  async function putLock(text: string): Promise<void> {
    await new FileLock({ lingerMs: 0 }).hold(name, async () => undefined);
    await writeFile(name, text);
  }

  /** The number of a process that has ended. */
  async function deadPid(): Promise<number> {
    const ended = spawn(process.execPath, ['-e', '']);
    await once(ended, 'exit');
    return ended.pid ?? 0;
  }

  /** Resolves when the lock was given back and nothing is left of it. */
  async function allGone(): Promise<void> {
    while ((await readdir(join(folder, 'deep'))).length > 0) await new Promise(setImmediate);
  }

  it('lets one work at a time, and leaves nothing behind', async () => {
    let running = 0;
    const locks = [new FileLock(), new FileLock(), new FileLock()];
    await Promise.all(
      [...locks, ...locks].map(lock =>
        lock.hold(name, async () => {
          running++;
          assert.equal(running, 1);
          await new Promise(resolve => setImmediate(resolve));
          running--;
        }),
      ),
    );
    await allGone();
  });

  it('lets others in that wait before it takes a lock again', async () => {
    const greedy = new FileLock();
    const order: string[] = [];
    await greedy.hold(name, async () => undefined);
    await writeFile(`${name}.waiting`, '');
    const again = greedy.hold(name, async () => order.push('greedy'));
    const other = new FileLock().hold(name, async () => order.push('other'));
    await Promise.all([again, other]);
    assert.deepEqual(order, ['other', 'greedy']);
  });

  it('does not wait for one that died while it waited', async () => {
    const lock = new FileLock();
    await lock.hold(name, async () => undefined);
    await writeFile(`${name}.waiting`, '');
    const old = new Date(Date.now() - 60_000);
    await utimes(`${name}.waiting`, old, old);
    await lock.hold(name, async () => undefined);
    await allGone();
  });

  it('gives back what the work gives, and is free again after the work failed', async () => {
    const lock = new FileLock();
    assert.equal(await lock.hold(name, async () => 42), 42);
    await assert.rejects(
      lock.hold(name, () => Promise.reject(new Error('oh'))),
      /oh/,
    );
    assert.equal(await lock.hold(name, async () => 43), 43);
  });

  it('keeps processes apart', async () => {
    const counter = join(folder, 'counter');
    await writeFile(counter, '0');
    const exits = [1, 2, 3].map(() => once(child('count', name, counter, '30'), 'exit'));
    for (const exit of exits) assert.deepEqual(await exit, [0, null]);
    assert.equal(await readFile(counter, 'utf8'), '90');
  });

  it('names the process that keeps it waiting', async () => {
    const holder = child('hold', name);
    assert.ok(holder.stdout);
    await once(holder.stdout, 'data');
    const lock = new FileLock({ waitMs: 100 });
    await assert.rejects(
      lock.hold(name, async () => assert.fail('stolen')),
      { code: 'busy', message: new RegExp(`process ${holder.pid} on ${hostname()}`) },
    );
  });

  it('takes over at once from a process that was killed', async () => {
    const holder = child('hold', name);
    assert.ok(holder.stdout);
    await once(holder.stdout, 'data');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await access(name);
    assert.equal(await new FileLock({ waitMs: 1000 }).hold(name, async () => 'mine'), 'mine');
  });

  it('lets only one of many take over', async () => {
    await putLock(lockFile({ pid: await deadPid(), host: hostname() }));
    let running = 0;
    await Promise.all(
      Array.from({ length: 10 }, () =>
        new FileLock().hold(name, async () => {
          assert.equal(++running, 1);
          await new Promise(resolve => setImmediate(resolve));
          running--;
        }),
      ),
    );
  });

  /** What the one that takes over, and `deeper` ones that took over from it, have beside the lock meanwhile. */
  const guard = (deeper = 0): string =>
    join(folder, 'deep', `..lock.takeover-${String(deeper).padStart(8, '0')}.tmp`);

  it('takes over at once where one was killed that was about to', async () => {
    await putLock(lockFile({ pid: await deadPid(), host: hostname() }));
    for (const deeper of [0, 1, 2]) {
      await writeFile(guard(deeper), lockFile({ pid: await deadPid(), host: hostname() }));
    }
    const lock = new FileLock({ waitMs: 1000 });
    assert.equal(await lock.hold(name, async () => 'mine'), 'mine');
    await lock.letGo(name);
    assert.deepEqual(await readdir(join(folder, 'deep')), []);
  });

  it('lets only one of many take over where some were killed that were about to', async () => {
    for (const dead of [1, 2, 3]) {
      await putLock(lockFile({ pid: await deadPid(), host: hostname() }));
      for (let deeper = 0; deeper < dead; deeper++) {
        await writeFile(guard(deeper), lockFile({ pid: await deadPid(), host: hostname() }));
      }
      let running = 0;
      await Promise.all(
        Array.from({ length: 10 }, () =>
          new FileLock({ lingerMs: 0 }).hold(name, async () => {
            assert.equal(++running, 1);
            await new Promise(resolve => setImmediate(resolve));
            running--;
          }),
        ),
      );
    }
    assert.deepEqual(await readdir(join(folder, 'deep')), []);
  });

  it('leaves a lock to one that is about to take it over', async () => {
    await putLock(lockFile({ pid: await deadPid(), host: hostname() }));
    for (const text of [lockFile({ pid: process.pid, host: hostname() }), '{"token":"x']) {
      await writeFile(guard(), text);
      const lock = new FileLock({ waitMs: 100 });
      await assert.rejects(
        lock.hold(name, async () => assert.fail('stolen')),
        { code: 'busy' },
      );
      assert.equal(await readFile(guard(), 'utf8'), text);
    }
  });

  it('takes over from one that was about to so long ago that it must have died', async () => {
    await putLock(lockFile({ pid: await deadPid(), host: hostname() }));
    await writeFile(guard(), lockFile({ pid: 1, host: 'elsewhere' }));
    const old = new Date(Date.now() - 60_000);
    await utimes(guard(), old, old);
    assert.equal(await new FileLock({ waitMs: 1000 }).hold(name, async () => 'mine'), 'mine');
  });

  it('has guards that are removed with other temporary files when nobody comes across them', () => {
    assert.ok([0, 1].every(deeper => isTemporaryName(basename(guard(deeper)))));
  });

  it('waits for a process of another host while that shows life', async () => {
    await putLock(lockFile({ pid: await deadPid(), host: 'elsewhere' }));
    const beat = setInterval(() => void utimes(name, new Date(), new Date()), 20);
    try {
      const lock = new FileLock({ waitMs: 1500, graceMs: 1000 });
      await assert.rejects(
        lock.hold(name, async () => undefined),
        {
          code: 'busy',
          message: /on elsewhere since 2026/,
        },
      );
    } finally {
      clearInterval(beat);
    }
  });

  it('takes over from another host, or from a half-written lock, after a grace without life', async () => {
    for (const text of [lockFile({ pid: 1, host: 'elsewhere' }), '{"token":"x', '']) {
      await putLock(text);
      const lock = new FileLock({ waitMs: 3000, graceMs: 100 });
      assert.equal(await lock.hold(name, async () => 'mine'), 'mine');
    }
  });

  it('shows that it is alive while it is held', async () => {
    const patient = new FileLock({ heartbeatMs: 20 });
    const impatient = new FileLock({ waitMs: 1500, graceMs: 1000 });
    await patient.hold(name, async () => {
      await assert.rejects(
        impatient.hold(name, async () => undefined),
        { code: 'busy' },
      );
    });
  });

  it('does not remove a lock that somebody else took', async () => {
    await new FileLock().hold(name, () => writeFile(name, lockFile({ pid: 1, host: 'elsewhere' })));
    assert.match(await readFile(name, 'utf8'), /elsewhere/);
  });

  it('says why there can be no lock', async () => {
    await writeFile(join(folder, 'file'), '');
    const lock = new FileLock({ waitMs: 100 });
    await assert.rejects(
      lock.hold(join(folder, 'file', 'lock'), async () => undefined),
      {
        code: /unavailable|already-exists/,
      },
    );
  });
});
