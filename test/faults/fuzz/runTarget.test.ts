import assert from 'node:assert/strict';
import { onlyVariable } from '../support/form';
import { runTarget } from './runTarget';
import type { RunOptions } from './runTarget';

const run = { seed: 3, first: 0, count: 10 };

/** Each of these ends, or would never end, at the fifth case. */
const faults: readonly (readonly [name: string, message: RegExp, options?: RunOptions])[] = [
  ['fail', /case 5: Error: It broke a promise/],
  ['hang', /case 5: it took more than 3000 ms/, { caseMs: 3000 }],
  ['wait', /case 5: the process ended with code/],
  ['crash', /case 5: the process ended with SIGABRT/],
  ['hoard', /case 5: it took more than 536870912 bytes of memory/, { maxResidentBytes: 2 ** 29 }],
  ['reserve', /case 5: Error: It asked for 1\d{3} MiB of memory/],
];

describe('runTarget', function () {
  this.timeout(120_000);

  before(function () {
    // Has run on another Node.js.
    if (process.env[onlyVariable] !== undefined) this.skip();
    if (process.platform === 'linux') return;
    console.log(`      the watch over memory is not tested on ${process.platform}`);
    this.skip();
  });

  for (const [name, message, options] of faults) {
    it(`names the case, and how to run it alone: ${name}`, async () => {
      const target = `test-${name}`;
      await assert.rejects(runTarget(target, run, options), (error: Error) => {
        assert.match(error.message, message);
        assert.ok(
          error.message.includes(`worker.ts ${target} 3 5\n`) || error.message.endsWith(' 3 5'),
        );
        return true;
      });
    });
  }
});
