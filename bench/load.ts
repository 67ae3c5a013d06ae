import { compare } from './measure';
import type { Figure } from './measure';
import { backendNames } from './places';
import type { Places } from './places';
import { sampleJson, sampleKeys, sampleResult } from './sampleResult';

/** Loading with verification of every byte; from the cache what was loaded before. */
export async function benchLoad(places: Places): Promise<readonly Figure[]> {
  return [
    ...(await compareLoads(places, { rows: 100, times: 50, repeats: 11 })),
    ...(await compareLoads(places, { rows: 100_000, times: 1, repeats: 5 })),
  ];
}

interface Size {
  readonly rows: number;
  readonly times: number;
  readonly repeats: number;
}

async function compareLoads(
  places: Places,
  { rows, times, repeats }: Size,
): Promise<readonly Figure[]> {
  const json = sampleJson(rows);
  const keys = sampleKeys(times);
  const parse = () => {
    for (let n = 0; n < times; n++) JSON.parse(json);
  };
  const loadFrom = async (name: string, useCache: boolean) => {
    const manager = places.manager(useCache ? 'file system' : name, undefined, { useCache });
    const result = sampleResult(rows);
    for (const key of keys) await manager.saveResult(key, result);
    const run = async () => {
      for (const key of keys) await manager.loadResult(key);
    };
    return { name, run };
  };
  const contestants = await Promise.all([
    ...backendNames.map(name => loadFrom(name, false)),
    loadFrom('file system, cached', true),
  ]);
  const beside = { name: 'JSON.parse of the columns', run: parse };
  const work = `load ${rows.toLocaleString('en')} × 12`;
  return compare({ work, beside, contestants, times, repeats });
}
