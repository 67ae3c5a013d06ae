import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import path from 'node:path';
import type { LastingName } from '../../../src/storage/address';
import { isStorageError } from '../../../src/storage/errors';
import type { StorageManager } from '../../../src/storage/manager';
import { isTemporaryName } from '../../../src/storage/temporaryFiles';
import { linesOf, sideOf, slotOf } from './contents';
import type { Contents } from './contents';
import { changeOf, contentsAfter, doneAlready, runOperation, scopeOf } from './operations';
import type { Operation } from './operations';
import { spoiledNotes } from './spoilNotes';
import { readContents } from './readContents';
import type { Store } from './store';
import { checkTakingBack } from './takingBack';

/** What the next program must find after a process was killed. */
export interface Interruption {
  /** What is stored with everything that was acknowledged. */
  readonly acknowledged: Contents;
  /** What was under way; undefined when the process had done everything. */
  readonly interrupted: Operation | undefined;
}

/**
 * Opens `store` as a program does that knows of nothing, and checks that all is well: what was acknowledged is there, what
 * was interrupted is there wholly or not at all and can be done again, everything can be read, saving goes on, and
 * nothing is left that does not go away by itself. Returns what is stored in the end.
 */
export async function checkRecovery(
  store: Store,
  { acknowledged, interrupted }: Interruption,
): Promise<Contents> {
  const found = await findContents(store);
  if (interrupted === undefined) assert.deepEqual(linesOf(found), linesOf(acknowledged));
  else checkHalfDone(found, acknowledged, interrupted, store.sides);
  if (interrupted !== undefined && changeOf(interrupted) !== undefined) {
    await store.onceMore(() =>
      checkTakingBack(store, { before: acknowledged, found, interrupted }),
    );
  }
  const manager = store.open();
  let after = acknowledged;
  if (interrupted !== undefined) {
    after = contentsAfter(acknowledged, interrupted, store.sides);
    if (interrupted.do === 'sync') await checkSync(manager, interrupted);
    else await repeat(manager, interrupted, { found, after });
  }
  const saved: Operation = { do: 'save', key: 'after/the crash', mark: 'm41' };
  const gone: Operation = { do: 'delete', key: saved.key };
  await runOperation(manager, saved);
  const withSaved = contentsAfter(after, saved, store.sides);
  assert.deepEqual(linesOf(await readContents(manager, store.sides)), linesOf(withSaved));
  await runOperation(manager, gone);
  await checkNotes(manager, { mayBeSpoiled: false });
  await manager.close();
  await checkLeftovers(store, after, interrupted);
  return after;
}

async function findContents(store: Store): Promise<Contents> {
  const manager = store.open();
  const found = await readContents(manager, store.sides);
  await manager.close();
  return found;
}

/** Every place holds what it held or what it was to hold, and no version is lost on its way from one to another. */
function checkHalfDone(
  found: Contents,
  before: Contents,
  operation: Operation,
  sides: readonly LastingName[],
): void {
  const after = contentsAfter(before, operation, sides);
  const story = [
    `${JSON.stringify(operation)} was interrupted; there were`,
    ...linesOf(before),
    'and there are',
    ...linesOf(found),
  ].join('\n');
  for (const slot of new Set([...before.keys(), ...after.keys(), ...found.keys()])) {
    const allowed = [before.get(slot), after.get(slot)];
    // What is taken back in several steps may be between two of them; repeating it shows that nothing was lost.
    if (operation.do === 'undo') allowed.push(undefined);
    assert.ok(allowed.includes(found.get(slot)), `${slot} is wrong: ${story}`);
  }
  for (const [slot, mark] of before) {
    const scope = scopeOf(operation, slot);
    const isIn = (contents: Contents) =>
      [...contents].some(([other, its]) => its === mark && scopeOf(operation, other) === scope);
    assert.ok(!isIn(after) || isIn(found), `${mark} is lost in ${scope}: ${story}`);
  }
}

