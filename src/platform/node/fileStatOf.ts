import type { Dirent } from 'node:fs';
import type { FileStat } from '../../storage/ports';
import type { AnyStats } from './diskCalls';

/** What the port tells of a file. */
export function fileStatOf(stats: AnyStats): FileStat {
  return {
    kind: kindOf(stats),
    size: Number(stats.size),
    mtimeMs: 'mtimeNs' in stats ? Number(stats.mtimeNs) / 1e6 : stats.mtimeMs,
    inode: `${stats.dev}-${stats.ino}`,
  };
}

export function kindOf(entry: Pick<AnyStats | Dirent, 'isFile' | 'isDirectory'>): FileStat['kind'] {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}
