import type Keyv from 'keyv';
import type { Unstorage } from 'unstorage';
import type { StorageManager } from '../src/storage/manager';
import type { Figure } from './figures';
import { compare } from './measure';
import type { Contestant } from './measure';
import { openKeyv, openUnstorage, peer } from './peers';
import type { Places } from './places';
import { sampleBytes, sampleKeys } from './sampleResult';

const count = 100_000;
const repeats = 3;
const target = 0.3;

/** What a tree shows: the keys, then their headers. The results have a single row: nobody looks at more of them. */
export async function benchList(places: Places): Promise<readonly Figure[]> {
  const keys = sampleKeys(count);
  const base = places.folderOf(keys, await sampleBytes(1));
  const indexed = await places.manager('file system', base);
  const headers = await indexed.headers('primary', keys);
  if (headers.size !== count) throw new Error(`${headers.size} headers instead of ${count}.`);
  await indexed.close();
  console.error(`  ${count} results are laid down and indexed`);

  const iterator = await peer('keyv iterator, sqlite', async () => {
    const keyv = await keyvOf(places, { keys, value: headers.get(keys[0] ?? '') });
    return { target, run: () => iterate(keyv) };
  });
  const names = await peer('unstorage getKeys', async () => {
    const storage = await openUnstorage(base);
    return { target, run: () => storage.getKeys() };
  });
  const metas = await peer('unstorage getKeys, getMeta', async () => {
    const storage = await openUnstorage(base);
    return { target, run: () => everyMeta(storage) };
  });
  return [
    ...(await compare({
      work: 'list 100,000 keys, file system',
      ours: [newcomer(places, base, manager => manager.listResults())],
      beside: [names, iterator],
      repeats,
    })),
    ...(await compare({
      work: 'headers of 100,000 results from the index',
      ours: [newcomer(places, base, manager => manager.headers('primary', keys))],
      beside: [metas, iterator],
      repeats,
    })),
  ];
}

/** Looks at a store that was indexed in an earlier session. */
function newcomer(
  places: Places,
  base: string,
  look: (manager: StorageManager) => Promise<unknown>,
): Contestant {
  let manager: StorageManager | undefined;
  return {
    name: '',
    prepare: async () => {
      await manager?.close();
      manager = await places.manager('file system', base);
    },
    run: async () => manager && look(manager),
  };
}

/** Each value is what the tree shows of a result: with all columns in it the iterator would read gigabytes. */
async function keyvOf(
  places: Places,
  { keys, value }: { readonly keys: readonly string[]; readonly value: unknown },
): Promise<Keyv> {
  const keyv = await openKeyv(`${places.newPath()}.db`);
  for (let start = 0; start < keys.length; start += 10_000) {
    await keyv.setMany(keys.slice(start, start + 10_000).map(key => ({ key, value })));
  }
  return keyv;
}

async function iterate(keyv: Keyv): Promise<void> {
  let seen = 0;
  for await (const [key] of keyv.iterator()) if (key !== '') seen++;
  if (seen !== count) throw new Error(`keyv has ${seen} keys instead of ${count}.`);
}

/** Size and times of every file: no more than `stat` knows. */
async function everyMeta(storage: Unstorage): Promise<void> {
  const keys = await storage.getKeys();
  await Promise.all(keys.map(key => storage.getMeta(key, { nativeOnly: true })));
}
