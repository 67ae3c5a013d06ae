import { StorageError } from '../errors';
import type { Files } from '../ports';

/** Knows whether the folder of a storage is there, and that one which went away is no empty one. */
export class BasePresence {
  private wasThere = false;

  constructor(
    private readonly files: Files,
    private readonly base: string,
  ) {}

  /** To be told when the folder was made or seen otherwise. */
  seen(): void {
    this.wasThere = true;
  }

  /** @throws {StorageError} `unavailable` when the folder was there and is gone: it may be a disk that was taken out. */
  async isThere(): Promise<boolean> {
    const stat = await this.files.stat(this.base);
    if (stat?.kind === 'folder') this.wasThere = true;
    if (stat === undefined && this.wasThere) {
      throw new StorageError(
        'unavailable',
        `The folder ${this.base} is gone. Bring it back, or make an empty one in its place to start anew.`,
      );
    }
    return stat !== undefined;
  }

  /** What a missing file means: nothing, unless the whole folder went away. @throws {StorageError} as {@link isThere}. */
  async absent(): Promise<undefined> {
    await this.isThere();
    return undefined;
  }
}
