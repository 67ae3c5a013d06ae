import type { Disposable } from '../../core/event';
import type { Files } from '../ports';

const quietMs = 100;

/** Tells of changes below a folder once they have paused, so that a burst of them is told once. */
export class FolderWatch implements Disposable {
  private watching: Disposable | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly files: Files,
    private readonly folder: string,
    private readonly changed: () => void,
  ) {}

  start(): void {
    this.watching ??= this.files.watch?.(this.folder, () => this.postpone());
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watching?.dispose();
    this.watching = undefined;
  }

  private postpone(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed(), quietMs);
  }
}
