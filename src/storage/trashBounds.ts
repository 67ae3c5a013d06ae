import type { StorageBackend } from './backend';
import type { Change } from './change';
import { isHere, keptByBin, trashContents } from './pendingChange';
import type { Stores } from './stores';
import type { UndoLog } from './undoLog';

/** Most changes that can be taken back. */
export const mostChanges = 50;
/** How many are left when there are more: emptying several together costs little more than emptying one. */
export const fewestChanges = 40;
/** How many changes in places that are not configured now are remembered. */
const mostElsewhere = 200;
/** After how many rounds it is looked what others put into the same trash. */
const lookEvery = 25;

/** Empties the oldest bins when there is more in the trash than is to be kept. */
export class TrashBounds {
  /** Change → bytes, as far as known without looking. */
  private known: Map<string, number> | undefined;
  private basis: readonly StorageBackend[] = [];
  private untilLook = 0;
  /** Changes that are over and wait for the next round, which is one for all of them. */
  private readonly over = new Map<string, number>();
  private coming: Promise<void> | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly stores: Stores,
    private readonly log: UndoLog,
  ) {}

  /** What is in the trash may have changed: it is looked at before more is emptied. */
  forget(): void {
    this.known = undefined;
  }

  /** Called when `change` is over and noted; nothing is taken from those of `active`. */
  add(change: Change, active: ReadonlySet<string>): Promise<void> {
    this.over.set(change.id, change.isTooLarge ? 0 : change.bytes);
    this.coming ??= this.nextRound(active);
    return this.coming;
  }

  private async nextRound(active: ReadonlySet<string>): Promise<void> {
    await this.running;
    this.coming = undefined;
    const round = this.round(active);
    // Who waits for the round learns of its failure; the next one begins all the same.
    this.running = round.catch(() => undefined);
    await round;
  }

  private async round(active: ReadonlySet<string>): Promise<void> {
    const over = [...this.over];
    this.over.clear();
    try {
      const known = await this.present();
      for (const [id, bytes] of over) if (!known.has(id)) known.set(id, bytes);
      const doomed = this.overflow(known).filter(id => !active.has(id));
      if (doomed.length === 0) return;
      for (const id of doomed) known.delete(id);
      await emptyBins(this.stores, this.log, doomed);
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  private async present(): Promise<Map<string, number>> {
    const basis = this.stores.lasting.map(([, backend]) => backend);
    const isSame =
      basis.length === this.basis.length &&
      basis.every((backend, index) => backend === this.basis[index]);
    if (this.known === undefined || !isSame || this.untilLook === 0) {
      this.basis = basis;
      this.untilLook = lookEvery;
      this.known = await this.look();
    }
    this.untilLook--;
    return this.known;
  }

  private async look(): Promise<Map<string, number>> {
    const known = new Map<string, number>();
    for (const [bin, items] of keptByBin(await trashContents(this.stores))) {
      known.set(
        bin,
        items.reduce((sum, { bytes }) => sum + bytes, 0),
      );
    }
    const records = await this.log.list();
    for (const record of records) {
      if (isHere(this.stores, record) && !known.has(record.id)) known.set(record.id, 0);
    }
    const elsewhere = records.map(({ id }) => id).filter(id => !known.has(id));
    for (const id of elsewhere.sort().slice(0, -mostElsewhere)) await this.log.delete(id);
    return known;
  }

  private overflow(known: ReadonlyMap<string, number>): readonly string[] {
    const ids = [...known.keys()].sort();
    let count = ids.length;
    let bytes = [...known.values()].reduce((sum, size) => sum + size, 0);
    if (count <= mostChanges && bytes <= this.stores.undoBytes) return [];
    return ids.filter(id => {
      if (count <= fewestChanges && bytes <= this.stores.undoBytes) return false;
      count--;
      bytes -= known.get(id) ?? 0;
      return true;
    });
  }
}

/** Deletes the bins of these changes for good, and what is remembered of them. */
export async function emptyBins(
  stores: Stores,
  log: UndoLog,
  ids: readonly string[],
): Promise<void> {
  for (const [, { trash }] of stores.lasting) await trash?.empty(ids);
  for (const id of ids) await log.delete(id);
}