/** Does what was interrupted again, as a user would, and sees that it is done. */
async function repeat(
  manager: StorageManager,
  operation: Operation,
  { found, after }: { readonly found: Contents; readonly after: Contents },
): Promise<void> {
  const wasDone = linesOf(found).join() === linesOf(after).join();
  if (operation.do === 'close') return;
  if (operation.do === 'rebuild') await checkNotes(manager, { mayBeSpoiled: true });
  if (operation.do === 'edit') {
    const slot = slotOf('primary', operation.key);
    if (found.get(slot) !== operation.mark) await runOperation(manager, operation);
    // What reached only one side is left to the next sync.
    else if (!wasDone) await manager.syncBackends('primary_to_secondary');
    return;
  }
  try {
    await runOperation(manager, operation);
  } catch (error) {
    const isDone = wasDone && doneAlready(operation).some(code => isStorageError(error, code));
    if (!isDone) throw error;
  }
}

/** What backends note beside their entries is as it should be, or as {@link spoilNotes} left it. */
async function checkNotes(
  manager: StorageManager,
  { mayBeSpoiled }: { readonly mayBeSpoiled: boolean },
): Promise<void> {
  const { findings } = await manager.verifyStorage();
  const faults = findings.filter(({ isFault }) => isFault);
  if (!mayBeSpoiled) assert.deepEqual(faults, []);
  for (const { name, type } of manager.backends) {
    const found = faults.filter(({ backend }) => backend === name);
    if (found.length > 0) assert.equal(found.length, spoiledNotes[type], JSON.stringify(found));
  }
}

/** A second sync does the rest: it does what it says it will, counts all of it, and leaves nothing for a third. */
async function checkSync(
  manager: StorageManager,
  { direction, policy }: Extract<Operation, { readonly do: 'sync' }>,
): Promise<void> {
  const options = policy === undefined ? {} : { policy };
  const plan = await manager.planSync(direction, options);
  const { statistics, failures } = await manager.runSync(plan, { allowMassDelete: true });
  assert.deepEqual(failures, []);
  assert.deepEqual(statistics, plan.expected);
  const rest = await manager.planSync(direction, options);
  assert.deepEqual(
    rest.actions.filter(({ kind }) => kind !== 'skip-equal'),
    [],
  );
}

/** What belongs into a store, beside temporary files: results, a database, what a folder notes about itself, baselines, changes. */
const known = [
  /^(primary|secondary)\/([^./][^/]*\/)*[^./][^/]*\.arrow$/u,
  /^(primary|secondary)\/\.optiscope\/(\.gitignore|index\.tsv|trash\/.*)$/u,
  /^(primary|secondary)\/results\.db$/u,
  /^baselines\/[0-9a-f]+\.json$/u,
  /^changes\/[\w-]+\.json$/u,
];

/** What is left beside the entries is known, and goes away when it is an hour old. */
async function checkLeftovers(
  store: Store,
  contents: Contents,
  interrupted: Operation | undefined,
): Promise<void> {
  const files = await store.files();
  const strange = files.filter(name => !known.some(form => form.test(name)) && !isTemporary(name));
  assert.deepEqual(strange, [], 'files that were left');
  const temporaries = files.filter(isTemporary);
  const isTakenBack = interrupted?.do === 'undo' && store.sides.length > 1;
  if (temporaries.length === 0 && !isTakenBack) return;
  const old = new Date(Date.now() - 2 * 3_600_000);
  for (const name of temporaries) await utimes(path.join(store.folder, name), old, old);
  const manager = store.open();
  await readContents(manager, store.sides);
  const saved: Operation = { do: 'save', key: 'an hour later', mark: 'm42' };
  await runOperation(manager, saved);
  await runOperation(manager, { do: 'delete', key: saved.key });
  if (interrupted?.do === 'sync') await runOperation(manager, interrupted);
  assert.deepEqual(linesOf(await readContents(manager, store.sides)), linesOf(contents));
  if (isTakenBack) await checkNextSync(manager, store);
  await manager.close();
  assert.deepEqual((await store.files()).filter(isTemporary), [], 'temporary files that stay');
}

/** What was taken back on one side is no change that the next sync would carry over to the newer version on the other. */
async function checkNextSync(manager: StorageManager, store: Store): Promise<void> {
  const before = await readContents(manager, store.sides);
  await manager.syncBackends('bidirectional');
  const after = await readContents(manager, store.sides);
  for (const [slot, mark] of before) {
    if (sideOf(slot) === 'primary') assert.equal(after.get(slot), mark, `${slot} after a sync`);
  }
}

function isTemporary(name: string): boolean {
  return isTemporaryName(path.posix.basename(name));
}
