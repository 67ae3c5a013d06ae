import { LRUCache } from 'lru-cache';
import type { Entry } from '../src/storage/backend';
import { MemoryStorage } from '../src/storage/backends/memory';
import { seededRandom } from '../test/fixtures/seededRandom';
import type { Figure } from './figures';
import { compare } from './measure';
import type { Places } from './places';
import { sampleBytes, sampleKeys } from './sampleResult';

const times = 200_000;
const keyCount = 2_000;

/** The manager's cache with room for half of the results: whatever is asked for and missing is put in. */
export async function benchCache(places: Places): Promise<readonly Figure[]> {
  const entries = await sampleEntries(places);
  const room = (entries.length / 2) * (entries[0]?.bytes.length ?? 0);
  const random = seededRandom(2);
  const asked = Array.from({ length: times }, () => {
    return entries[Math.floor(random.uniform() * keyCount)] as Entry;
  });
  const cache = new MemoryStorage({ maxBytes: room });
  const bare = new LRUCache<string, Entry>({
    maxSize: room,
    sizeCalculation: entry => entry.bytes.length,
  });
  return compare({
    work: 'cache get, and set when missing, half of the results fit',
    ours: [
      {
        name: '',
        times,
        run: () => {
          for (const entry of asked) {
            if (cache.get(entry.header.key) === undefined) cache.set(entry);
          }
        },
      },
      {
        name: 'as a backend, behind a promise',
        isAside: true,
        times,
        run: async () => {
          for (const entry of asked) {
            if ((await cache.load(entry.header.key)) === undefined) await cache.save(entry);
          }
        },
      },
    ],
    beside: [
      {
        name: 'lru-cache',
        target: 1.3,
        times,
        run: () => {
          for (const entry of asked) {
            if (bare.get(entry.header.key) === undefined) bare.set(entry.header.key, entry);
          }
        },
      },
      { name: 'lru-cache behind a promise', times, run: () => awaited(bare, asked) },
    ],
    repeats: 11,
  });
}

/** The same with what every asynchronous interface costs. */
async function awaited(bare: LRUCache<string, Entry>, asked: readonly Entry[]): Promise<void> {
  const load = async (key: string) => bare.get(key);
  const save = async (entry: Entry) => void bare.set(entry.header.key, entry);
  for (const entry of asked) {
    if ((await load(entry.header.key)) === undefined) await save(entry);
  }
}

async function sampleEntries(places: Places): Promise<readonly Entry[]> {
  const [key = ''] = sampleKeys(1);
  const manager = await places.manager(
    'file system',
    places.folderOf([key], await sampleBytes(100)),
  );
  const { header, bytes } = await manager.readArtifact({ backend: 'primary', key });
  return sampleKeys(keyCount).map(each => ({ header: { ...header, key: each }, bytes }));
}
