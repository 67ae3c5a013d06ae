import type { LastingName } from './address';
import type { TrashItem } from './backend';
import type { ChangeRecord, Step } from './change';
import { isStorageError, type StorageError } from './errors';
import type { Stores } from './stores';
import { changeOfBin, isQuarantine } from './trashBin';
import type { UndoLog } from './undoLog';

/** Something in the trash of a backend. */
export interface KeptItem extends TrashItem {
  readonly backend: LastingName;
}

/** A change that can still be taken back. */
export interface PendingChange {
  readonly id: string;
  /** What the user did, in words. */
  readonly title: string;
  /** The program ended before it had noted all: only what was removed can be had back, where its key is free. */
  readonly isInterrupted: boolean;
  /** It was taken back as far as that could be done; what is here could not. */
  readonly isTakenBack: boolean;
  /** What the trash has of it. */
  readonly items: readonly KeptItem[];
  /** How many results were renamed and nothing else. */
  readonly renames: number;
}

/** What the trashes of all backends hold, or why that of a backend cannot be told. */
export type TrashContents = ReadonlyMap<LastingName, readonly KeptItem[] | StorageError>;

export async function trashContents(stores: Stores): Promise<TrashContents> {
  const contents = new Map<LastingName, readonly KeptItem[] | StorageError>();
  for (const [backend, { trash }] of stores.lasting) {
    try {
      const items = (await trash?.list()) ?? [];
      contents.set(
        backend,
        items.map(item => ({ ...item, backend })),
      );
    } catch (error) {
      if (!isStorageError(error)) throw error;
      contents.set(backend, error);
    }
  }
  return contents;
}

/** What is in the trash of each change; without what was set aside because it is damaged, of which `owners` say what is whose. */
export function keptByChange(
  contents: TrashContents,
  owners: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, readonly KeptItem[]> {
  const changes = new Map<string, KeptItem[]>();
  for (const items of contents.values()) {
    if (items instanceof Error) continue;
    for (const item of items) {
      const id = isQuarantine(item.bin) ? owners.get(itemId(item)) : changeOfBin(item.bin);
      if (id === undefined) continue;
      const others = changes.get(id);
      if (others === undefined) changes.set(id, [item]);
      else others.push(item);
    }
  }
  return changes;
}

/** Names an item, or the place for one, among those of all trashes. */
export function itemId({ backend, bin, key }: Pick<KeptItem, 'backend' | 'bin' | 'key'>): string {
  return JSON.stringify([backend, bin, key]);
}

/** Item → the change that has set it aside. */
function ownersOf(stores: Stores, records: readonly ChangeRecord[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { id, steps } of records) {
    for (const step of steps) {
      if (!('key' in step) || !('bin' in step) || !isQuarantine(step.bin)) continue;
      const backend = backendAt(stores, step);
      if (backend !== undefined) owners.set(itemId({ backend, bin: step.bin, key: step.key }), id);
    }
  }
  return owners;
}

/** The backend that is now where a step was done, if one is: that of the same name rather than the other. */
export function backendAt(
  stores: Stores,
  { backend, place }: Pick<Step, 'backend' | 'place'>,
): LastingName | undefined {
  const names = stores.lasting.map(([name]) => name).filter(name => stores.placeId(name) === place);
  return names.includes(backend) ? backend : names[0];
}

/** Whether a change was made, at least in a part, where the present backends are. */
export function isHere(stores: Stores, { steps }: ChangeRecord): boolean {
  return steps.some(step => backendAt(stores, step) !== undefined);
}

export interface Pending {
  readonly changes: readonly PendingChange[];
  readonly records: ReadonlyMap<string, ChangeRecord>;
  readonly contents: TrashContents;
}

/** The changes that can still be taken back in the present backends, the oldest first. */
export async function pendingChanges(stores: Stores, log: UndoLog): Promise<Pending> {
  const [records, contents] = await Promise.all([log.list(), trashContents(stores)]);
  const byId = new Map(records.map(record => [record.id, record]));
  const kept = keptByChange(contents, ownersOf(stores, records));
  const changes = [...new Set([...byId.keys(), ...kept.keys()])].sort().flatMap(id => {
    const record = byId.get(id);
    const items = kept.get(id) ?? [];
    const steps = (record?.steps ?? []).flatMap(step => {
      const backend = backendAt(stores, step);
      return backend === undefined ? [] : [{ ...step, backend }];
    });
    // A result that was renamed in both backends is one.
    const renames = new Set(steps.flatMap(step => (step.what === 'renamed' ? step.key : []))).size;
    // What a backend out of reach keeps cannot be counted, but is not gone.
    const isUnknown = steps.some(({ backend }) => contents.get(backend) instanceof Error);
    if (items.length === 0 && renames === 0 && !isUnknown) return [];
    const title = record?.title ?? 'A change that was interrupted';
    const isInterrupted = record === undefined;
    const isTakenBack = record?.isTakenBack ?? false;
    return [{ id, title, isInterrupted, isTakenBack, items, renames }];
  });
  return { changes, records: byId, contents };
}
