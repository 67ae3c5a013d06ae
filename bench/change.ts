import { rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { StoresOptions } from '../src/storage/stores';
import { fileOf, flushFolder } from './bareFiles';
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
/** Results of 100,000 rows have ten megabytes each. */
const large = keys.slice(0, 20);

/** What both can do with a result. */
interface Store {
  rename(key: string, newKey: string): Promise<unknown>;
  exists(key: string): Promise<boolean>;
  delete(key: string): Promise<unknown>;
  /** What the user sees as one deletion. */
  deleteTogether(keys: readonly string[]): Promise<unknown>;
}

type Open = (base: string) => Promise<Store> | Store;
type Part = Omit<Contestant, 'name'>;
type Work = (open: Open) => Promise<Part>;

interface Contest {
  readonly repeats: number;
  readonly part: Work;
  /** Other ways of ours. */
  readonly others?: readonly Contestant[];
}

/** Other names, existence and deletion of results among ten thousand, one by one and many at once. */
export async function benchChange(places: Places): Promise<readonly Figure[]> {
  const bytes = await sampleBytes(100);
  const largeBytes = await sampleBytes(100_000);
  const newFolder = () => places.folderOf(keys, bytes);
  const figures: Figure[] = [];
  const contest = async (work: string, { repeats, part, others = [] }: Contest): Promise<void> => {
    const ours = await part(base => openOurs(places, base));
    const theirs = await peer('unstorage', async () => ({
      target: 0.5,
      ...(await part(openTheirs)),
    }));
    const bare = { name: 'the call, fsync of the folder', ...(await part(openBare)) };
    const all = { ours: [{ name: 'file system', ...ours }, ...others], beside: [theirs, bare] };
    figures.push(...(await compare({ work, ...all, repeats })));
  };
  const renames = (all: EveryKey, which: readonly string[]): Work => {
    return async open => renaming(await open(newFolder()), which, all);
  };
  const lookUps = (all: EveryKey): Work => {
    return async open => lookingUp(await open(newFolder()), all);
  };
  const deletions = (count: number, remove: Deletion): Work => {
    return async open => deleting(await open(newFolder()), count, remove);
  };
  const withoutUndo = async (count: number, remove: Deletion): Promise<Contestant> => ({
    name: 'file system, nothing kept for undo',
    ...deleting(await openOurs(places, newFolder(), { undoSizeMb: 0 }), count, remove),
  });
  const largeRenames: Work = async open =>
    renaming(await open(places.folderOf(large, largeBytes)), large, oneByOne);
  const renamed = { few: keys.slice(0, few), many: keys.slice(0, many) };
  await contest('rename, one by one', { repeats: 5, part: renames(oneByOne, renamed.few) });
  await contest('rename, 1,000 at once', { repeats: 3, part: renames(together, renamed.many) });
  await contest('rename of 100,000 × 12, one by one', { repeats: 5, part: largeRenames });
  await contest('exists, one by one', { repeats: 5, part: lookUps(oneByOne) });
  await contest('exists, 10,000 at once', { repeats: 5, part: lookUps(together) });
  await contest('delete, one by one', {
    repeats: 5,
    part: deletions(few, inTurn),
    others: [await withoutUndo(few, inTurn)],
  });
  await contest('delete, 1,000 at once', {
    repeats: 3,
    part: deletions(many, atOnce),
    others: [await withoutUndo(many, atOnce)],
  });
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

type Deletion = (store: Store, keys: readonly string[]) => Promise<unknown>;

const inTurn: Deletion = (store, some) => oneByOne(some, key => store.delete(key));
const atOnce: Deletion = (store, some) => store.deleteTogether(some);

/** Others in every run. */
function deleting(store: Store, count: number, remove: Deletion): Part {
  let start = 0;
  const run = () => remove(store, keys.slice(start, (start += count)));
  return { times: count, run };
}

async function openOurs(
  places: Places,
  base: string,
  options: Pick<StoresOptions, 'undoSizeMb'> = {},
): Promise<Store> {
  const manager = await places.manager('file system', base, options);
  return {
    rename: (key, newKey) => manager.renameResult(key, newKey),
    exists: key => manager.existsResult(key),
    delete: key => manager.deleteResult(key),
    deleteTogether: some =>
      manager.changes.inOne('Delete', change =>
        together(some, key => manager.deleteResult(key, { change })),
      ),
  };
}

/** The least that survives a crash. Of existence nothing has to survive. */
function openBare(base: string): Store {
  const change = async (path: string, call: Promise<void>): Promise<void> => {
    await call;
    await flushFolder(dirname(path));
  };
  const remove = (key: string) => change(fileOf(base, key), unlink(fileOf(base, key)));
  return {
    rename: (key, newKey) =>
      change(fileOf(base, key), rename(fileOf(base, key), fileOf(base, newKey))),
    exists: key =>
      stat(fileOf(base, key)).then(
        () => true,
        () => false,
      ),
    delete: remove,
    deleteTogether: some => together(some, remove),
  };
}

/** It knows no other way to rename than a copy. */
async function openTheirs(base: string): Promise<Store> {
  const storage = await openUnstorage(base);
  const nameOf = (key: string): string => `${key}.arrow`;
  return {
    rename: async (key, newKey) => {
      await storage.setItemRaw(nameOf(newKey), await storage.getItemRaw(nameOf(key)));
      await storage.removeItem(nameOf(key));
    },
    exists: key => storage.hasItem(nameOf(key)),
    delete: key => storage.removeItem(nameOf(key)),
    deleteTogether: some => together(some, key => storage.removeItem(nameOf(key))),
  };
}
