import { LRUCache } from 'lru-cache';
import type { Disposable } from '../../core/event';
import type { Files } from '../ports';
import { signatureOf } from './signature';
import { isArtifactName } from '../keyPath';

const quietMs = 100;
/** With more files than this, that anything may have changed says it better. */
const maxTouched = 1000;

/**
 * Tells of changes that others made below a folder, once for a burst of them; what the owner of this object changed itself
 * it knows already.
 */
export class FolderWatch implements Disposable {
  private watching: Disposable | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private touched = new Set<string | undefined>();
  private ownRunning = 0;
  /** The files that the owner changed last, as it left them. */
  private readonly own = new LRUCache<string, string>({ max: maxTouched });

  /** @param changed gets the paths of files, or `undefined` when any may have changed. */
  constructor(
    private readonly files: Files,
    private readonly folder: string,
    private readonly changed: (paths: readonly string[] | undefined) => void,
  ) {}

  start(): void {
    this.watching ??= this.files.watch?.(this.folder, path => {
      this.touched.add(path);
      this.postpone();
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watching?.dispose();
    this.watching = undefined;
    // Whatever is still under way finds nothing to tell.
    this.touched.clear();
  }

  /** Runs a change of the owner; `pathsOf` says which files it changed. */
  async owning<T>(work: () => Promise<T>, pathsOf: (outcome: T) => readonly string[]): Promise<T> {
    this.ownRunning++;
    try {
      const outcome = await work();
      if (this.watching !== undefined) {
        for (const path of pathsOf(outcome)) this.own.set(path, await this.stateOf(path));
      }
      return outcome;
    } finally {
      this.ownRunning--;
    }
  }

  private postpone(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.ownRunning > 0) this.postpone();
      // A folder that cannot be read now says so to whoever reads next.
      else this.tell().catch(() => this.changed(undefined));
    }, quietMs);
  }

  private async tell(): Promise<void> {
    const { touched } = this;
    this.touched = new Set();
    if (touched.size > maxTouched || touched.has(undefined)) {
      this.changed(undefined);
      return;
    }
    const paths: string[] = [];
    for (const path of touched) {
      if (path === undefined || (await this.isOwn(path))) continue;
      if (!isArtifactName(nameOf(path))) {
        // Perhaps a folder that came or went with all that is in it.
        this.changed(undefined);
        return;
      }
      paths.push(path);
    }
    if (paths.length > 0 && this.watching !== undefined) this.changed(paths);
  }

  private async isOwn(path: string): Promise<boolean> {
    if (isArtifactName(nameOf(path))) return this.isAsLeft(path);
    const below = [...this.own.keys()].filter(own => own.startsWith(path));
    for (const own of below) if (!(await this.isAsLeft(own))) return false;
    return below.length > 0 || (await this.files.stat(path))?.kind === 'file';
  }

  private async isAsLeft(path: string): Promise<boolean> {
    const isSame = this.own.get(path) === (await this.stateOf(path));
    if (!isSame) this.own.delete(path);
    return isSame;
  }

  private async stateOf(path: string): Promise<string> {
    const stat = await this.files.stat(path);
    return stat === undefined ? 'absent' : signatureOf(stat);
  }
}

function nameOf(path: string): string {
  return path.replace(/^.*[\\/]/, '');
}
