import { dirname } from 'node:path';
import { close, open } from './diskCalls';
import { errnoOf } from './diskError';

/** Makes what was written to something that is open survive a crash. */
export type FlushDescriptor = (descriptor: number) => Promise<void>;

/**
 * How systems say that they cannot flush folders: Windows, some network disks, and a folder that may be written but not
 * read. There is nothing to do about it, and nothing has failed.
 */
const impossible: ReadonlySet<string | undefined> = new Set([
  'EACCES',
  'EBADF',
  'EINVAL',
  'EISDIR',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EPERM',
]);

/**
 * Makes what happened to the names in folders survive a crash. One flush serves all who asked before it began, so that a
 * hundred files that are saved together do not wait for a hundred flushes.
 */
export class FolderFlush {
  private readonly coming = new Map<string, Promise<void>>();
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly flushDescriptor: FlushDescriptor) {}

  /** Resolves when every change made to the names in `folder` before this call is durable, where the system can do that. */
  flush(folder: string): Promise<void> {
    let coming = this.coming.get(folder);
    if (coming === undefined) {
      coming = this.next(folder);
      this.coming.set(folder, coming);
    }
    return coming;
  }

  private async next(folder: string): Promise<void> {
    // Those who ask in this turn of the event loop, or while another flush runs, share the one that follows.
    await new Promise(setImmediate);
    await this.running.get(folder);
    this.coming.delete(folder);
    const flushing = this.now(folder);
    const ended = flushing.catch(() => undefined);
    this.running.set(folder, ended);
    try {
      await flushing;
    } finally {
      if (this.running.get(folder) === ended) this.running.delete(folder);
    }
  }

  private async now(folder: string): Promise<void> {
    try {
      const descriptor = await open(folder, 'r');
      try {
        await this.flushDescriptor(descriptor);
      } finally {
        await close(descriptor, folder);
      }
    } catch (error) {
      if (impossible.has(errnoOf(error))) return;
      if (errnoOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
      // Removed since, because it was empty: then that is what has to last.
      await this.now(dirname(folder));
    }
  }
}
