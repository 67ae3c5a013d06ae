import { randomUUID } from 'node:crypto';
import { utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { StorageError } from '../../storage/errors';
import type { Lock } from '../../storage/ports';
import { ProcessLock } from '../../storage/processLock';
import { isAlive } from './isAlive';
import type { Holder } from './lockFile';
import {
  ageOf,
  createLockFile,
  lockStateOf,
  readLockFile,
  removeLockFile,
  unlinkIfThere,
} from './lockFile';

export interface FileLockOptions {
  /** How long to wait for another holder before `busy`. Default 10 s. */
  readonly waitMs?: number;
  /** How often a holder shows that it is alive. Default 2 s. */
  readonly heartbeatMs?: number;
  /** How long a lock must have shown no life, watched from here, before it is taken over. Default 30 s. */
  readonly graceMs?: number;
  /** How long a lock that nobody else wants is kept for what comes next. Default 25 ms. */
  readonly lingerMs?: number;
}

/** A lock that this process has. */
interface Held {
  /** What its file says. */
  readonly written: string;
  readonly heartbeat: ReturnType<typeof setInterval>;
  /** How the file was when it was last seen to say that. */
  state?: string | undefined;
  /** Gives it back; set while it is not in use. */
  ending?: ReturnType<typeof setTimeout>;
}

/** What was last seen of somebody else's lock, and since when it has not changed by this process's own clock. */
interface Sighting {
  readonly state: string;
  readonly at: number;
}

const pauseMs = 20;
/** A takeover lasts milliseconds; one that is older was interrupted. */
const maxTakeoverMs = 10_000;
/** How long one that has just had the lock waits for others to take it who say that they wait. */
const courtesyMs = 5 * pauseMs;
/** Who waits says so this often at least; an older sign was left by a process that died. */
const maxSignMs = 1_000;

/**
 * Mutual exclusion between processes by files that exist while a lock is held. The lock of a process that died is taken
 * over at once when it ran on this host, after a grace when it ran on another one or its number has been given away since.
 *
 * A lock is kept for a moment after its use: taking it costs as much as half of a small save, and who saves once often saves
 * again. A process that uses it again and again lets those in between that wait.
 */
export class FileLock implements Lock {
  private readonly waitMs: number;
  private readonly heartbeatMs: number;
  private readonly graceMs: number;
  private readonly lingerMs: number;
  private readonly turn = new ProcessLock();
  private readonly unused = new Map<string, Held>();
  private readonly sightings = new Map<string, Sighting>();
  private readonly releasedAt = new Map<string, number>();

  constructor({
    waitMs = 10_000,
    heartbeatMs = 2_000,
    graceMs = 30_000,
    lingerMs = 25,
  }: FileLockOptions = {}) {
    this.waitMs = waitMs;
    this.heartbeatMs = heartbeatMs;
    this.graceMs = graceMs;
    this.lingerMs = lingerMs;
  }

  async hold<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.turn.hold(name, async () => {
      const held = (await this.reuse(name)) ?? (await this.take(name));
      try {
        return await work();
      } finally {
        this.unused.set(name, held);
        if (this.lingerMs > 0) this.endSoon(name, held);
        else await this.endUnused(name, held);
      }
    });
  }

  async letGo(name: string): Promise<void> {
    await this.turn.hold(name, async () => {
      const held = this.unused.get(name);
      if (held !== undefined) await this.endUnused(name, held);
    });
  }

  /** The lock that was kept, unless somebody waits for it, or has deleted its file by hand. */
  private async reuse(name: string): Promise<Held | undefined> {
    const held = this.unused.get(name);
    if (held === undefined) return undefined;
    return this.orLater(name, held, async () => {
      const isWanted = (await ageOf(signOf(name))) !== undefined;
      const isUsable = !isWanted && (await isStillOurs(name, held));
      if (!isUsable) await this.end(name, held);
      this.unused.delete(name);
      return isUsable ? held : undefined;
    });
  }

  private async take(name: string): Promise<Held> {
    await this.letOthersIn(name);
    const written = await this.acquire(name);
    const heartbeat = setInterval(() => {
      const now = new Date();
      // Without a sign of life others wait for the grace before they take the lock: time enough for the next one.
      utimes(name, now, now).catch(() => undefined);
    }, this.heartbeatMs);
    heartbeat.unref();
    return { written, heartbeat };
  }

  private endSoon(name: string, held: Held, afterMs = this.lingerMs): void {
    held.ending = setTimeout(() => {
      // Nobody is there to be told of a failure, and it is tried again.
      this.turn.hold(name, () => this.endUnused(name, held)).catch(() => undefined);
    }, afterMs);
    // When this process has ended, others take the lock over.
    if (afterMs > this.lingerMs) held.ending.unref();
  }

  private async endUnused(name: string, held: Held): Promise<void> {
    if (this.unused.get(name) !== held) return;
    await this.orLater(name, held, async () => {
      await this.end(name, held);
      this.unused.delete(name);
    });
  }

  /** Keeps an unused lock where `work` fails, as on a disk that is read-only just now, and gives it back later. */
  private async orLater<T>(name: string, held: Held, work: () => Promise<T>): Promise<T> {
    clearTimeout(held.ending);
    try {
      return await work();
    } catch (error) {
      this.endSoon(name, held, this.heartbeatMs);
      throw error;
    }
  }

  private async end(name: string, { written, heartbeat }: Held): Promise<void> {
    await removeLockFile(name, written);
    clearInterval(heartbeat);
    this.releasedAt.set(name, performance.now());
  }

  /** Returns what the file of the lock says now. */
  private async acquire(name: string): Promise<string> {
    const token = randomUUID();
    const deadline = performance.now() + this.waitMs;
    let hasWaited = false;
    try {
      for (;;) {
        const written = await createLockFile(name, token);
        if (written !== undefined) return written;
        if (await this.takeOver(name)) continue;
        if (performance.now() > deadline) throw await busyError(name);
        hasWaited = true;
        await showThatOneWaits(name);
        await pause();
      }
    } finally {
      if (hasWaited) await unlinkIfThere(signOf(name));
    }
  }

  /** Whoever waits looks every {@link pauseMs}; without this, one that saves a thousand results would be in for all of them. */
  private async letOthersIn(name: string): Promise<void> {
    const releasedAt = this.releasedAt.get(name);
    if (releasedAt === undefined || performance.now() - releasedAt > pauseMs) return;
    for (const end = performance.now() + courtesyMs; performance.now() < end;) {
      // Whoever gets the lock removes the sign.
      const age = await ageOf(signOf(name));
      if (age === undefined) return;
      if (age > maxSignMs) return unlinkIfThere(signOf(name));
      await pause(0.2);
    }
  }

  private async isAbandoned(name: string): Promise<boolean> {
    const seen = await readLockFile(name);
    if (seen === undefined) return false;
    if (isDead(seen.holder)) return true;
    // Clocks of hosts differ, so what counts is how long nothing happened while we looked.
    const before = this.sightings.get(name);
    if (before?.state === seen.state) return performance.now() - before.at > this.graceMs;
    this.sightings.set(name, { state: seen.state, at: performance.now() });
    return false;
  }

  /** Removes the lock if it is abandoned; says no when nothing was done about it. */
  private async takeOver(name: string): Promise<boolean> {
    const isAbandoned = () => this.isAbandoned(name);
    return (await isAbandoned()) && removeGuarded(name, { isAbandoned, guardOf: guardsOf(name) });
  }
}

