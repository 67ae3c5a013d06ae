import type { Address, LastingName } from './address';
import type { ChangeRecord, ClearedStep, RenamedStep, Step } from './change';
import { isStorageError, type StorageError } from './errors';
import { inParallel } from './inParallel';
import type { KeptItem, TrashContents } from './pendingChange';
import { backendAt, itemId } from './pendingChange';
import { placeInWords } from './placeId';
import { storedHeader } from './storedHeader';
import type { Stores } from './stores';

const parallelism = 8;

/** A part of a change that could not be taken back. It stays in the trash. */
export interface UndoSkip {
  readonly backend: LastingName;
  /** Absent when it is about everything that was cleared there. */
  readonly key?: string;
  readonly reason: string;
}

export interface RenamedBack {
  readonly backend: LastingName;
  readonly from: string;
  readonly to: string;
}

/** What an undo did. */
export interface UndoReport {
  /** What was taken back, e.g. `Delete 3 results`. */
  readonly title: string;
  readonly restored: readonly Address[];
  readonly renamed: readonly RenamedBack[];
  readonly skipped: readonly UndoSkip[];
}

export interface UndoneChange extends Omit<UndoReport, 'title'> {
  /** The steps that are still to be taken back. */
  readonly left: readonly Step[];
}

interface UndoableChange {
  readonly id: string;
  readonly record: ChangeRecord | undefined;
  readonly items: readonly KeptItem[];
  readonly contents: TrashContents;
}

/**
 * Takes a change back, the last step first, where what is there now is what the change left: whatever was done since wins.
 * What the trash holds and no step names goes back where its key is free.
 */
export async function undoChange(stores: Stores, change: UndoableChange): Promise<UndoneChange> {
  const undoing = new Undoing(stores, change);
  // Steps on one key are done one after the other, because that is how the stores run them.
  await inParallel(undoing.tasks(), parallelism, task => task());
  return undoing.outcome();
}

type Task = () => Promise<void>;

class Undoing {
  private readonly restored: Address[] = [];
  private readonly renamed: RenamedBack[] = [];
  private readonly skipped: UndoSkip[] = [];
  private readonly left: Step[] = [];
  private readonly waiting: Map<string, KeptItem>;

  constructor(
    private readonly stores: Stores,
    private readonly change: UndoableChange,
  ) {
    this.waiting = new Map(change.items.map(item => [itemId(item), item]));
  }

  tasks(): readonly Task[] {
    const steps = [...(this.change.record?.steps ?? [])].reverse();
    const named = steps.flatMap(step => this.taskFor(step));
    const others = [...this.waiting.values()].map(item => this.restoring(item, null));
    return [...named, ...others];
  }

  outcome(): UndoneChange {
    const { restored, renamed, skipped } = this;
    return { restored, renamed, skipped, left: [...this.left].reverse() };
  }

  private taskFor(step: Step): readonly Task[] {
    const backend = backendAt(this.stores, step);
    if (backend === undefined) {
      const place = placeInWords(step.place);
      this.skip(step, step.backend, `It was in ${place}, which the settings no longer name.`);
      return [];
    }
    const contents = this.change.contents.get(backend);
    if (contents instanceof Error) {
      this.skip(step, backend, contents.message);
      return [];
    }
    if (step.what === 'renamed') return [this.renamingBack(step, backend)];
    if (step.what === 'cleared') return this.refilling(step, backend);
    const item = this.take({ backend, bin: step.bin ?? this.change.id, key: step.key });
    if (item === undefined) return [];
    return [this.restoring(item, step.what === 'replaced' ? step.left : null, step)];
  }

  private refilling({ bin }: ClearedStep, backend: LastingName): readonly Task[] {
    const items = [...this.waiting.values()].filter(
      item => item.backend === backend && item.bin === (bin ?? this.change.id),
    );
    return items.flatMap(item => {
      this.take(item);
      return [this.restoring(item, null)];
    });
  }

  /** Nothing is put back twice. */
  private take(place: Pick<KeptItem, 'backend' | 'bin' | 'key'>): KeptItem | undefined {
    const id = itemId(place);
    const item = this.waiting.get(id);
    this.waiting.delete(id);
    return item;
  }

  private restoring({ backend, bin, key }: KeptItem, expected: string | null, step?: Step): Task {
    const work = async (): Promise<void> => {
      // The version that is in the way of this one may have been moved here, and nowhere else may there be another.
      const isNeeded = expected !== null && this.skipped.some(skip => skip.key === key);
      if (isNeeded) {
        const reason = 'What took its place could not go back where it came from.';
        this.skip(step, backend, reason, key);
        return;
      }
      const { trash } = this.stores.get(backend);
      if ((await trash?.restore(bin, key, { expected })) !== true) return;
      await this.stores.cache?.delete(key);
      this.restored.push({ backend, key });
    };
    return () => this.attempt([key], work, { step, backend, key });
  }

  private renamingBack(step: RenamedStep, backend: LastingName): Task {
    const { key, to, revision } = step;
    const work = async (): Promise<void> => {
      const found = await storedHeader(this.stores.get(backend), to);
      if (!isVersion(found, revision)) {
        // An undo that was interrupted has renamed it back.
        const back = await storedHeader(this.stores.get(backend), key);
        if (isVersion(back, revision)) return;
        const fate = found === undefined ? 'is no longer there' : 'was changed since';
        this.skip(step, backend, `"${to}", as it is called now, ${fate}.`);
        return;
      }
      await this.stores.get(backend).rename(to, key);
      await this.stores.cache?.delete(to);
      await this.stores.cache?.delete(key);
      this.renamed.push({ backend, from: to, to: key });
    };
    return () => this.attempt([key, to], work, { step, backend, key });
  }

  private async attempt(
    keys: readonly string[],
    work: () => Promise<void>,
    { step, backend, key }: { step: Step | undefined; backend: LastingName; key: string },
  ): Promise<void> {
    await this.stores.run(keys, async () => {
      try {
        await work();
      } catch (error) {
        if (!isStorageError(error)) throw error;
        this.skip(step, backend, reasonFor(error), key);
      }
    });
  }

  private skip(step: Step | undefined, backend: LastingName, reason: string, key?: string): void {
    if (step !== undefined) this.left.push(step);
    const named = key ?? (step !== undefined && step.what !== 'cleared' ? step.key : undefined);
    this.skipped.push({ backend, reason, ...(named !== undefined && { key: named }) });
  }
}

/** @param revision `null` for a version that is damaged. */
function isVersion(
  found: Awaited<ReturnType<typeof storedHeader>>,
  revision: string | null,
): boolean {
  return found === 'damaged' ? revision === null : found?.revision === revision;
}

function reasonFor({ code, message }: StorageError): string {
  if (code === 'already-exists') return 'There is something else of that key by now.';
  return code === 'conflict' ? 'It was changed or removed since.' : message;
}
