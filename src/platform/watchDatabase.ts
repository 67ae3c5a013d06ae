import type { Disposable } from '../core/event';
import type { Files } from '../storage/ports';

const quietMs = 100;

/** Calls `check` after the file of a database, or one of SQLite's own files beside it, was touched and a pause followed. */
export function watchDatabase(files: Files, path: string, check: () => Promise<void>): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const touched = (touchedPath = path): void => {
    if (!touchedPath.startsWith(path)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // A state that cannot be read now is told to whoever reads next; the next change is looked at again.
      check().catch(() => undefined);
    }, quietMs);
  };
  const watching = files.watch?.(folderOf(path), touched, { shallow: true });
  return {
    dispose: () => {
      clearTimeout(timer);
      watching?.dispose();
    },
  };
}

export function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '');
}