interface Removal {
  readonly isAbandoned: () => Promise<boolean>;
  /** The guard of the lock, the guard of that one, and so on. */
  readonly guardOf: (depth: number) => string;
  readonly depth?: number;
}

/**
 * Removes an abandoned lock, unless somebody else is about to. Two that saw it must not both do so: the later would remove
 * the earlier one's new lock. So a guard is held meanwhile, a lock in itself: when its holder dies, it is removed likewise.
 */
async function removeGuarded(
  path: string,
  { isAbandoned, guardOf, depth = 0 }: Removal,
): Promise<boolean> {
  const guard = guardOf(depth);
  const written = await createLockFile(guard, randomUUID());
  if (written === undefined) {
    const isLeft = () => isInterrupted(guard);
    if (!(await isLeft())) return false;
    return removeGuarded(guard, { isAbandoned: isLeft, guardOf, depth: depth + 1 });
  }
  try {
    if (await isAbandoned()) await unlinkIfThere(path);
    return true;
  } finally {
    await removeLockFile(guard, written);
  }
}

async function isInterrupted(guard: string): Promise<boolean> {
  if (isDead((await readLockFile(guard))?.holder)) return true;
  return ((await ageOf(guard)) ?? 0) > maxTakeoverMs;
}

/** Guards have names of temporary files: one that was left, and that nobody comes across, goes with those. */
function guardsOf(name: string): (depth: number) => string {
  const file = basename(name);
  return depth => {
    const number = String(depth).padStart(8, '0');
    return join(dirname(name), `.${file}.takeover-${number}.tmp`);
  };
}

/** A file that has not changed since it was read need not be read again. */
async function isStillOurs(name: string, held: Held): Promise<boolean> {
  const state = await lockStateOf(name);
  if (state === undefined) return false;
  if (state !== held.state && (await readLockFile(name))?.text !== held.written) return false;
  held.state = state;
  return true;
}

/** The file by which those who wait for a lock tell its holder. */
function signOf(name: string): string {
  return `${name}.waiting`;
}

async function showThatOneWaits(name: string): Promise<void> {
  try {
    await writeFile(signOf(name), '');
  } catch {
    // A full or failing disk: then the turn comes by chance.
  }
}

function pause(times = 1): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, times * pauseMs * (0.5 + Math.random())));
}

/** Whether a holder is known to have ended: nobody can tell of a process on another host. */
function isDead(holder: Holder | undefined): boolean {
  return holder?.host === hostname() && !isAlive(holder.pid);
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
