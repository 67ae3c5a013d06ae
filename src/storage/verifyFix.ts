import type { BackendName, LastingName } from './address';
import type { StorageBackend, Trash } from './backend';
import type { Change, InChange } from './change';
import type { Changes } from './changes';
import type { Place } from './copyEntry';
import { readSound, writeVerified } from './copyEntry';
import { isStorageError, StorageError } from './errors';
import type { Stores } from './stores';
import { checkEntry } from './verifyEntry';
import type { QuarantineFix, RebuildFix, RestoreFix, VerifyFix } from './verifyReport';

/** What became of a fix. */
export interface FixOutcome {
  readonly fix: VerifyFix;
  readonly isFixed: boolean;
  /** What was done, or why it could not be. */
  readonly message: string;
}

/** How far the fixing is, after each fix. */
export interface FixProgress {
  readonly done: number;
  readonly total: number;
  readonly outcome: FixOutcome;
}

export interface FixOptions extends InChange {
  /** Stops between two fixes; what is done stays. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: FixProgress) => void) | undefined;
}

const byUndo = ' Undo Last Change puts it back.';

const order: readonly VerifyFix['action'][] = ['rebuild', 'restore', 'quarantine'];

interface FixRun extends FixOptions {
  readonly change: Change;
}

/**
 * Does what a verification proposed, one after the other, and looks again before anything is called fixed. Nothing is
 * deleted: what is replaced or moved away goes into a bin of the trash that is never emptied by itself, from where undo
 * puts it back. A failure does not stop the rest; fixes that a signal kept from being begun are not in the outcome.
 */
export async function fixStorage(
  { stores, changes }: { readonly stores: Stores; readonly changes: Changes },
  fixes: readonly VerifyFix[],
  options: FixOptions = {},
): Promise<readonly FixOutcome[]> {
  stores.checkOpen();
  const title = fixes.length === 1 ? 'Fix 1 finding' : `Fix ${fixes.length} findings`;
  return changes.within(options, title, change => fixAll(stores, fixes, { ...options, change }));
}

async function fixAll(
  stores: Stores,
  fixes: readonly VerifyFix[],
  { signal, onProgress, change }: FixRun,
): Promise<readonly FixOutcome[]> {
  const stop = signal ? AbortSignal.any([signal, stores.lifetime]) : stores.lifetime;
  // A rebuild may show that an entry was sound all along.
  const sorted = [...fixes].sort((a, b) => order.indexOf(a.action) - order.indexOf(b.action));
  const run = { bins: new QuarantineBins(stores.clock()), change };
  const outcomes: FixOutcome[] = [];
  for (const fix of sorted) {
    if (stop.aborted) break;
    const outcome = await outcomeOf(fix, () => perform(stores, fix, run));
    outcomes.push(outcome);
    onProgress?.({ done: outcomes.length, total: sorted.length, outcome });
  }
  return outcomes;
}

async function outcomeOf(fix: VerifyFix, work: () => Promise<string>): Promise<FixOutcome> {
  try {
    return { fix, isFixed: true, message: await work() };
  } catch (error) {
    if (!isStorageError(error)) throw error;
    return { fix, isFixed: false, message: error.message };
  }
}

/** What the fixes of one run share. */
interface Run {
  readonly bins: QuarantineBins;
  readonly change: Change;
}

/** Returns what was done. */
function perform(stores: Stores, fix: VerifyFix, run: Run): Promise<string> {
  switch (fix.action) {
    case 'restore':
      return stores.run([fix.key], () => restore(stores, fix, run));
    case 'quarantine':
      return stores.run([fix.key], () => quarantine(stores, fix, run));
    case 'rebuild':
      return stores.run([], () => rebuild(stores.get(fix.backend), fix));
  }
}

async function restore(
  stores: Stores,
  { backend: name, key, from }: RestoreFix,
  { bins, change }: Run,
): Promise<string> {
  const target = placeNamed(stores, name);
  const damage = await checkEntry(target.backend, key);
  if (damage.state === 'sound') return `"${key}" in ${target.name} is sound by now.`;
  if (damage.state !== 'damaged' && damage.state !== 'unsupported') {
    throw noLongerDamaged(key, target, damage.state);
  }
  const trash = trashOf(target);
  const source = placeNamed(stores, from);
  const replica = await readSound(source, key);
  const bin = await bins.binFor(trash, key);
  // Undo would put the damage back in the place of what the cache will forget, and be the end of it.
  const isUndoable = change.isKept && from !== 'cache';
  if (isUndoable) change.settingAside(name, key, { bin, left: replica.header.revision });
  await writeVerified(target, replica, { keep: bin });
  await stores.cache?.delete(key);
  await bins.checkKept(trash, bin, { key, name: target.name });
  const now = await checkEntry(target.backend, key);
  if (now.state !== 'sound') throw stillDamaged(key, target);
  stores.degradations.recovered(name, key);
  return `"${key}" in ${target.name} is restored from ${source.name}; what was there is kept in its trash, in "${bin}".${isUndoable ? byUndo : ''}`;
}

async function quarantine(
  stores: Stores,
  { backend: name, key }: QuarantineFix,
  { bins, change }: Run,
): Promise<string> {
  const target = placeNamed(stores, name);
  const damage = await checkEntry(target.backend, key);
  if (damage.state !== 'damaged') throw noLongerDamaged(key, target, damage.state);
  await checkNoReplica(stores, name, key);
  const trash = trashOf(target);
  const bin = await bins.binFor(trash, key);
  change.settingAside(name, key, { bin });
  await target.backend.delete(key, { keep: bin });
  await bins.checkKept(trash, bin, { key, name: target.name });
  const now = await checkEntry(target.backend, key);
  if (now.state !== 'absent') throw stillDamaged(key, target);
  stores.degradations.recovered(name, key);
  return `"${key}" is moved out of ${target.name} into its trash, into "${bin}".${change.isKept ? byUndo : ''}`;
}

/** A key that is moved away counts as deleted: the next sync would carry that to a replica that is sound. */
async function checkNoReplica(stores: Stores, name: LastingName, key: string): Promise<void> {
  for (const [other, backend] of stores.lasting) {
    if (other === name) continue;
    const replica = await checkEntry(backend, key);
    if (replica.state === 'absent' || replica.state === 'damaged') continue;
    const found = replica.state === 'unreachable' ? 'does not answer' : 'has it, too';
    throw new StorageError(
      'conflict',
      `"${key}" is left in the ${name} storage, because the ${other} one ${found}: a sync would take the key for deleted. Verify again.`,
    );
  }
}

async function rebuild(backend: StorageBackend, { backend: name }: RebuildFix): Promise<string> {
  await backend.rebuild?.();
  const left = ((await backend.check?.()) ?? []).filter(({ isRebuildable }) => isRebuildable);
  const [first] = left;
  if (first !== undefined) {
    throw new StorageError(
      'corrupt',
      `What the ${name} storage notes beside its results was made anew, and still is not so: ${first.message}`,
    );
  }
  return `What the ${name} storage notes beside its results is made anew.`;
}

/** The bins of one run: one for all keys, unless a bin of that name has the key already and would not take it again. */
class QuarantineBins {
  private readonly taken = new Map<Trash, Map<string, Set<string>>>();
  private readonly proven = new Set<Trash>();

