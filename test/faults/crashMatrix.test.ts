import assert from 'node:assert/strict';
import { amount, isFull, seed } from './support/form';
import { checkAfter, killCount, onStores, pointsAmong } from './support/killing';
import type { Story } from './support/killing';
import { describeWhatIsMissing, nameOf, pairs, singles } from './support/places';
import type { Layout } from './support/places';
import { pairStories, singleStories } from './support/stories';
import { Random } from '../unit/support/random';

/** How many points of a story are tried where not all are. */
const tried = amount({ bounded: 5, full: Infinity });

async function killEverywhere(layout: Layout, story: Story): Promise<void> {
  const random = new Random(seed);
  let points: readonly number[] = [];
  await onStores({ layout, story }, ['unharmed'], async store => {
    const outcome = await store.run(story.operations);
    await checkAfter(store, story.operations, outcome);
    assert.ok(outcome.steps !== undefined && outcome.steps > 0, 'there is something to interrupt');
    points = pointsAmong(outcome.steps, tried, random);
  });
  await onStores({ layout, story }, points, async (store, killAt) => {
    const outcome = await store.run(story.operations, { killAt });
    try {
      await checkAfter(store, story.operations, outcome);
    } catch (error) {
      throw new Error(`Killed at point ${killAt}: ${String(error)}`, { cause: error });
    }
  });
}

describe(`A process killed at every step (${isFull ? 'all of them' : `some of them, seed ${seed}`})`, function () {
  this.timeout(30 * 60_000);
  describeWhatIsMissing();

  for (const layout of singles) {
    describe(nameOf(layout), () => {
      for (const story of singleStories) {
        if (story.only?.includes(layout.primary) === false) continue;
        it(`${story.name}`, () => killEverywhere(layout, story));
      }
    });
  }

  for (const layout of isFull ? pairs : pairs.filter(isTypical)) {
    describe(nameOf(layout), () => {
      for (const story of pairStories) {
        it(`${story.name}`, () => killEverywhere(layout, story));
      }
    });
  }

  after(() => console.log(`      ${killCount()} processes were killed`));
});

/** A folder and a database, in both roles: the rest differs from these in nothing that a pair has to do with. */
function isTypical({ primary, secondary }: Layout): boolean {
  return (primary === 'file system') !== (secondary === 'file system');
}
