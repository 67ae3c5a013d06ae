import assert from 'node:assert/strict';
import { sqliteModule } from '../../../src/platform/node/sqliteModule';
import { inParallel } from '../../../src/storage/inParallel';
import { amount, isFull, onlyVariable, seed as drawnSeed, seedVariable } from '../support/form';
import { formatCases, formatTargets } from './formatTargets';
import { runTarget } from './runTarget';
import type { FuzzReport } from './runTarget';
import { targets } from './targets';

const engine = 'node:sqlite';
/** The same cases in every `npm test`, others in every full run. */
const seed = isFull || process.env[seedVariable] !== undefined ? drawnSeed : 1;
const only = process.env[onlyVariable];
const names = [...Object.keys(targets), ...formatTargets].filter(
  name => only === undefined || name === only,
);
const runnable = names.filter(name => name !== engine || sqliteModule() !== undefined);
const atOnce = 2;

function count(name: string): number {
  const bounded = targets[name]?.cases ?? formatCases;
  return amount({ bounded, full: 10 * bounded });
}

describe(`Damaged input (seed ${seed})`, function () {
  this.timeout(amount({ bounded: 600_000, full: 7_200_000 }));
  const outcomes = new Map<string, PromiseSettledResult<FuzzReport>>();
  let finished: Promise<void>;
  const waiting = new Map<string, () => void>();

  before(() => {
    finished = inParallel(runnable, atOnce, async name => {
      const [outcome] = await Promise.allSettled([
        runTarget(name, { seed, first: 0, count: count(name) }),
      ]);
      outcomes.set(name, outcome);
      waiting.get(name)?.();
    });
  });
  after(() => finished);

  for (const name of names) {
    it(`${name}: ${count(name)} cases end in what was written, or an error that says so`, async function () {
      if (!runnable.includes(name)) {
        console.log(`      Node.js ${process.version} has no ${name}`);
        this.skip();
      }
      if (!outcomes.has(name)) await new Promise<void>(resolve => waiting.set(name, resolve));
      const outcome = outcomes.get(name);
      if (outcome?.status === 'rejected') throw outcome.reason;
      assert.ok(outcome !== undefined);
      const { tally } = outcome.value;
      const counted = Object.values(tally).reduce((sum, times) => sum + times, 0);
      assert.equal(counted, count(name));
    });
  }
});
