import { Emitter } from '../../core/event';
import type { Json } from '../../core/json';
import type { ResultSet } from '../../core/resultSet';
import { signs } from '../plots/signs';
import type { Sign } from '../plots/signs';
import { maskOf } from './rowMask';

/** A result set that plots show: a sign that no other set has that is shown, and its rows. */
export interface ShownSet extends Sign {
  readonly set: ResultSet;
  /** One byte per row, 1 where the row is in the set. */
  readonly mask: Uint8Array;
}

/** As many as there are signs. */
export const mostShown = signs.length;

/** The result sets of a result, and which of them plots show as colours. */
export class SetsModel {
  private readonly changed = new Emitter<undefined>();
  /** Name of the set that has a colour, by the place of the colour. */
  private readonly slots: (string | undefined)[];
  private readonly masks = new Map<ResultSet, Uint8Array>();

  /** Fires when there are other sets, or others are shown. */
  readonly onDidChange = this.changed.event;

  /** @param memory which sets are shown, over a reload. */
  constructor(
    private sets: readonly ResultSet[],
    private readonly rowCount: number,
    private readonly memory: { value: Json | undefined },
  ) {
    const { value } = memory;
    const kept = Array.isArray(value) ? value : [];
    this.slots = Array.from({ length: mostShown }, (_, slot) => {
      const name: unknown = kept[slot];
      return typeof name === 'string' ? name : undefined;
    });
  }

  /** In the order of the result. */
  get all(): readonly ResultSet[] {
    return this.sets;
  }

  /** The sets that plots show, in the order of their colours; at most {@link mostShown}. */
  get shown(): readonly ShownSet[] {
    return this.slots.flatMap((name, slot) => {
      const set = this.sets.find(each => each.name === name);
      if (set === undefined) return [];
      const sign = signs[slot];
      return sign === undefined ? [] : [{ ...sign, set, mask: this.maskOf(set) }];
    });
  }

  /** Whether one more can be shown. */
  get hasRoom(): boolean {
    return this.shown.length < mostShown;
  }

  /** Shows a set as a colour, or no longer. Nothing happens where there is no colour left. */
  setShown(name: string, isShown: boolean): void {
    const at = this.slots.indexOf(name);
    if (isShown && at >= 0) return;
    const free = this.slots.findIndex(slot => !this.sets.some(set => set.name === slot));
    const slot = isShown ? free : at;
    if (slot < 0) return;
    this.slots[slot] = isShown ? name : undefined;
    this.memory.value = this.slots.map(each => each ?? null);
    this.changed.fire(undefined);
  }

  /** Goes on with the sets that are stored by now; those that stayed keep their colours. */
  replace(sets: readonly ResultSet[]): void {
    this.sets = sets;
    this.masks.clear();
    this.changed.fire(undefined);
  }

  private maskOf(set: ResultSet): Uint8Array {
    const known = this.masks.get(set);
    if (known !== undefined) return known;
    const mask = maskOf(set.rows, this.rowCount);
    this.masks.set(set, mask);
    return mask;
  }
}
