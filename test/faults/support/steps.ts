import fs from 'node:fs';

/*
 * Makes everything that this process does to disks and databases countable, and ends it with SIGKILL at a chosen point.
 * Patches Node's own modules: the product is tested as it is, with every call to the system that it makes.
 */

type Call = (this: unknown, ...args: unknown[]) => unknown;
type Calls = Record<string, Call>;

/** Calls that change a disk or make a change lasting; the rest leaves nothing behind that a kill could interrupt. */
const changes = [
  'appendFile',
  'chmod',
  'copyFile',
  'fchmod',
  'fdatasync',
  'fsync',
  'ftruncate',
  'futimes',
  'link',
  'mkdir',
  'rename',
  'rm',
  'rmdir',
  'symlink',
  'truncate',
  'unlink',
  'utimes',
];
const writes = ['write', 'writeFile'];
const handleChanges = ['appendFile', 'chmod', 'datasync', 'sync', 'truncate', 'utimes', 'writev'];

export interface Steps {
  /** How many points at which the process can be killed it has passed. */
  readonly count: number;
}

const counter = new (class StepCounter implements Steps {
  count = 0;
  /** Nothing is counted before {@link countSteps}. */
  killAt: number | undefined;
  /** A synchronous call of Node may be made of others; only the outer one counts. */
  private isInside = false;

  patch(calls: Calls, names: readonly string[], writeHalf?: HalfWriter): void {
    for (const name of names) {
      this.replace(calls, name, (original, self, args) => {
        this.reach(() => undefined);
        if (writeHalf !== undefined) this.reach(() => writeHalf(self, args));
        return original.apply(self, args);
      });
    }
  }

  patchOpen(calls: Calls, name: string): void {
    this.replace(calls, name, (original, self, args) => {
      if (mayChange(args[1])) this.reach(() => undefined);
      return original.apply(self, args);
    });
  }

  private replace(
    calls: Calls,
    name: string,
    call: (original: Call, self: unknown, args: unknown[]) => unknown,
  ): void {
    const original = calls[name];
    if (original === undefined) return;
    const inside = () => this.isInside || this.killAt === undefined;
    const enter = (isInside: boolean) => {
      this.isInside = isInside;
    };
    const replacement = function (this: unknown, ...args: unknown[]) {
      if (inside()) return original.apply(this, args);
      enter(true);
      try {
        return call(original, this, args);
      } finally {
        enter(false);
      }
    };
    // What `promisify` has to know is noted on the functions themselves.
    calls[name] = Object.defineProperties(replacement, Object.getOwnPropertyDescriptors(original));
  }

  private reach(atTheEnd: () => void): void {
    this.count++;
    if (this.count !== this.killAt) return;
    atTheEnd();
    process.kill(process.pid, 'SIGKILL');
  }
})();

/** Writes without being counted. */
export const uncounted = { writeSync: fs.writeSync };
const half = halfWriter(fs.writeSync);
patchModules();

/**
 * Counts from now on, and kills this process when it reaches point `killAt`. A call has one point before it; one that
 * writes has another where half of its bytes are written. This module must be loaded before those that are to be counted:
 * they may keep functions of Node for themselves.
 */
export async function countSteps(killAt: number): Promise<Steps> {
  const handle = await fs.promises.open(process.execPath, 'r');
  const calls = Object.getPrototypeOf(handle) as Calls;
  await handle.close();
  counter.patch(calls, handleChanges);
  counter.patch(calls, writes, half);
  counter.killAt = killAt;
  return counter;
}

function patchModules(): void {
  const ofModule = fs as unknown as Calls;
  const ofPromises = fs.promises as unknown as Calls;
  const inStep = (list: readonly string[]) => list.map(name => `${name}Sync`);
  counter.patch(ofModule, [...changes, ...inStep(changes)]);
  counter.patch(ofModule, [...writes, ...inStep(writes)], half);
  counter.patchOpen(ofModule, 'open');
  counter.patchOpen(ofModule, 'openSync');
  counter.patch(ofPromises, changes);
  counter.patch(ofPromises, ['writeFile'], half);
  counter.patchOpen(ofPromises, 'open');
  patchSqlite();
}

/** Statements of `node:sqlite` are steps; what happens inside of them is for kills at random moments. */
function patchSqlite(): void {
  const sqlite = process.getBuiltinModule('node:sqlite') as
    Record<'DatabaseSync' | 'StatementSync', { readonly prototype: Calls }> | undefined;
  if (sqlite === undefined) return;
  counter.patch(sqlite.DatabaseSync.prototype, ['exec']);
  counter.patch(sqlite.StatementSync.prototype, ['run', 'all', 'get']);
}

function mayChange(flags: unknown): boolean {
  if (typeof flags === 'string') return /[wax+]/u.test(flags);
  return typeof flags === 'number' && flags !== fs.constants.O_RDONLY;
}

type HalfWriter = (self: unknown, args: unknown[]) => void;

/** Writes the first half of what a call was to write, to the descriptor, handle or path it was given. */
function halfWriter(writeSync: typeof fs.writeSync): HalfWriter {
  const { openSync } = fs;
  return (self, args) => {
    const isHandle = typeof self === 'object' && self !== null && 'fd' in self;
    const [target, data, start = 0, length] = isHandle ? [self.fd, ...args] : args;
    const bytes = typeof data === 'string' ? Buffer.from(data) : (data as Uint8Array);
    const from = typeof data === 'string' ? 0 : Number(start) || 0;
    const to = from + (typeof length === 'number' ? length : bytes.length - from);
    const descriptor = typeof target === 'string' ? openSync(target, 'w') : Number(target);
    writeSync(descriptor, bytes, from, (to - from) >> 1);
  };
}
