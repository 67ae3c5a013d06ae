import assert from 'node:assert/strict';
import { amount } from './support/form';
import type { Contents } from './support/contents';
import { contentsAfter, runOperation } from './support/operations';
import type { Operation } from './support/operations';
import { describeWhatIsMissing, nameOf, pairs, singles } from './support/places';
import type { Layout } from './support/places';
import { readContents } from './support/readContents';
import { Store } from './support/store';
import type { WorkerOutcome } from './support/workerProcess';

/** sql.js writes the whole database at every save. */
function savesEach({ primary }: Layout): number {
  return primary === 'sql.js' ? amount({ bounded: 30, full: 200 }) : 200;
}

/** Runs a process for each of the lists of operations, all at the same time. */
async function runAtOnce(
  store: Store,
  lists: readonly (readonly Operation[])[],
): Promise<readonly WorkerOutcome[]> {
  const outcomes = await Promise.all(
    lists.map(operations => store.run(operations, { mayFail: true })),
  );
  for (const { steps } of outcomes) assert.ok(steps !== undefined, 'every process came to its end');
  return outcomes;
}

/** An empty store with something in it, for as long as `work` takes. */
async function withStore(
  layout: Layout,
  before: readonly Operation[],
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await Store.make(layout);
  try {
    await store.prepare({ before });
    await work(store);
  } finally {
    await store.remove();
  }
}

function codesOf({ failures }: WorkerOutcome): readonly string[] {
  return failures.map(({ code }) => code);
}

function savesOf(writer: number, count: number): readonly Operation[] {
  return Array.from({ length: count }, (_, index) => ({
    do: 'save',
    key: `writer ${writer}/${index}`,
    mark: `m${index}`,
  }));
}

const shared = Array.from({ length: 24 }, (_, index) => `shared/${index}`);
const sharedResults = shared.map((key, index): Operation => {
  return { do: 'save', key, mark: `m${index}` };
});

describe('Several processes at once', function () {
  this.timeout(10 * 60_000);
  describeWhatIsMissing();

  for (const layout of singles) {
    for (const writers of [2, 4]) {
      it(`${nameOf(layout)}: ${writers} that save ${savesEach(layout)} results each lose none`, () =>
        withStore(layout, [], async store => {
          const lists = Array.from({ length: writers }, (_, writer) =>
            savesOf(writer, savesEach(layout)),
          );
          const outcomes = await runAtOnce(store, lists);
          assert.deepEqual(
            outcomes.map(codesOf),
            lists.map(() => []),
          );
          let expected: Contents = new Map();
          for (const save of lists.flat()) expected = contentsAfter(expected, save, store.sides);
          const manager = store.open();
          assert.deepEqual(await readContents(manager, store.sides), expected);
          await manager.close();
        }));
    }

    it(`${nameOf(layout)}: of three that rename the same results one renames each`, () =>
      withStore(layout, sharedResults, async store => {
        const lists = [0, 1, 2].map(writer =>
          shared.map((key): Operation => {
            return { do: 'rename', key, newKey: `writer ${writer}/${key}` };
          }),
        );
        const outcomes = await runAtOnce(store, lists);
        const renamed = outcomes.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
        assert.equal(renamed, shared.length);
        for (const outcome of outcomes) {
          assert.deepEqual(
            [...new Set(codesOf(outcome))].filter(code => code !== 'not-found'),
            [],
          );
        }
        const manager = store.open();
        const found = await readContents(manager, store.sides);
        assert.deepEqual([...found.values()].sort(), [...store.contents.values()].sort());
        await manager.close();
      }));

    it(`${nameOf(layout)}: of three that delete the same results one deletes each`, () =>
      withStore(layout, sharedResults, async store => {
        const deletions = shared.map((key): Operation => ({ do: 'delete', key }));
        const outcomes = await runAtOnce(store, [deletions, [...deletions].reverse(), deletions]);
        assert.deepEqual(outcomes.map(codesOf), [[], [], []]);
        const removed = outcomes.flatMap(({ values }) => values).flat();
        assert.equal(removed.filter(name => name === 'primary').length, shared.length);
        const manager = store.open();
        assert.deepEqual(await readContents(manager, store.sides), new Map());
        await manager.close();
      }));
  }

  for (const layout of pairs.filter(isTypical)) {
    it(`${nameOf(layout)}: two that synchronise the same pair lose nothing`, () =>
      withStore(layout, differing, async store => {
        const sync: Operation = { do: 'sync', direction: 'bidirectional', leaves };
        const outcomes = await runAtOnce(store, [[sync], [sync]]);
        assert.deepEqual(outcomes.map(codesOf), [[], []]);
        const manager = store.open();
        await runOperation(manager, sync);
        const expected = contentsAfter(new Map(), sync, store.sides);
        assert.deepEqual(await readContents(manager, store.sides), expected);
        await manager.close();
      }));
  }
});

/** Results only in the primary, only in the secondary, and changed in the primary. */
const differing: readonly Operation[] = [
  ...sharedResults,
  ...shared.slice(0, 8).map((key): Operation => ({ do: 'delete from', side: 'secondary', key })),
  ...shared.slice(8, 16).map((key): Operation => ({ do: 'delete from', side: 'primary', key })),
  ...shared.slice(16).map((key): Operation => ({ do: 'save', key, mark: 'm49', alone: true })),
];
const leaves = shared.map((key, index) => [key, index < 16 ? `m${index}` : 'm49'] as const);

function isTypical({ primary, secondary }: Layout): boolean {
  return primary === 'file system' && secondary !== undefined;
}
