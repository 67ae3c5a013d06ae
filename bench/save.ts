import { bareWrite, fileOf, makeFolders } from './bareFiles';
import { oneByOne, together } from './everyKey';
import type { EveryKey } from './everyKey';
import type { Figure } from './figures';
import { compare } from './measure';
import type { Contestant } from './measure';
import { openUnstorage, peer } from './peers';
import type { Places } from './places';
import { sampleBytes, sampleKeys, sampleResult } from './sampleResult';

/** After the one that warms up, eleven runs of a hundred: a thousand saves and a few. */
const repeats = 11;
const times = 100;

/** New results into folders, one after the other and a hundred at a time. */
export async function benchSave(places: Places): Promise<readonly Figure[]> {
  const inTurn = { work: 'durable save of 100 × 12, file system', all: oneByOne };
  const atOnce = { work: 'durable save of 100 × 12, file system, 100 at a time', all: together };
  return [...(await savesOf(places, inTurn)), ...(await savesOf(places, atOnce))];
}

async function savesOf(
  places: Places,
  { work, all }: { readonly work: string; readonly all: EveryKey },
): Promise<readonly Figure[]> {
  const result = sampleResult(100);
  const bytes = await sampleBytes(100);
  const manager = await places.manager('file system');
  const base = places.newPath();
  await makeFolders(base, sampleKeys(times));

  let count = 0;
  const saving = (save: (key: string) => Promise<unknown>): Omit<Contestant, 'name'> => ({
    times,
    run: () => all(sampleKeys(times, (count += times)), save),
  });
  return compare({
    work,
    ours: [{ name: '', ...saving(key => manager.saveResult(key, result)) }],
    beside: [
      {
        name: 'write, fsync, rename, fsync of the folder',
        target: 1.15,
        ...saving(key => bareWrite(fileOf(base, key), bytes)),
      },
      await peer('write-file-atomic', async () => {
        const { default: write } = await import('write-file-atomic');
        return { target: 1, ...saving(key => write(fileOf(base, key), bytes)) };
      }),
      await peer('unstorage', async () => {
        const storage = await openUnstorage(places.newPath());
        return saving(key => storage.setItemRaw(key, bytes));
      }),
    ],
    repeats,
  });
}
