import { Change, type InChange } from './change';
import { Emitter } from '../core/event';
import { isStorageError, type StorageError } from './errors';
import { KeyedQueue } from './keyedQueue';
import type { PendingChange } from './pendingChange';
import { backendAt, isHere, keptByChange, pendingChanges, trashContents } from './pendingChange';
import type { Stores } from './stores';
import { binsOf, emptyBins, TrashBounds } from './trashBounds';
import type { UndoReport } from './undoChange';
import { undoChange } from './undoChange';
import type { UndoLog } from './undoLog';

/** What was in the trash. */
export interface EmptiedTrash {
  readonly count: number;
  readonly bytes: number;
}

/**
 * The changes that removed, replaced or renamed results, and can be taken back until the trash is emptied: by the user,
 * or from its old end when there are more than is kept.
 */
export class Changes {
  private readonly queue = new KeyedQueue();
  private readonly bounds: TrashBounds;
  private readonly active = new Set<string>();
  private readonly endings = new Set<Promise<void>>();
  private readonly didFail = new Emitter<StorageError>();
  /** Fires when a change was made, but could not be noted, or too much stays in the trash. */
  readonly onDidFail = this.didFail.event;
  private latest = 0;

  constructor(
    private readonly stores: Stores,
    private readonly log: UndoLog,
    /** Called with keys of which an earlier version is about to be put back. */
    private readonly willUnreplace: (keys: readonly string[]) => Promise<void>,
  ) {
    this.bounds = new TrashBounds(stores, log);
  }

  /** Most bytes that one change, or all together, can have to be taken back; 0 when none can. */
  get limit(): number {
    return this.stores.undoBytes;
  }

  /**
   * Makes one change of all that `work` does with it, whether it fails midway or not.
   * @param title what the user does, e.g. `Delete 3 results`.
   */
  async inOne<T>(title: string, work: (change: Change) => Promise<T>): Promise<T> {
    const change = this.begin(title);
    try {
      return await work(change);
    } finally {
      const ending = this.end(change);
      this.endings.add(ending);
      await ending.finally(() => this.endings.delete(ending));
    }
  }

  /** Runs `work` as a part of the change that the options name, or as one of its own. */
  within<T>({ change }: InChange, title: string, work: (change: Change) => Promise<T>): Promise<T> {
    return change === undefined ? this.inOne(title, work) : work(change);
  }

  /** What can be taken back, the oldest first. */
  async list(): Promise<readonly PendingChange[]> {
    this.stores.checkOpen();
    const { changes } = await pendingChanges(this.stores, this.log);
    return changes.filter(({ id }) => !this.active.has(id));
  }

  /** The change that {@link undo} takes back when it is not told which. */
  async last(): Promise<PendingChange | undefined> {
    return (await this.list()).filter(({ isTakenBack }) => !isTakenBack).at(-1);
  }

  /**
   * Takes a change back, default the last one: where something else was done since, that stays, and is named. `undefined`
   * when there is nothing to take back, e.g. because it was done before or the trash was emptied.
   */
  async undo(id?: string): Promise<UndoReport | undefined> {
    this.stores.checkOpen();
    return this.queue.runAlone(() => this.undoNow(id));
  }

  /** Deletes for good what undo could bring back; not what was set aside because it is damaged. */
  async emptyTrash(): Promise<EmptiedTrash> {
    this.stores.checkOpen();
    return this.queue.runAlone(async () => {
      const contents = await trashContents(this.stores);
      const failure = [...contents.values()].find(items => items instanceof Error);
      if (failure instanceof Error) throw failure;
      const kept = keptByChange(contents);
      const records = (await this.log.list()).filter(record => isHere(this.stores, record));
      const ids = [...new Set([...kept.keys(), ...records.map(record => record.id)])].filter(
        id => !this.active.has(id),
      );
      const bins = ids.flatMap(id => binsOf(id, kept.get(id) ?? []));
      this.bounds.forget();
      await emptyBins(this.stores, this.log, { ids, bins });
      const items = ids.flatMap(id => kept.get(id) ?? []);
      return { count: items.length, bytes: items.reduce((sum, { bytes }) => sum + bytes, 0) };
    });
  }

  /** Resolves when everything that was done is noted. */
  async finished(): Promise<void> {
    await Promise.all(this.endings);
    await this.queue.runAlone(() => Promise.resolve());
  }

  private begin(title: string): Change {
    // Two changes of one moment still have an order.
    this.latest = Math.max(this.latest + 1, this.stores.clock());
    const time = new Date(this.latest).toISOString().replace(/[:.]/g, '-');
    const id = `${time}-${crypto.randomUUID().slice(0, 8)}`;
    this.active.add(id);
    const { undoBytes } = this.stores;
    return new Change(id, title, undoBytes, name => this.stores.placeId(name));
  }

  private async end(change: Change): Promise<void> {
    if (change.steps.length > 0) {
      await this.reporting(() => this.note(change));
      this.active.delete(change.id);
      await this.reporting(() => this.bounds.add(change, this.active));
    }
    this.active.delete(change.id);
  }

  /** What was asked for is done: a failure afterwards must not make it look failed. */
  private async reporting(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isStorageError(error)) throw error;
      this.didFail.fire(error);
    }
  }

  private async note({ id, title, steps, bins, isTooLarge }: Change): Promise<void> {
    if (isTooLarge) {
      for (const [, { trash }] of this.stores.lasting) await trash?.empty(bins);
    }
    const left = isTooLarge ? steps.filter(({ what }) => what === 'renamed') : steps;
    if (left.length > 0) await this.log.save({ id, title, steps: left });
  }

  private async undoNow(id: string | undefined): Promise<UndoReport | undefined> {
    const wanted = id ?? (await this.last())?.id;
    if (wanted === undefined || this.active.has(wanted)) return undefined;
    const { changes, records, contents } = await pendingChanges(this.stores, this.log);
    const record = records.get(wanted);
    const change = changes.find(pending => pending.id === wanted);
    if (change === undefined && (record === undefined || isHere(this.stores, record))) {
      return undefined;
    }
    const { title = record?.title ?? '', items = [] } = change ?? {};
    // Before anything is done: an undo that is interrupted must not look like a change of the user's to the next sync.
    const replaced = (record?.steps ?? []).flatMap(step =>
      step.what === 'replaced' && backendAt(this.stores, step) !== undefined ? [step.key] : [],
    );
    if (replaced.length > 0) await this.reporting(() => this.willUnreplace(replaced));
    const undone = await undoChange(this.stores, { id: wanted, record, items, contents });
    const { left, ...report } = undone;
    this.bounds.forget();
    if (report.skipped.length === 0) await this.log.delete(wanted);
    else await this.log.save({ id: wanted, title, steps: left, isTakenBack: true });
    return { title, ...report };
  }
}
