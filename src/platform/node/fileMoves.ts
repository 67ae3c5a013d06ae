import * as calls from './diskCalls';
import { errnoOf } from './diskError';

/** How often, and after how long, a rename is tried again that a virus scanner or an indexer stood in the way of. */
const renameAttempts = 8;
const renamePauseMs = 25;

/** Moves a file in one step; what is in its new place is replaced. */
export async function replace(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await calls.rename(from, to);
      return;
    } catch (error) {
      const isPassing = ['EPERM', 'EBUSY', 'EACCES'].includes(errnoOf(error) ?? '');
      if (!isPassing || attempt === renameAttempts || process.platform !== 'win32') throw error;
      await new Promise(resolve => setTimeout(resolve, attempt * renamePauseMs));
    }
  }
}

/** Moves a file in one step; an existing target is left alone and the failure is `EEXIST`. */
export async function placeIfAbsent(from: string, to: string): Promise<void> {
  try {
    // A second name for the same file is the one way to take a name only if it is free; both exist for a moment.
    await calls.link(from, to);
  } catch (error) {
    const known = ['EEXIST', 'ENOENT', 'ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EXDEV'];
    if (known.includes(errnoOf(error) ?? '')) throw error;
    await placeWithoutLinks(from, to);
    return;
  }
  await calls.unlink(from);
}

/** For disks without hard links, e.g. FAT. Whoever takes the name between the two steps loses it. */
async function placeWithoutLinks(from: string, to: string): Promise<void> {
  if ((await calls.lstat(to)) !== undefined) {
    throw Object.assign(new Error(`${to} exists`), { code: 'EEXIST' });
  }
  await replace(from, to);
}
