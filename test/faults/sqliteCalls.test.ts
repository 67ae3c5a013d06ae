import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { Random } from '../unit/support/random';
import { amount, seed } from './support/form';
import { checkAfter, onStores, pointsAmong } from './support/killing';
import { databaseIn, singles } from './support/places';
import type { Store } from './support/store';
import { databaseStory as story } from './support/stories';
import type { WorkerOutcome } from './support/workerProcess';

const layout = singles.find(({ primary }) => primary === 'node:sqlite');
/** How many calls are tried where not all are. */
const tried = amount({ bounded: 12, full: Infinity });
const hasStrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

/** The calls with which SQLite changes files, as Linux names them on any processor. */
const calls = 'pwrite64,?unlink,?unlinkat,openat,ftruncate,fsync,fdatasync';

/** A call to the system: the n-th of its name. */
interface SystemCall {
  readonly name: string;
  readonly when: number;
}

/** Lets `strace` look at SQLite's calls about the database and its journals, and end the process when it makes one of them. */
function runTraced(store: Store, killAt?: SystemCall): Promise<WorkerOutcome> {
  const database = databaseIn(store.folderOf('primary'));
  const paths = ['', '-journal', '-wal', '-shm'].map(suffix => `--trace-path=${database}${suffix}`);
  const options = ['--follow-forks', `--output=${logOf(store)}`, `--trace=${calls}`, ...paths];
  if (killAt) options.push(`--inject=${killAt.name}:signal=SIGKILL:when=${killAt.when}`);
  return store.run(story.operations, { through: command => ['strace', ...options, ...command] });
}

async function callsOf(store: Store): Promise<readonly SystemCall[]> {
  const log = await readFile(logOf(store), 'utf8');
  const counts = new Map<string, number>();
  return [...log.matchAll(/^\d+ +(\w+)\(/gmu)].map(([, name = '']) => {
    const when = (counts.get(name) ?? 0) + 1;
    counts.set(name, when);
    return { name, when };
  });
}

function logOf(store: Store): string {
  return `${store.folder}.trace`;
}

describe(`A process killed inside of SQLite (seed ${seed})`, function () {
  this.timeout(30 * 60_000);

  it('node:sqlite, before every call to the system', async function () {
    if (layout === undefined) return this.skip();
    if (!hasStrace) {
      console.log('      strace, which can stop a process inside of SQLite, is not at hand');
      return this.skip();
    }
    let made: readonly SystemCall[] = [];
    await onStores({ layout, story }, ['unharmed'], async store => {
      await checkAfter(store, story.operations, await runTraced(store));
      made = await callsOf(store);
    });
    assert.ok(made.length > 50, `SQLite makes calls (${made.length})`);
    const points = pointsAmong(made.length, tried, new Random(seed));
    await onStores({ layout, story }, points, async (store, point) => {
      const killAt = made[point - 1];
      const outcome = await runTraced(store, killAt);
      assert.equal(outcome.steps, undefined, `killed at ${JSON.stringify(killAt)}`);
      await checkAfter(store, story.operations, outcome);
    });
  });
});
