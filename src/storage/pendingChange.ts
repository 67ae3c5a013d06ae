import type { LastingName } from './address';
import type { TrashItem } from './backend';
import type { ChangeRecord, Step } from './change';
import { isStorageError, type StorageError } from './errors';
import type { Stores } from './stores';
import { isQuarantine } from './trashBin';
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

/** What is in the trash to be had back by undo, by bin: not what was set aside because it is damaged. */
export function keptByBin(contents: TrashContents): ReadonlyMap<string, readonly KeptItem[]> {
  const bins = new Map<string, KeptItem[]>();
  for (const items of contents.values()) {
    if (items instanceof Error) continue;
    for (const item of items) {
      if (isQuarantine(item.bin)) continue;
      const others = bins.get(item.bin);
      if (others === undefined) bins.set(item.bin, [item]);
      else others.push(item);
    }
  }
  return bins;
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
  const bins = keptByBin(contents);
  const changes = [...new Set([...byId.keys(), ...bins.keys()])].sort().flatMap(id => {
    const record = byId.get(id);
    const items = bins.get(id) ?? [];
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
