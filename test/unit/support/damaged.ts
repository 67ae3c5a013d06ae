import type { Entry } from '../../../src/storage/backend';

/** The entry with one bit of its middle turned over, as a bad disk may do. */
export function damaged(entry: Entry): Entry {
  const bytes = entry.bytes.slice();
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return { ...entry, bytes };
}
