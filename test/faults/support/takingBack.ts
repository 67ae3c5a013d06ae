import assert from 'node:assert/strict';
import type { StorageBackend } from '../../../src/storage/backend';
import { linesOf, sideOf, slotOf } from './contents';
import type { Contents } from './contents';
import { changeOf, contentsAfter, crossesSides } from './operations';
import type { Operation } from './operations';
import { readContents } from './readContents';
import type { Store } from './store';

/** An operation in the middle of which a process was killed. */
interface Killed {
  readonly before: Contents;
  /** What there was when the next program came. */
  readonly found: Contents;
  readonly interrupted: Operation;
}

/**
 * Takes back what was interrupted, and puts back from the trash what that leaves: everything that was removed or replaced is
 * under its key again, and nothing else was lost for it. What was wholly done and noted is as it was before.
 */
export async function checkTakingBack(store: Store, killed: Killed): Promise<void> {
  const { before, found, interrupted } = killed;
  const story = storyOf(killed);
  const manager = store.open();
  const change = (await store.newChanges(manager)).at(-1);
  const isLost = isLostIn(found, before);
  const isDone =
    linesOf(found).join() === linesOf(contentsAfter(before, interrupted, store.sides)).join();
  // What had nothing to do is no change: the last one may be an earlier one of the same name.
  const isChange = linesOf(found).join() !== linesOf(before).join();
  const isNoted = isDone && isChange && change?.isInterrupted === false;
  if (isNoted && change.title === changeOf(interrupted)) {
    const report = await manager.changes.undo(change.id);
    assert.deepEqual(report?.skipped, [], story);
    checkIsBack(await readContents(manager, store.sides), killed);
  } else if (change?.isInterrupted === true) {
    await manager.changes.undo(change.id);
  }
  const now = await readContents(manager, store.sides);
  await manager.close();
  for (const [slot, mark] of found) {
    assert.ok([mark, before.get(slot)].includes(now.get(slot)), `${slot} is lost: ${story}`);
  }
  for (const [slot, mark] of before) {
    if (!isLost(slot, mark) || now.get(slot) === mark) continue;
    assert.ok(await canBePutBack(store, slot, mark), `${slot} = ${mark} is lost: ${story}`);
  }
}

/** Takes back all that a process did, the last thing first, as far as it all can be; each time all is as it was before. */
export async function checkTakingAllBack(
  store: Store,
  operations: readonly Operation[],
): Promise<void> {
  const states: Contents[] = [store.contents];
  for (const operation of operations) {
    states.push(contentsAfter(states.at(-1) as Contents, operation, store.sides));
  }
  const manager = store.open();
  for (let index = operations.length - 1; index >= 0; index--) {
    const [before, after] = states.slice(index) as [Contents, Contents];
    const operation = operations[index] as Operation;
    if (linesOf(before).join() === linesOf(after).join()) continue;
    const title = changeOf(operation);
    // Results that were only added are no change that can be taken back.
    if (title === undefined || [...before].every(([slot, mark]) => after.get(slot) === mark)) break;
    const change = (await store.newChanges(manager)).at(-1);
    assert.equal(change?.title, title);
    assert.equal(change.isInterrupted, false);
    const report = await manager.changes.undo(change.id);
    assert.deepEqual(report?.skipped, []);
    const now = await readContents(manager, store.sides);
    checkIsBack(now, { before, found: after, interrupted: operation });
    if (crossesSides(operation)) break;
  }
  await manager.close();
}

/** All is as it was before, but for copies that a migration or a sync added, which nothing was lost for. */
function checkIsBack(now: Contents, killed: Killed): void {
  const { before, found, interrupted } = killed;
  const added = [...found].filter(([slot]) => crossesSides(interrupted) && !before.has(slot));
  assert.deepEqual(
    linesOf(now),
    linesOf(new Map([...before, ...added])),
    `not as before when ${storyOf(killed)}`,
  );
}

/** Whether a version is no longer in its place, and in no other of its side. */
function isLostIn(found: Contents, before: Contents): (slot: string, mark: string) => boolean {
  return (slot, mark) =>
    before.get(slot) === mark &&
    ![...found].some(([other, its]) => its === mark && sideOf(other) === sideOf(slot));
}

/** Puts what the trash has of `slot` in the place of what is there, until it is `mark`. */
async function canBePutBack(store: Store, slot: string, mark: string): Promise<boolean> {
  const side = sideOf(slot);
  const bins = await store.onBackend(side, async backend =>
    ((await backend.trash?.list()) ?? [])
      .filter(({ key }) => slotOf(side, key) === slot)
      .map(({ bin }) => bin),
  );
  const key = slot.slice(`${side} `.length);
  for (const bin of bins.reverse()) {
    await store.onBackend(side, backend => putBack(backend, bin, key));
    const manager = store.open();
    const now = await readContents(manager, store.sides);
    await manager.close();
    if (now.get(slot) === mark) return true;
  }
  return false;
}

async function putBack(backend: StorageBackend, bin: string, key: string): Promise<void> {
  const expected = (await backend.header(key))?.revision ?? null;
  assert.equal(await backend.trash?.restore(bin, key, { expected }), true);
}

function storyOf({ before, found, interrupted }: Killed): string {
  const parts = [`${JSON.stringify(interrupted)} was interrupted; there were`];
  return [...parts, ...linesOf(before), 'and there are', ...linesOf(found)].join('\n');
}
