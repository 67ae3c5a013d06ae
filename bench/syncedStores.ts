import { rm } from 'node:fs/promises';
import type { StorageManager } from '../src/storage/manager';
import type { Contestant } from './measure';
import { backend, databaseOf } from './places';
import type { Kind, Places } from './places';

export interface SyncedStoresOptions {
  readonly kind: Kind;
  /** The path of a store in which {@link count} results are. */
  readonly source: string;
  readonly count: number;
  /** What the store is called. Default: nothing. */
  readonly name?: string;
}

/** A primary store that is synchronised to a secondary one of its kind. */
export class SyncedStores {
  private manager: StorageManager | undefined;
  private readonly target: string;

  constructor(
    private readonly places: Places,
    private readonly options: SyncedStoresOptions,
  ) {
    this.target = places.newPath();
  }

  /** Everything is copied into a store that is not there yet. */
  copying(): Contestant {
    return this.syncing('copied_to_secondary', async () => {
      await rm(this.target, { recursive: true, force: true });
      await rm(databaseOf(this.target), { force: true });
    });
  }

  /** Nothing is; to be used after {@link copying}. */
  comparing(): Contestant {
    return this.syncing('skipped', async () => undefined);
  }

  /** Every run has a manager that has seen neither store, as another program would. */
  private syncing(
    expected: 'copied_to_secondary' | 'skipped',
    prepare: () => Promise<void>,
  ): Contestant {
    const { kind, source, count, name = '' } = this.options;
    return {
      name,
      times: count,
      prepare: async () => {
        await this.manager?.close();
        await prepare();
        const secondary = backend(kind, this.target);
        this.manager = await this.places.manager(kind, source, { secondary });
      },
      run: async () => {
        const statistics = await this.manager?.syncBackends('primary_to_secondary');
        if (statistics?.[expected] === count) return;
        throw new Error(`${expected} is ${statistics?.[expected]} instead of ${count}.`);
      },
    };
  }
}
