import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { editions, newestEdition } from '../test/vscode/editions';
import { nodeBinary } from '../test/vscode/nodeBinary';
import { benchActivation } from './activation';
import { benchCache } from './cache';
import { benchChange } from './change';
import { benchDatabase } from './database';
import { tableOf } from './figures';
import type { Figure } from './figures';
import { benchGrowth } from './growth';
import { benchHostActivation } from './hostActivation';
import { benchList } from './list';
import { benchLoad } from './load';
import { machineLine } from './machineLine';
import { benchMemory } from './memory';
import { installPeers } from './peers';
import { Places } from './places';
import { benchSave } from './save';
import { benchSync } from './sync';

interface BenchOptions {
  readonly scale: number;
}

type Bench = (places: Places, options: BenchOptions) => Promise<readonly Figure[]>;

const benches: Readonly<Record<string, Bench>> = {
  save: benchSave,
  database: benchDatabase,
  load: benchLoad,
  list: benchList,
  change: benchChange,
  sync: benchSync,
  cache: benchCache,
  memory: benchMemory,
  growth: benchGrowth,
  activation: benchActivation,
  host: benchHostActivation,
};

/**
 * Prints the table of README.md; what goes on meanwhile is told on the other stream.
 * Usage: `npm run bench -- [--node 24] [--scale 10] [name…]`
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      node: { type: 'string', default: newestEdition.node },
      scale: { type: 'string', default: '1' },
    },
  });
  const wanted = positionals.length === 0 ? Object.keys(benches) : positionals;
  const unknown = wanted.filter(name => !(name in benches));
  if (unknown.length > 0) {
    throw new Error(`There is no ${unknown.join(', ')} among ${Object.keys(benches).join(', ')}.`);
  }
  const node = await nodeOf(values.node);
  if (node !== process.execPath) return runOn(node);
  await installPeers();
  const line = machineLine();
  const figures: Figure[] = [];
  for (const name of wanted) {
    figures.push(...(await figuresOf(name, { scale: Number(values.scale) })));
  }
  console.log(`${line}\n\n${tableOf(figures)}`);
}

/** Another Node is one that an edition of VS Code brings: the newest has node:sqlite, the oldest has not. */
async function nodeOf(version: string): Promise<string> {
  const major = (of: string): string | undefined => of.split('.')[0];
  const edition = editions.find(({ node }) => major(node) === major(version));
  return nodeBinary(edition?.node ?? version);
}

function runOn(node: string): void {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'run.ts'), ...process.argv.slice(2)];
  process.exitCode = spawnSync(node, args, { stdio: 'inherit' }).status ?? 1;
}

/** A failure takes its own rows only. */
async function figuresOf(name: string, options: BenchOptions): Promise<readonly Figure[]> {
  console.error(name);
  const places = await Places.make();
  const start = performance.now();
  try {
    const figures = (await benches[name]?.(places, options)) ?? [];
    // A run that is ended later has told them.
    console.error(tableOf(figures));
    return figures;
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
    return [{ work: name, ours: 'failed, see above' }];
  } finally {
    await places.remove();
    console.error(`  all of it: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
}

void main();
