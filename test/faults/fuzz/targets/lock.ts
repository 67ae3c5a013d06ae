import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileLock } from '../../../../src/platform/node/fileLock';
import { temporaryFolder } from '../../../unit/support/temporaryFolder';
import type { FuzzCase } from '../fuzzTarget';
import { mutate } from '../mutate';

/** Lock files that nobody holds and that say anything: they are taken over, and the work is done once. */
export async function prepare(): Promise<FuzzCase> {
  const folder = await temporaryFolder();
  process.once('exit', () => void rm(folder, { recursive: true, force: true }));
  const lock = new FileLock({ waitMs: 5_000, graceMs: 10 });
  let count = 0;
  return async random => {
    const name = join(folder, `${count++}.lock`);
    const holder = {
      token: '0b9d9b1e-8b0e-4b0e-9d0e-000000000001',
      pid: random.pick<unknown>([2 ** 22 + 7, 0, -1, 1.5, 2 ** 53, '1', null, 1e300]),
      host: random.pick<unknown>([hostname(), 'another', '', 7]),
      since: '2026-01-02T03:04:05.678Z',
    };
    const text = new TextEncoder().encode(JSON.stringify(holder));
    await writeFile(name, random.below(3) === 0 ? text : mutate(text, random));
    let times = 0;
    await lock.hold(name, async () => void times++);
    assert.equal(times, 1);
    return 'taken over';
  };
}
