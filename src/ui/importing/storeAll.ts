import type { LastingName } from '../../storage/address';
import type { Entry } from '../../storage/backend';
import { keptNowhere } from '../../storage/change';
import type { StorageError } from '../../storage/errors';
import { isStorageError } from '../../storage/errors';
import type { StorageManager } from '../../storage/manager';

/** An artifact to be stored under a key. */
export interface PlannedSave {
  readonly entry: Entry;
  /** The revision that it replaces; `null`: nothing; `any`: whatever is there. */
  readonly expected: string | null;
  /** Bytes of what it replaces. */
  readonly replaced: number;
}

export interface StorePlace {
  readonly backend: LastingName;
  /** Whether the secondary gets all, too, when they are stored in the primary. */
  readonly replicate: boolean;
  /** What the change is called. */
  readonly title: string;
}

/**
 * Stores all as one change and returns its id. When one cannot be stored, the others are taken back.
 * @throws {StorageError} as {@link StorageManager.restore}; `replication-failed` at the end, after the others were stored, too.
 */
export async function storeAll(
  manager: StorageManager,
  planned: readonly PlannedSave[],
  place: StorePlace,
): Promise<string> {
  const done: PlannedSave[] = [];
  const before: Entry[] = [];
  let id = '';
  let notReplicated: StorageError | undefined;
  try {
    await manager.changes.inOne(place.title, async change => {
      id = change.id;
      for (const save of planned) {
        if (!canUndo(manager, planned)) before.push(...(await entryAt(manager, save, place)));
        try {
          await manager.restore(save.entry, place.backend, { ...place, ...save, change });
        } catch (error) {
          // The primary holds it and the next sync brings it over: the import goes on, and tells at its end.
          if (!isStorageError(error, 'replication-failed')) throw error;
          notReplicated = error;
        }
        done.push(save);
      }
    });
  } catch (error) {
    await takeBack(manager, place, { id, done, before });
    throw error;
  }
  if (notReplicated !== undefined) throw notReplicated;
  return id;
}

/** Whether what is replaced, in both backends, is kept for Undo. */
function canUndo(manager: StorageManager, planned: readonly PlannedSave[]): boolean {
  const bytes = planned.reduce((sum, { replaced }) => sum + replaced, 0);
  return 2 * bytes <= manager.changes.limit;
}

async function entryAt(
  manager: StorageManager,
  { entry, expected }: PlannedSave,
  { backend }: StorePlace,
): Promise<readonly Entry[]> {
  if (expected === null) return [];
  try {
    return [await manager.readArtifact({ backend, key: entry.header.key })];
  } catch (error) {
    // What is not there, or cannot be read, cannot be put back either.
    if (isStorageError(error)) return [];
    throw error;
  }
}

interface Unfinished {
  readonly id: string;
  readonly done: readonly PlannedSave[];
  readonly before: readonly Entry[];
}

/** An import that failed leaves nothing behind, nor anything to undo. */
async function takeBack(
  manager: StorageManager,
  { backend, replicate }: StorePlace,
  { id, done, before }: Unfinished,
): Promise<void> {
  const change = keptNowhere;
  for (const { entry, expected } of done) {
    if (expected !== null) continue;
    const { key } = entry.header;
    if (backend === 'primary' && replicate) await manager.deleteResult(key, { change });
    else await manager.deleteFrom({ backend, key }, { change });
  }
  for (const entry of before) {
    await manager.restore(entry, backend, { expected: 'any', replicate, change });
  }
  await manager.changes.undo(id);
}
