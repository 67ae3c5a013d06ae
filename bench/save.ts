import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bareWrite } from './bareFiles';
import { compare } from './measure';
import type { Figure } from './measure';
import { backendNames } from './places';
import type { Places } from './places';
import { sampleBytes, sampleKeys, sampleResult } from './sampleResult';

const times = 20;

/** New results, one after the other and all at once; databases grow while this runs. */
export async function benchSave(places: Places): Promise<readonly Figure[]> {
  const result = sampleResult(100);
  const bytes = await sampleBytes(100);
  const folder = places.newPath();
  await mkdir(folder);
  let count = 0;
  const beside = {
    name: 'write, fsync, rename, fsync folder',
    run: async () => {
      for (let n = 0; n < times; n++) await bareWrite(join(folder, `${count++}.arrow`), bytes);
    },
  };
  const inTurn = backendNames.map(name => {
    const manager = places.manager(name);
    const run = async () => {
      for (const key of sampleKeys(times, (count += times))) await manager.saveResult(key, result);
    };
    return { name, run };
  });
  const atOnce = backendNames.map(name => {
    const manager = places.manager(name);
    const run = async () => {
      const keys = sampleKeys(times, (count += times));
      await Promise.all(keys.map(key => manager.saveResult(key, result)));
    };
    return { name, run };
  });
  return [
    ...(await compare({ work: 'save 100 × 12', beside, contestants: inTurn, times, repeats: 7 })),
    ...(await compare({
      work: `save 100 × 12, ${times} at once`,
      beside,
      contestants: atOnce,
      times,
      repeats: 7,
    })),
  ];
}
