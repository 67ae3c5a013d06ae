import { lastingMemory } from '../unit/support/managerWith';
import { Random } from '../unit/support/random';
import { createBackend } from '../../src/storage/createBackend';
import { amount, seed } from './support/form';
import { Fire } from './support/fire';
import { isRepeated, nameOf, pairs } from './support/places';
import type { Layout } from './support/places';
import { hostPorts, Store } from './support/store';
import type { Sides } from './support/versions';

const battles = amount({ bounded: 150, full: 3000 });
const battlesOnDisks = amount({ bounded: 3, full: 40 });

async function fight(sides: Sides, its: number): Promise<void> {
  const random = new Random(its);
  const fire = new Fire(sides, random);
  try {
    for (let round = 0; round < 4; round++) {
      for (let step = random.below(10); step >= 0; step--) await fire.work();
      await fire.syncInDanger();
      if (random.below(2) === 0) await fire.syncInPeace();
    }
    await fire.syncInPeace();
  } catch (error) {
    throw new Error(`The seed was ${its}: ${String(error)}`, { cause: error });
  } finally {
    await fire.close();
  }
}

async function fightOnDisks(layout: Layout, its: number): Promise<void> {
  const store = await Store.make(layout);
  try {
    const { primary, secondary } = store.config;
    if (secondary === undefined) throw new Error('This takes two sides.');
    const ports = hostPorts();
    const sides = {
      primary: createBackend(primary, ports),
      secondary: createBackend(secondary, ports),
    };
    await fight(sides, its);
  } finally {
    await store.remove();
  }
}

describe(`Sync under fire: failures, cancels, conflicts, deletions, clocks an hour apart (seed ${seed})`, function () {
  this.timeout(30 * 60_000);

  if (!isRepeated) {
    it(`loses nothing and counts everything in ${battles} stories in memory`, async () => {
      for (let index = 0; index < battles; index++) {
        const sides = { primary: lastingMemory('/one'), secondary: lastingMemory('/two') };
        await fight(sides, seed + index);
      }
    });
  }

  for (const layout of pairs) {
    it(`loses nothing and counts everything in ${battlesOnDisks} stories between ${nameOf(layout)}`, async () => {
      for (let index = 0; index < battlesOnDisks; index++) {
        await fightOnDisks(layout, seed + index);
      }
    });
  }
});
