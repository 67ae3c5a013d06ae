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

/**
 * Counts from now on, and kills this process when it reaches point `killAt`. A call has one point before it; one that
 * writes has another where half of its bytes are written.
 */
export async function countSteps(killAt: number): Promise<Steps> {
  const counter = new StepCounter(killAt);
  const { promises } = fs;
  const handle = await promises.open(process.execPath, 'r');
  const handleCalls = Object.getPrototypeOf(handle) as Calls;
  await handle.close();
  const half = halfWriter(fs.writeSync);
  const synchronous = fs as unknown as Calls;
  const names = (list: readonly string[], suffix = '') => list.map(name => name + suffix);
  for (const calls of [synchronous, promises as unknown as Calls]) {
    const suffix = calls === synchronous ? 'Sync' : '';
    counter.patch(calls, names(changes, suffix));
    counter.patchOpen(calls, `open${suffix}`);
  }
  counter.patch(synchronous, names(changes));
  counter.patch(handleCalls, handleChanges);
  counter.patch(synchronous, names(writes, 'Sync'), half);
  counter.patch(synchronous, writes, half);
  counter.patch(promises as unknown as Calls, ['writeFile'], half);
  counter.patch(handleCalls, writes, half);
  patchSqlite(counter);
  return counter;
}

/** Statements of `node:sqlite` are steps; what happens inside of them is for kills at random moments. */
function patchSqlite(counter: StepCounter): void {
  const sqlite = process.getBuiltinModule('node:sqlite') as
    Record<'DatabaseSync' | 'StatementSync', { readonly prototype: Calls }> | undefined;
  if (sqlite === undefined) return;
  counter.patch(sqlite.DatabaseSync.prototype, ['exec']);
  counter.patch(sqlite.StatementSync.prototype, ['run', 'all', 'get']);
}

class StepCounter implements Steps {
  count = 0;
  /** A synchronous call of Node may be made of others; only the outer one counts. */
  private isInside = false;

  constructor(private readonly killAt: number) {}

  patch(calls: Calls, names: readonly string[], writeHalf?: HalfWriter): void {
    for (const name of names) {
      const original = calls[name];
      if (original === undefined) continue;
      this.replace(calls, name, (self, args) => {
        this.reach(() => undefined);
        if (writeHalf !== undefined) this.reach(() => writeHalf(self, args));
        return original.apply(self, args);
      });
    }
  }

  patchOpen(calls: Calls, name: string): void {
    const original = calls[name];
    if (original === undefined) return;
    this.replace(calls, name, (self, args) => {
      if (mayChange(args[1])) this.reach(() => undefined);
      return original.apply(self, args);
    });
  }

  private replace(
    calls: Calls,
    name: string,
    call: (self: unknown, args: unknown[]) => unknown,
  ): void {
    const original = calls[name] as Call;
    const inside = () => this.isInside;
    const enter = (isInside: boolean) => {
      this.isInside = isInside;
    };
    calls[name] = function (this: unknown, ...args: unknown[]) {
      if (inside()) return original.apply(this, args);
      enter(true);
      try {
        return call(this, args);
      } finally {
        enter(false);
      }
    };
  }

  private reach(atTheEnd: () => void): void {
    this.count++;
    if (this.count !== this.killAt) return;
    atTheEnd();
    process.kill(process.pid, 'SIGKILL');
  }
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