  constructor(private readonly time: number) {}

  async binFor(trash: Trash, key: string): Promise<string> {
    const taken = this.taken.get(trash) ?? (await binsByKey(trash));
    this.taken.set(trash, taken);
    const ofKey = taken.get(key) ?? new Set();
    let time = this.time;
    while (ofKey.has(binOf(time))) time++;
    taken.set(key, ofKey.add(binOf(time)));
    return binOf(time);
  }

  /** Looks whether something was kept; what a trash did once it is trusted to do again, for listing it takes time. */
  async checkKept(trash: Trash, bin: string, { key, name }: Kept): Promise<void> {
    if (this.proven.has(trash)) return;
    const items = await trash.list();
    if (!items.some(item => item.bin === bin && item.key === key)) {
      throw new StorageError('corrupt', `What was under "${key}" is not in the trash of ${name}.`);
    }
    this.proven.add(trash);
  }
}

interface Kept {
  readonly key: string;
  readonly name: string;
}

async function binsByKey(trash: Trash): Promise<Map<string, Set<string>>> {
  const bins = new Map<string, Set<string>>();
  for (const { bin, key } of await trash.list()) {
    bins.set(key, (bins.get(key) ?? new Set()).add(bin));
  }
  return bins;
}

/** `quarantine-2026-11-22T19-30-55-123Z`: a bin that is named so is never emptied by itself. */
function binOf(time: number): string {
  return `quarantine-${new Date(time).toISOString().replace(/[:.]/g, '-')}`;
}

function placeNamed(stores: Stores, name: BackendName): Place {
  return { backend: stores.get(name), name: `the ${name} storage`, codec: stores.codec };
}

function trashOf({ backend, name }: Place): Trash {
  if (backend.trash !== undefined) return backend.trash;
  throw new StorageError(
    'unsupported',
    `Nothing was done: ${name} cannot keep what it replaces, and the damaged bytes would be lost.`,
  );
}

function noLongerDamaged(
  key: string,
  { name }: Place,
  state: 'absent' | 'sound' | 'unsupported' | 'unreachable',
): StorageError {
  const found = {
    absent: 'is gone',
    sound: 'is sound by now',
    unsupported: 'is a file that this program cannot read, which is no damage',
    unreachable: 'cannot be read just now',
  }[state];
  return new StorageError('conflict', `"${key}" in ${name} ${found}. Verify again.`);
}

function stillDamaged(key: string, { name }: Place): StorageError {
  return new StorageError(
    'corrupt',
    `"${key}" in ${name} is still not sound. Check that disk, and verify again.`,
  );
}
