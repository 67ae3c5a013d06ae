import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, stat, unlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { StorageError } from '../../storage/errors';
import type { Lock } from '../../storage/ports';
import { ProcessLock } from '../../storage/processLock';
import { diskError, errnoOf } from './diskError';

export interface FileLockOptions {
  /** How long to wait for another holder before `busy`. Default 10 s. */
  readonly waitMs?: number;
  /** How often a holder shows that it is alive. Default 2 s. */
  readonly heartbeatMs?: number;
  /** How long a lock must have shown no life, watched from here, before it is taken over. Default 30 s. */
  readonly graceMs?: number;
}

interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/** What was last seen of somebody else's lock, and since when it has not changed by this process's own clock. */
interface Sighting {
  readonly state: string;
  readonly at: number;
}

const pauseMs = 20;
/** A takeover lasts milliseconds; one that is older was interrupted. */
const maxTakeoverMs = 10_000;

/**
 * Mutual exclusion between processes by files that exist while a lock is held. The lock of a process that died is taken
 * over at once when it ran on this host, after a grace when it ran on another one or its number has been given away since.
 */
export class FileLock implements Lock {
  private readonly waitMs: number;
  private readonly heartbeatMs: number;
  private readonly graceMs: number;
  private readonly turn = new ProcessLock();
  private readonly sightings = new Map<string, Sighting>();

  constructor({ waitMs = 10_000, heartbeatMs = 2_000, graceMs = 30_000 }: FileLockOptions = {}) {
    this.waitMs = waitMs;
    this.heartbeatMs = heartbeatMs;
    this.graceMs = graceMs;
  }

  async hold<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.turn.hold(name, async () => {
      const token = await this.acquire(name);
      const heartbeat = setInterval(() => {
        const now = new Date();
        // Without a sign of life others wait for the grace before they take the lock: time enough for the next one.
        utimes(name, now, now).catch(() => undefined);
      }, this.heartbeatMs);
      heartbeat.unref();
      try {
        return await work();
      } finally {
        clearInterval(heartbeat);
        await release(name, token);
      }
    });
  }

  private async acquire(name: string): Promise<string> {
    const token = randomUUID();
    const deadline = performance.now() + this.waitMs;
    for (;;) {
      if (await createLockFile(name, token)) return token;
      if (await this.isAbandoned(name)) await this.takeOver(name);
      else if (performance.now() > deadline) throw await busyError(name);
      else await new Promise(resolve => setTimeout(resolve, pauseMs * (0.5 + Math.random())));
    }
  }

  private async isAbandoned(name: string): Promise<boolean> {
    const seen = await readLockFile(name);
    if (seen === undefined) return false;
    const { holder } = seen;
    if (holder?.host === hostname() && !isAlive(holder.pid)) return true;
    // Clocks of hosts differ, so what counts is how long nothing happened while we looked.
    const before = this.sightings.get(name);
    if (before?.state === seen.state) return performance.now() - before.at > this.graceMs;
    this.sightings.set(name, { state: seen.state, at: performance.now() });
    return false;
  }

  /** Removes an abandoned lock. Two that saw it must not both do so: the later would remove the earlier one's new lock. */
  private async takeOver(name: string): Promise<void> {
    const guard = `${name}.takeover`;
    if (!(await createLockFile(guard, 'takeover'))) {
      if (await isOlderThan(guard, maxTakeoverMs)) await unlinkIfThere(guard);
      return;
    }
    try {
      if (await this.isAbandoned(name)) await unlinkIfThere(name);
    } finally {
      await unlinkIfThere(guard);
    }
  }
}

/** Says no when there is one already. */
async function createLockFile(name: string, token: string): Promise<boolean> {
  const holder: Holder = {
    token,
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
  };
  try {
    await mkdir(dirname(name), { recursive: true });
    const handle = await open(name, 'wx');
    try {
      await handle.writeFile(JSON.stringify(holder));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    // On Windows a file that is just being deleted is still there, but may not be opened.
    const isLeaving = process.platform === 'win32' && errnoOf(error) === 'EPERM';
    if (errnoOf(error) === 'EEXIST' || isLeaving) return false;
    throw diskError('lock', name, error);
  }
}

async function readLockFile(
  name: string,
): Promise<{ readonly state: string; readonly holder: Holder | undefined } | undefined> {
  try {
    const [text, { mtimeMs, ino }] = await Promise.all([readFile(name, 'utf8'), stat(name)]);
    return { state: `${ino}:${mtimeMs}:${text}`, holder: parseHolder(text) };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw diskError('read', name, error);
  }
}

/** Undefined for a lock that is being written, or was when its process died. */
function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null;
    return typeof holder?.pid === 'number' && typeof holder.host === 'string'
      ? (holder as Holder)
      : undefined;
  } catch {
    // Half a file; who wrote it may be about to write the rest.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not permitted to ask: somebody is there.
    return errnoOf(error) === 'EPERM';
  }
}

async function release(name: string, token: string): Promise<void> {
  const seen = await readLockFile(name);
  if (seen?.holder?.token === token) await unlinkIfThere(name);
}

async function isOlderThan(name: string, ageMs: number): Promise<boolean> {
  try {
    return Date.now() - (await stat(name)).mtimeMs > ageMs;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw diskError('read', name, error);
  }
}

async function unlinkIfThere(name: string): Promise<void> {
  try {
    await unlink(name);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw diskError('delete', name, error);
  }
}

async function busyError(name: string): Promise<StorageError> {
  const holder = (await readLockFile(name))?.holder;
  const who =
    holder === undefined
      ? 'another process'
      : `process ${holder.pid} on ${holder.host} since ${holder.since}`;
  return new StorageError(
    'busy',
    `The lock ${name} is held by ${who}. Wait until that has finished, or delete the file if no such program runs.`,
  );
}
