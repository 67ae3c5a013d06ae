import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { bundled } from './bundled';
import { megabytes, rowOf } from './figures';
import type { Figure } from './figures';
import { compare } from './measure';
import { readLog, writeOptunaLog } from './optunaLog';
import type { Places } from './places';

/** The larger one has 1 GB. */
const sizes = [25_000, 250_000];

/** Journals of Optuna to results: the time beside parsing their lines, and the most memory that it takes. */
export async function benchJournal(places: Places): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const trials of sizes) {
    const path = `${places.newPath()}.log`;
    const size = writeOptunaLog(path, trials);
    const name = `an Optuna journal of ${trials.toLocaleString('en')} trials, ${megabytes(size)}`;
    if (trials === sizes[0]) figures.push(...(await times(path, name)));
    figures.push(await memoryRow(path, name));
  }
  return figures;
}

async function times(path: string, name: string): Promise<readonly Figure[]> {
  return compare({
    work: `reading ${name}`,
    ours: [{ name: '', run: () => readLog(path) }],
    beside: [{ name: 'JSON.parse of each line of readline', run: () => parseLines(path) }],
    repeats: 3,
  });
}

/** Nothing is made of them. */
async function parseLines(path: string): Promise<void> {
  for await (const line of createInterface(createReadStream(path))) JSON.parse(line);
}

async function memoryRow(path: string, name: string): Promise<Figure> {
  const program = await bundled('readOptunaLog');
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', program, path], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(`The journal was not read: ${stderr}`);
  const { bytes, most } = JSON.parse(stdout) as { readonly bytes: number; readonly most: number };
  return rowOf({
    work: `most memory while ${name} is read`,
    ours: most,
    beside: 'bytes of its columns',
    theirs: bytes,
    target: 3,
    format: megabytes,
  });
}
