import type { FileStat } from '../ports';

/** What tells one state of a file from another without reading it. */
export function signatureOf(stat: FileStat): string {
  return `${stat.size}:${stat.mtimeMs}:${stat.inode}`;
}
