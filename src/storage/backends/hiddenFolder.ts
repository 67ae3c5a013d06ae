import { isStorageError } from '../errors';
import type { Files } from '../ports';
import { deleteStaleTemporaries, isTemporaryName } from '../temporaryFiles';

/**
 * The hidden folder among the results, for what is derived from them and what was removed. Git is told to pass over it, as
 * it is nobody's work.
 */
export class HiddenFolder {
  readonly path: string;
  private hasLooked = false;

  constructor(
    private readonly files: Files,
    base: string,
  ) {
    this.path = files.join(base, '.optiscope');
  }

  /** Makes the folder unless it is there; one that is there is left as its user wants it. */
  async make(): Promise<void> {
    if ((await this.files.stat(this.path)) !== undefined && (await this.isMade())) return;
    const path = this.files.join(this.path, '.gitignore');
    try {
      await this.files.write(path, new TextEncoder().encode('*\n'));
    } catch (error) {
      // On a full disk it must be possible to remove something, and who writes more into the folder is told what is wrong.
      if (!isStorageError(error)) throw error;
    }
  }

  /** Whether it holds anything but what interrupted writes left; of that, what is old is removed at the first look. */
  private async isMade(): Promise<boolean> {
    if (this.hasLooked) return true;
    const names = ((await this.files.list(this.path)) ?? []).map(({ name }) => name);
    await deleteStaleTemporaries(this.files, this.path, names);
    this.hasLooked = names.some(name => !isTemporaryName(name));
    return this.hasLooked;
  }
}
