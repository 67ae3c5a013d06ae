import type { StorageBackend } from './backend';
import type { Change } from './change';
import type { KeptItem } from './pendingChange';
import { isHere, keptByChange, trashContents } from './pendingChange';
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

/** What a change has in the trash. */
interface Kept {
  readonly bytes: number;
  readonly bins: readonly string[];
}

/** Empties the oldest bins when there is more in the trash than is to be kept. */
export class TrashBounds {
  /** As far as known without looking, by change. */
  private known: Map<string, Kept> | undefined;
  private basis: readonly StorageBackend[] = [];
  private untilLook = 0;
  /** Changes that are over and wait for the next round, which is one for all of them. */
  private readonly over = new Map<string, Kept>();
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
    const { id, bins, bytes, isTooLarge } = change;
    this.over.set(id, { bins, bytes: isTooLarge ? 0 : bytes });
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
      for (const [id, kept] of over) if (!known.has(id)) known.set(id, kept);
      const doomed = this.overflow(known).filter(id => !active.has(id));
      if (doomed.length === 0) return;
      const bins = doomed.flatMap(id => known.get(id)?.bins ?? []);
      for (const id of doomed) known.delete(id);
      await emptyBins(this.stores, this.log, { ids: doomed, bins });
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  private async present(): Promise<Map<string, Kept>> {
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

  private async look(): Promise<Map<string, Kept>> {
    const known = new Map<string, Kept>();
    for (const [id, items] of keptByChange(await trashContents(this.stores))) {
      const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
      known.set(id, { bytes, bins: binsOf(id, items) });
    }
    const records = await this.log.list();
    for (const record of records) {
      if (isHere(this.stores, record) && !known.has(record.id)) {
        known.set(record.id, { bytes: 0, bins: [record.id] });
      }
    }
    const elsewhere = records.map(({ id }) => id).filter(id => !known.has(id));
    for (const id of elsewhere.sort().slice(0, -mostElsewhere)) await this.log.delete(id);
    return known;
  }

  private overflow(known: ReadonlyMap<string, Kept>): readonly string[] {
    const ids = [...known.keys()].sort();
    let count = ids.length;
    let bytes = [...known.values()].reduce((sum, kept) => sum + kept.bytes, 0);
    if (count <= mostChanges && bytes <= this.stores.undoBytes) return [];
    return ids.filter(id => {
      if (count <= fewestChanges && bytes <= this.stores.undoBytes) return false;
      count--;
      bytes -= known.get(id)?.bytes ?? 0;
      return true;
    });
  }
}

/** The bins of a change of which these items are in the trash; also the one that must be there in a trash out of reach. */
export function binsOf(id: string, items: readonly KeptItem[]): readonly string[] {
  return [...new Set([id, ...items.map(({ bin }) => bin)])];
}

/** Deletes the bins of these changes for good, and what is remembered of them. */
export async function emptyBins(
  stores: Stores,
  log: UndoLog,
  { ids, bins }: { readonly ids: readonly string[]; readonly bins: readonly string[] },
): Promise<void> {
  for (const [, { trash }] of stores.lasting) await trash?.empty(bins);
  for (const id of ids) await log.delete(id);
}
