import { parseArgs } from 'node:util';
import { benchActivation } from './activation';
import { benchCache } from './cache';
import { benchChange } from './change';
import { benchCsv } from './csv';
import { benchDatabase } from './database';
import { tableOf } from './figures';
import type { Figure } from './figures';
import { benchExplorer } from './explorer';
import { benchExplorerInCode } from './explorerInCode';
import { benchGrowth } from './growth';
import { benchHostActivation } from './hostActivation';
import { benchJournal } from './journal';
import { benchList } from './list';
import { benchLoad } from './load';
import { machineLine } from './machineLine';
import { benchMemory } from './memory';
import { benchOptuna } from './optuna';
import { Places } from './places';
import { benchSave } from './save';
import { benchSync } from './sync';

interface BenchOptions {
  readonly scale: number;
}

type Bench = (places: Places, options: BenchOptions) => Promise<readonly Figure[]>;

const benches: Readonly<Record<string, Bench>> = {
  // First: what the others leave to the garbage collector would be counted.
  cache: benchCache,
  save: benchSave,
  database: benchDatabase,
  load: benchLoad,
  list: benchList,
  change: benchChange,
  sync: benchSync,
  csv: benchCsv,
  memory: benchMemory,
  optuna: benchOptuna,
  journal: benchJournal,
  growth: benchGrowth,
  explorer: benchExplorer,
  explorerInCode: benchExplorerInCode,
  activation: benchActivation,
  host: benchHostActivation,
};

/** Prints the table of README.md; what goes on meanwhile is told on the other stream. See `run.ts`. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { scale: { type: 'string', default: '1' } },
  });
  const wanted = positionals.length === 0 ? Object.keys(benches) : positionals;
  const unknown = wanted.filter(name => !(name in benches));
  if (unknown.length > 0) {
    throw new Error(`There is no ${unknown.join(', ')} among ${Object.keys(benches).join(', ')}.`);
  }
  const line = machineLine();
  const figures: Figure[] = [];
  for (const name of wanted) {
    figures.push(...(await figuresOf(name, { scale: Number(values.scale) })));
  }
  console.log(`${line}\n\n${tableOf(figures)}`);
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
