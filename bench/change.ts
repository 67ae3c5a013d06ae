import { oneByOne, together } from './everyKey';
import type { EveryKey } from './everyKey';
import type { Figure } from './figures';
import { compare } from './measure';
import type { Contestant } from './measure';
import { openUnstorage, peer } from './peers';
import type { Places } from './places';
import { sampleBytes, sampleKeys } from './sampleResult';

const keys = sampleKeys(10_000);
/** So many of them are changed one by one in a run. */
const few = 200;
/** And so many of them at once. */
const many = 1_000;

/** What both can do with a result. */
interface Store {
  rename(key: string, newKey: string): Promise<unknown>;
  exists(key: string): Promise<boolean>;
  delete(key: string): Promise<unknown>;
}

type Open = (base: string) => Promise<Store>;
type Part = Omit<Contestant, 'name'>;
type Work = (open: Open) => Promise<Part>;

/** Other names, existence and deletion of results among ten thousand, one by one and many at once. */
export async function benchChange(places: Places): Promise<readonly Figure[]> {
  const bytes = await sampleBytes(100);
  const newFolder = () => places.folderOf(keys, bytes);
  const figures: Figure[] = [];
  const contest = async (work: string, repeats: number, part: Work): Promise<void> => {
    const ours = await part(base => openOurs(places, base));
    const theirs = await peer('unstorage', async () => ({
      target: 0.5,
      ...(await part(openTheirs)),
    }));
    const all = { ours: [{ name: 'file system', ...ours }], beside: [theirs] };
    figures.push(...(await compare({ work, ...all, repeats })));
  };
  const renames = (all: EveryKey, which: readonly string[]): Work => {
    return async open => renaming(await open(newFolder()), which, all);
  };
  const lookUps = (all: EveryKey): Work => {
    return async open => lookingUp(await open(newFolder()), all);
  };
  const deletions = (all: EveryKey, count: number): Work => {
    return async open => deleting(await open(newFolder()), count, all);
  };
  await contest('rename, one by one', 5, renames(oneByOne, keys.slice(0, few)));
  await contest('rename, 1,000 at once', 3, renames(together, keys.slice(0, many)));
  await contest('exists, one by one', 5, lookUps(oneByOne));
  await contest('exists, 10,000 at once', 5, lookUps(together));
  await contest('delete, one by one', 5, deletions(oneByOne, few));
  await contest('delete, 1,000 at once', 3, deletions(together, many));
  return figures;
}

/** There in one run and back in the next. */
function renaming(store: Store, which: readonly string[], all: EveryKey): Part {
  let isRenamed = false;
  const run = async () => {
    await all(which, key =>
      isRenamed ? store.rename(`${key}b`, key) : store.rename(key, `${key}b`),
    );
    isRenamed = !isRenamed;
  };
  return { times: which.length, run };
}

/** Every second key is there. */
function lookingUp(store: Store, all: EveryKey): Part {
  const asked = keys.map((key, index) => (index % 2 === 0 ? key : `${key}b`));
  let found = 0;
  const run = async () => {
    found = 0;
    await all(asked, async key => {
      if (await store.exists(key)) found++;
    });
    if (found !== keys.length / 2) throw new Error(`${found} of ${keys.length} keys are there.`);
  };
  return { times: keys.length, run };
}

/** Others in every run. */
function deleting(store: Store, count: number, all: EveryKey): Part {
  let start = 0;
  const run = () => all(keys.slice(start, (start += count)), key => store.delete(key));
  return { times: count, run };
}

async function openOurs(places: Places, base: string): Promise<Store> {
  const manager = await places.manager('file system', base);
  return {
    rename: (key, newKey) => manager.renameResult(key, newKey),
    exists: key => manager.existsResult(key),
    delete: key => manager.deleteResult(key),
  };
}

/** It knows no other way to rename than a copy. */
async function openTheirs(base: string): Promise<Store> {
  const storage = await openUnstorage(base);
  const fileOf = (key: string): string => `${key}.arrow`;
  return {
    rename: async (key, newKey) => {
      await storage.setItemRaw(fileOf(newKey), await storage.getItemRaw(fileOf(key)));
      await storage.removeItem(fileOf(key));
    },
    exists: key => storage.hasItem(fileOf(key)),
    delete: key => storage.removeItem(fileOf(key)),
  };
}
