import type { Entry, TrashItem } from '../backend';
import { checkBin } from '../trashBin';

/** What was removed from a memory, in the same memory. */
export class MemoryTrash {
  private readonly bins = new Map<string, Map<string, Entry>>();

  /** Puts an entry into a bin, unless something of its key is there already; nothing without a bin or an entry. */
  put(bin: string | undefined, entry: Entry | undefined): void {
    if (bin === undefined) return;
    checkBin(bin);
    if (entry === undefined) return;
    const items = this.bins.get(bin) ?? new Map<string, Entry>();
    this.bins.set(bin, items);
    if (!items.has(entry.header.key)) items.set(entry.header.key, entry);
  }

  find(bin: string, key: string): Entry | undefined {
    checkBin(bin);
    return this.bins.get(bin)?.get(key);
  }

  remove(bin: string, key: string): void {
    const items = this.bins.get(bin);
    items?.delete(key);
    if (items?.size === 0) this.bins.delete(bin);
  }

  list(): readonly TrashItem[] {
    return sorted([...this.bins]).flatMap(([bin, items]) =>
      sorted([...items]).map(([key, { bytes }]) => ({ bin, key, bytes: bytes.length })),
    );
  }

  empty(bins: readonly string[]): void {
    for (const bin of bins) checkBin(bin);
    for (const bin of bins) this.bins.delete(bin);
  }

  clear(): void {
    this.bins.clear();
  }
}

function sorted<T>(pairs: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  return [...pairs].sort(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1));
}
