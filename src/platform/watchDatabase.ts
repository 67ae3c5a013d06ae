import type { Disposable } from '../core/event';
import type { Files } from '../storage/ports';

/** What measures time; tests pass their own. */
export interface Timers {
  set(call: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

const realTimers: Timers = {
  set: (call, ms) => setTimeout(call, ms),
  clear: timer => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** A transaction touches several files; the pause after which they are looked at. */
const quietMs = 100;
/** A database that grows all the time is looked at this often, and no less. */
const intervalMs = 1_000;

export interface WatchedDatabase {
  readonly files: Files;
  readonly path: string;
  /** Looks whether there is something to tell, and tells it. */
  readonly check: () => Promise<void>;
  readonly timers?: Timers;
}

/**
 * Calls `check` soon after the file of a database, or one of SQLite's own files beside it, was touched, and once a second
 * while that goes on: the last touch is always followed by a check.
 */
export function watchDatabase(database: WatchedDatabase): Disposable {
  const { files, path, check, timers = realTimers } = database;
  /** A check that is to come. */
  let coming: unknown;
  /** Runs for the interval after a check. */
  let resting: unknown;
  let isTouched = false;
  const look = (): void => {
    coming = undefined;
    isTouched = false;
    resting = timers.set(() => {
      resting = undefined;
      if (isTouched) look();
    }, intervalMs);
    // A state that cannot be read now is told to whoever reads next; the next change is looked at again.
    check().catch(() => undefined);
  };
  const touched = (touchedPath = path): void => {
    if (!touchedPath.startsWith(path)) return;
    isTouched = true;
    if (resting === undefined) coming ??= timers.set(look, quietMs);
  };
  const watching = files.watch?.(folderOf(path), touched, { shallow: true });
  return {
    dispose: () => {
      watching?.dispose();
      timers.clear(coming);
      timers.clear(resting);
    },
  };
}

export function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '');
}
