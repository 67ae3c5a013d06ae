import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorageManager } from '../src/storage/manager';
import { bareFolder } from './bareFiles';
import { compare } from './measure';
import type { Figure } from './measure';
import { backendNames } from './places';
import type { Places } from './places';
import { sampleBytes, sampleKeys, sampleResult } from './sampleResult';

const count = 500;

/** What a tree shows: the keys, then their headers; those of a store never seen before, and again. */
export async function benchList(places: Places): Promise<readonly Figure[]> {
  const keys = sampleKeys(count);
  const stores = await Promise.all(backendNames.map(name => filled(places, name, keys)));
  const folder = places.newPath();
  const paths = await bareFolder(folder, count, await sampleBytes(100));

  const readNames = { name: 'readdir', run: async () => void (await readdir(folder)) };
  const readAll = { name: 'readFile each', run: () => forEach(paths, readFile) };
  const statAll = { name: 'stat each', run: () => forEach(paths, stat) };
  const list = stores.map(({ name, manager }) => ({
    name,
    run: async () => void (await manager.listResults()),
  }));
  const again = stores.map(({ name, manager }) => ({
    name,
    run: async () => void (await manager.headers('primary', keys)),
  }));
  const first = stores
    .filter(({ name }) => name !== 'memory')
    .map(({ name, path }) => newcomer(places, { name, path, keys }));
  return [
    ...(await compare({
      work: `list ${count}`,
      beside: readNames,
      contestants: list,
      repeats: 11,
    })),
    ...(await compare({
      work: `headers of ${count}, first`,
      beside: readAll,
      contestants: first,
      repeats: 5,
    })),
    ...(await compare({
      work: `headers of ${count}, again`,
      beside: statAll,
      contestants: again,
      repeats: 7,
    })),
  ];
}

interface Store {
  readonly name: string;
  readonly path: string;
}

async function filled(places: Places, name: string, keys: readonly string[]) {
  const path = places.newPath();
  const manager = places.manager(name, path);
  const result = sampleResult(100);
  await Promise.all(keys.map(key => manager.saveResult(key, result)));
  return { name, path, manager };
}

/** Opens the store anew for every run, and without the index that remembers headers. */
function newcomer(
  places: Places,
  { name, path, keys }: Store & { readonly keys: readonly string[] },
) {
  let manager: StorageManager | undefined;
  return {
    name,
    prepare: async () => {
      await manager?.close();
      await rm(join(path, '.optiscope'), { recursive: true, force: true });
      manager = places.manager(name, path);
      await manager.existsResult('none');
    },
    run: async () => void (await manager?.headers('primary', keys)),
  };
}

async function forEach(
  paths: readonly string[],
  work: (path: string) => Promise<unknown>,
): Promise<void> {
  for (const path of paths) await work(path);
}
