import type { OptimizationResult } from '../src/core/result';
import type { StorageManager } from '../src/storage/manager';
import type { Figure } from './figures';
import { compare } from './measure';
import type { Contestant } from './measure';
import { openKeyv, openUnstorage, peer } from './peers';
import { hasNodeSqlite } from './places';
import type { Kind, Places } from './places';
import { sampleColumns, sampleResult } from './sampleResult';

const rows = 100_000;
const key = 'campaign/large';
const repeats = 7;
const target = 0.15;

/** A large result: every byte verified the first time, from the cache the next time. */
export async function benchLoad(places: Places): Promise<readonly Figure[]> {
  const columns = sampleColumns(rows);
  const json = JSON.stringify(columns);
  const kinds: readonly Kind[] = [
    'file system',
    ...(hasNodeSqlite ? ['node:sqlite' as const] : []),
  ];
  const first = await compare({
    work: 'load 100,000 × 12, first',
    ours: await Promise.all(kinds.map(kind => firstLoad(places, kind))),
    beside: [
      { name: 'JSON.parse of its columns', target, run: () => void JSON.parse(json) },
      await peer('keyv, sqlite', async () => {
        const keyv = await openKeyv(`${places.newPath()}.db`);
        await keyv.set(key, columns);
        return { target, run: () => keyv.get(key) };
      }),
      await peer('unstorage', async () => {
        const storage = await openUnstorage(places.newPath());
        await storage.setItem(key, columns);
        return { target, run: () => storage.getItem(key) };
      }),
    ],
    repeats,
  });
  const cached = await compare({
    work: 'load 100,000 × 12, cached',
    ours: await Promise.all(kinds.map(kind => cachedLoad(places, kind))),
    beside: [],
    limitMs: 2,
    repeats,
  });
  return [...first, ...cached];
}

/** Each run has a manager that has never seen the result. */
async function firstLoad(places: Places, kind: Kind): Promise<Contestant> {
  const path = places.newPath();
  let manager = await places.manager(kind, path);
  await manager.saveResult(key, sampleResult(rows));
  return {
    name: kind,
    prepare: async () => {
      await manager.close();
      manager = await places.manager(kind, path, { useCache: true });
    },
    run: async () => touch(await manager.loadResult(key)),
  };
}

async function cachedLoad(places: Places, kind: Kind): Promise<Contestant> {
  const manager: StorageManager = await places.manager(kind, undefined, { useCache: true });
  await manager.saveResult(key, sampleResult(rows));
  return { name: kind, run: async () => touch(await manager.loadResult(key)) };
}

/** Looks into every column: none may be left for later. */
function touch({ columns }: OptimizationResult): void {
  for (const { variable, values } of columns) {
    if (values[rows - 1] === undefined) throw new Error(`${variable.name} is too short.`);
  }
}
