import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import path from 'node:path';
import type { LastingName } from '../../../src/storage/address';
import { isStorageError } from '../../../src/storage/errors';
import type { StorageManager } from '../../../src/storage/manager';
import { isTemporaryName } from '../../../src/storage/temporaryFiles';
import { linesOf, sideOf, slotOf } from './contents';
import type { Contents } from './contents';
import {
  contentsAfter,
  doneAlready,
  isKept,
  markOf,
  rowsOf,
  runOperation,
  scopeOf,
} from './operations';
import type { Operation } from './operations';
import type { Store } from './store';

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
  const manager = store.open();
  const found = await readContents(manager, store.sides);
  if (interrupted === undefined) assert.deepEqual(linesOf(found), linesOf(acknowledged));
  else checkHalfDone(found, acknowledged, interrupted, store.sides);
  if (interrupted !== undefined && isKept(interrupted)) {
    await checkTrash(store, { before: acknowledged, found, interrupted });
  }
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
  await manager.close();
  await checkLeftovers(store, after, interrupted);
  return after;
}

/** Reads everything that is there, verified by its hash; fails for what is listed and cannot be read. */
export async function readContents(
  manager: StorageManager,
  sides: readonly LastingName[],
): Promise<Contents> {
  const contents = new Map<string, string>();
  for (const side of sides) {
    const keys = await manager.listResults({ fromBackend: side });
    const headers = await manager.headers(side, keys);
    for (const key of keys) {
      const result = await manager.loadFrom({ backend: side, key });
      const mark = markOf(result);
      const header = headers.get(key);
      assert.ok(header !== undefined && !isStorageError(header), `the header of ${side} "${key}"`);
      assert.equal(markOf(header), mark, `the header of ${side} "${key}"`);
      assert.equal(result.rowCount, rowsOf(mark), `the rows of ${side} "${key}" (${mark})`);
      contents.set(slotOf(side, key), mark);
    }
  }
  const info = await manager.getStorageInfo();
  for (const side of sides) {
    const count = [...contents.keys()].filter(slot => sideOf(slot) === side).length;
    assert.equal(info[side]?.count, count, `the number of results in the ${side}`);
  }
  return contents;
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
    assert.ok(allowed.includes(found.get(slot)), `${slot} is wrong: ${story}`);
  }
  for (const [slot, mark] of before) {
    const scope = scopeOf(operation, slot);
    const isIn = (contents: Contents) =>
      [...contents].some(([other, its]) => its === mark && scopeOf(operation, other) === scope);
    assert.ok(!isIn(after) || isIn(found), `${mark} is lost in ${scope}: ${story}`);
  }
}

/** What is no longer under its key, and has not been given another one, can be had back. */
async function checkTrash(
  store: Store,
  { before, found, interrupted }: Record<'before' | 'found', Contents> & { interrupted: Operation },
): Promise<void> {
  const trash = await store.trash();
  for (const [slot, mark] of before) {
    const isThere = [...found].some(
      ([other, its]) => its === mark && sideOf(other) === sideOf(slot),
    );
    const story = `${mark} of ${slot}, when ${JSON.stringify(interrupted)} was interrupted`;
    assert.ok(isThere || trash.has(slot), `neither in its place nor in the trash: ${story}`);
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

/** What belongs into a store, beside temporary files: results, a database, what a folder notes about itself, baselines. */
const known = [
  /^(primary|secondary)\/([^./][^/]*\/)*[^./][^/]*\.arrow$/u,
  /^(primary|secondary)\/\.optiscope\/(\.gitignore|index\.tsv|trash\/.*)$/u,
  /^(primary|secondary)\/results\.db$/u,
  /^baselines\/[0-9a-f]+\.json$/u,
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
  if (temporaries.length === 0) return;
  const old = new Date(Date.now() - 2 * 3_600_000);
  for (const name of temporaries) await utimes(path.join(store.folder, name), old, old);
  const manager = store.open();
  await readContents(manager, store.sides);
  const saved: Operation = { do: 'save', key: 'an hour later', mark: 'm42' };
  await runOperation(manager, saved);
  await runOperation(manager, { do: 'delete', key: saved.key });
  if (interrupted?.do === 'sync') await runOperation(manager, interrupted);
  assert.deepEqual(linesOf(await readContents(manager, store.sides)), linesOf(contents));
  await manager.close();
  assert.deepEqual((await store.files()).filter(isTemporary), [], 'temporary files that stay');
}

function isTemporary(name: string): boolean {
  return isTemporaryName(path.posix.basename(name));
}
