import type { StorageManager } from '../src/storage/manager';
import { oneByOne, together } from './everyKey';
import type { Figure } from './figures';
import { compare } from './measure';
import type { Contestant } from './measure';
import { hasNodeSqlite } from './places';
import type { Kind, Places } from './places';
import { sampleBytes, sampleKeys, sampleResult } from './sampleResult';
import { SyncedStores } from './syncedStores';

const few = 50;
const target = 1.3;

/** Stores with ten times the results beside the same store: once the time must stay, once the time per result must. */
export async function benchGrowth(
  places: Places,
  { scale }: { readonly scale: number },
): Promise<readonly Figure[]> {
  const kinds: readonly Kind[] = [
    'file system',
    ...(hasNodeSqlite ? ['node:sqlite' as const] : []),
  ];
  const figures: Figure[] = [];
  for (const kind of kinds) {
    const sizes = [1_000, 10_000, ...(scale > 1 ? [10_000 * scale] : [])];
    figures.push(...(await growthOf(places, kind, sizes)));
  }
  return figures;
}

async function growthOf(
  places: Places,
  kind: Kind,
  sizes: readonly number[],
): Promise<readonly Figure[]> {
  const stores: Store[] = [];
  for (const count of sizes) {
    const manager = await places.manager(kind, await filled(places, kind, count));
    // A tree that was shown: what is remembered of the store is in place.
    await manager.headers('primary', await manager.listResults());
    stores.push({ manager, count });
  }
  const pairs: SyncedStores[] = [];
  for (const size of sizes) {
    const count = size / 5;
    const source = await filled(places, kind, count);
    pairs.push(new SyncedStores(places, { kind, source, count, name: named(count) }));
  }
  const contest = async (work: string, contestants: readonly Contestant[], repeats: number) => {
    const [least, ...more] = contestants as readonly [Contestant, ...Contestant[]];
    const beside = [{ ...least, target }];
    return compare({ work: `growth: ${work}, ${kind}`, ours: more, beside, repeats });
  };
  return [
    ...(await contest('save', stores.map(saving), 11)),
    ...(await contest('rename', stores.map(renaming), 11)),
    ...(await contest('exists', stores.map(lookingUp), 11)),
    ...(await contest('list, per result', stores.map(listing), 11)),
    ...(await contest(
      'sync, new, per result',
      pairs.map(pair => pair.copying()),
      3,
    )),
    ...(await contest(
      'sync, equal, per result',
      pairs.map(pair => pair.comparing()),
      5,
    )),
  ];
}

interface Store {
  readonly manager: StorageManager;
  readonly count: number;
}

function saving({ manager, count }: Store): Contestant {
  const result = sampleResult(100);
  let start = 0;
  const run = () =>
    oneByOne(sampleKeys(few, (start += few)), key => manager.saveResult(`${key} new`, result));
  return { name: named(count), times: few, run };
}

/** There in one run and back in the next. */
function renaming({ manager, count }: Store): Contestant {
  let isRenamed = false;
  const run = async () => {
    await oneByOne(sampleKeys(few), key =>
      isRenamed ? manager.renameResult(`${key}b`, key) : manager.renameResult(key, `${key}b`),
    );
    isRenamed = !isRenamed;
  };
  return { name: named(count), times: few, run };
}

function lookingUp({ manager, count }: Store): Contestant {
  const asked = sampleKeys(few).flatMap(key => [key, `${key} absent`]);
  const run = () => oneByOne(asked, key => manager.existsResult(key));
  return { name: named(count), times: asked.length, run };
}

function listing({ manager, count }: Store): Contestant {
  return { name: named(count), times: count, run: () => manager.listResults() };
}

function named(count: number): string {
  return `${count.toLocaleString('en')} results`;
}

/** The path of a store with so many results. */
async function filled(places: Places, kind: Kind, count: number): Promise<string> {
  const keys = sampleKeys(count);
  if (kind === 'file system') return places.folderOf(keys, await sampleBytes(100));
  const path = places.newPath();
  // All at once into a database that sql.js writes at the end is the quickest way to a large one.
  const manager = await places.manager('sql.js', path);
  const result = sampleResult(100);
  await together(keys, key => manager.saveResult(key, result));
  await manager.close();
  return path;
}
