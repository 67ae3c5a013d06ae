import { cpus, platform, arch } from 'node:os';
import { benchActivation } from './activation';
import { benchHostActivation } from './hostActivation';
import { benchList } from './list';
import { benchLoad } from './load';
import { tableOf } from './measure';
import type { Figure } from './measure';
import { Places, backendNames } from './places';
import { benchRename } from './rename';
import { benchSave } from './save';
import { benchSync } from './sync';

const benches: Readonly<Record<string, (places: Places) => Promise<readonly Figure[]>>> = {
  save: benchSave,
  load: benchLoad,
  list: benchList,
  rename: benchRename,
  sync: benchSync,
};

/**
 * `npm run bench` runs all, `npm run bench -- save load` those. There is `activation` among all, too, and `host` beside
 * them: activation in VS Code itself.
 */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
  console.log(`Node ${process.versions.node}, ${platform()} ${arch()}, ${cpus().length} CPUs\n`);
  if (!backendNames.includes('database, node:sqlite')) {
    console.log('This Node has no node:sqlite: that engine is skipped.\n');
  }
  const figures: Figure[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (isWanted(name)) figures.push(...(await measured(name, bench)));
  }
  if (figures.length > 0) console.log(`${tableOf(figures)}\n`);
  if (isWanted('activation')) console.log(benchActivation());
  // Only when asked for: it installs and starts two editions of VS Code.
  if (wanted.includes('host')) console.log(await benchHostActivation());
}

async function measured(
  name: string,
  bench: (places: Places) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> {
  const places = await Places.make();
  const start = performance.now();
  try {
    return await bench(places);
  } finally {
    await places.remove();
    console.error(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
}

void main();
