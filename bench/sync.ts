import type { StorageManager } from '../src/storage/manager';
import { bareCopy, bareFolder } from './bareFiles';
import { compare } from './measure';
import type { Figure } from './measure';
import { backendNames } from './places';
import type { Places } from './places';
import { sampleBytes, sampleKeys, sampleResult } from './sampleResult';

const count = 200;

/** From one backend to another of its kind: everything into an empty one, and again when nothing has changed. */
export async function benchSync(places: Places): Promise<readonly Figure[]> {
  const from = places.newPath();
  await bareFolder(from, count, await sampleBytes(100));
  const beside = {
    name: 'read and write durably, each',
    run: () => bareCopy(from, places.newPath()),
  };
  const stores = await Promise.all(backendNames.map(name => SyncStore.fill(places, name)));
  const copying = stores.map(store => ({
    name: store.name,
    prepare: () => store.emptySecondary(),
    run: () => store.sync('copied_to_secondary'),
  }));
  const unchanged = stores.map(store => ({
    name: store.name,
    run: () => store.sync('skipped'),
  }));
  return [
    ...(await compare({ work: `sync ${count}, new`, beside, contestants: copying, repeats: 3 })),
    ...(await compare({
      work: `sync ${count}, unchanged`,
      beside,
      contestants: unchanged,
      repeats: 3,
    })),
  ];
}

class SyncStore {
  private constructor(
    readonly name: string,
    private readonly manager: StorageManager,
  ) {}

  static async fill(places: Places, name: string): Promise<SyncStore> {
    const manager = places.manager(name, undefined, { secondary: places.newPath() });
    const result = sampleResult(100);
    const save = (key: string) => manager.saveResult(key, result, undefined, { replicate: false });
    await Promise.all(sampleKeys(count).map(save));
    return new SyncStore(name, manager);
  }

  async emptySecondary(): Promise<void> {
    const keys = await this.manager.listResults({ fromBackend: 'secondary' });
    await Promise.all(keys.map(key => this.manager.deleteFrom({ backend: 'secondary', key })));
  }

  /** @throws {Error} when the sync was not what is to be measured. */
  async sync(expected: 'copied_to_secondary' | 'skipped'): Promise<void> {
    const statistics = await this.manager.syncBackends('primary_to_secondary');
    if (statistics[expected] === count) return;
    throw new Error(`${this.name}: ${expected} is ${statistics[expected]} instead of ${count}`);
  }
}
