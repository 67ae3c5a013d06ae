import type { LastingName } from '../../../src/storage/address';

/** What a store holds: `side key` → the mark of the version that is there. */
export type Contents = ReadonlyMap<string, string>;

/** Where a version can be. */
export function slotOf(side: LastingName, key: string): string {
  return `${side} ${key}`;
}

export function sideOf(slot: string): LastingName {
  return slot.startsWith('primary ') ? 'primary' : 'secondary';
}

/** The contents after some slots were given another version; `undefined` empties a slot. */
export function withSlots(
  before: Contents,
  changes: Iterable<readonly [slot: string, mark: string | undefined]>,
): Contents {
  const after = new Map(before);
  for (const [slot, mark] of changes) {
    if (mark === undefined) after.delete(slot);
    else after.set(slot, mark);
  }
  return after;
}

/** As lines, to be compared and shown. */
export function linesOf(contents: Contents): readonly string[] {
  return [...contents].map(([slot, mark]) => `${slot} = ${mark}`).sort();
}
