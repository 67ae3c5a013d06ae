import { rename } from 'node:fs/promises';
import { bareFolder, bareSync } from './bareFiles';
import { compare } from './measure';
import type { Figure } from './measure';
import { backendNames } from './places';
import type { Places } from './places';
import { sampleBytes, sampleKeys, sampleResult } from './sampleResult';

const times = 20;

/** Every result of a store gets another name. */
export async function benchRename(places: Places): Promise<readonly Figure[]> {
  const folder = places.newPath();
  const paths = await bareFolder(folder, times, await sampleBytes(100));
  const keys = sampleKeys(times);
  const contestants = backendNames.map(name => {
    const manager = places.manager(name);
    return {
      name,
      prepare: async () => {
        await manager.clearAllResults();
        for (const key of keys) await manager.saveResult(key, sampleResult(100));
      },
      run: async () => {
        for (const key of keys) await manager.renameResult(key, `${key} renamed`);
      },
    };
  });
  let isRenamed = false;
  const beside = {
    name: 'rename, fsync folder',
    run: async () => {
      for (const path of paths) {
        await (isRenamed ? rename(`${path}.old`, path) : rename(path, `${path}.old`));
        await bareSync(folder);
      }
      isRenamed = !isRenamed;
    },
  };
  return compare({ work: 'rename', beside, contestants, times, repeats: 7 });
}
