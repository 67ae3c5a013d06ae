import { Random } from '../unit/support/random';
import { amount, seed } from './support/form';
import { checkAfter, onStores } from './support/killing';
import { describeWhatIsMissing, nameOf, pairs, singles } from './support/places';
import type { Layout } from './support/places';
import { randomOperations } from './support/randomStory';

/** How many processes are killed per kind of store. */
const kills = amount({ bounded: 4, full: 60 });

/** Lets processes do things until they are killed, at any moment of the time that they take. */
async function killAtRandom(layout: Layout): Promise<void> {
  const story = { name: 'random', before: [] };
  let workedMs = 0;
  await onStores({ layout, story }, ['unharmed'], async store => {
    const operations = randomOperations(new Random(seed), store.sides);
    const outcome = await store.run(operations);
    await checkAfter(store, operations, outcome);
    workedMs = outcome.workedMs;
  });
  const seeds = Array.from({ length: kills }, (_, index) => seed + index);
  await onStores({ layout, story }, seeds, async (store, its) => {
    const random = new Random(its);
    const operations = randomOperations(random, store.sides);
    const killAfterMs = random.below(Math.ceil(workedMs));
    try {
      await checkAfter(store, operations, await store.run(operations, { killAfterMs }));
    } catch (error) {
      throw new Error(`The seed was ${its}: ${String(error)}`, { cause: error });
    }
  });
}

describe(`A process killed at random moments (seed ${seed})`, function () {
  this.timeout(30 * 60_000);
  describeWhatIsMissing();

  for (const layout of [...singles, ...pairs]) {
    it(`${nameOf(layout)}: ${kills} kills`, () => killAtRandom(layout));
  }
});
