import { readFile, writeFile } from 'node:fs/promises';
import { FileLock } from '../../../src/platform/node/fileLock';

/*
 * A process for tests of locks between processes.
 *   count <lock> <file> <times>: adds 1 to the number in the file, as often, each time under the lock.
 *   hold <lock>: writes a line once it has the lock, and keeps it for ever.
 */

const [task, lockPath = '', file = '', times = '0'] = process.argv.slice(2);
const lock = new FileLock({ waitMs: 20_000 });

async function hold(): Promise<void> {
  await lock.hold(lockPath, async () => {
    process.stdout.write('held\n');
    await new Promise(resolve => setTimeout(resolve, 60_000));
  });
}

async function count(): Promise<void> {
  for (let time = 0; time < Number(times); time++) {
    await lock.hold(lockPath, async () => {
      const before = Number(await readFile(file, 'utf8'));
      await writeFile(file, String(before + 1));
    });
  }
}

void (task === 'hold' ? hold() : count());
