import { copyFile, open, rm } from 'node:fs/promises';
import type { StorageManager } from '../src/storage/manager';
import { oneByOne, together } from './everyKey';
import type { Figure } from './figures';
import { compare } from './measure';
import type { Contestant, MissingPeer, Peer } from './measure';
import { openBetterSqlite3, peer } from './peers';
import { databaseOf, hasNodeSqlite } from './places';
import type { Kind, Places } from './places';
import { sampleBytes, sampleKeys, sampleResult } from './sampleResult';

const times = 100;
/** A result of 10,000 rows has about a million bytes. */
const fillerRows = 10_000;

/** New results into databases that are empty, small and large. */
export async function benchDatabase(places: Places): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const size of [0, 10, 100]) {
    const work = `durable save of 100 × 12 into a database of ${size} MB`;
    const beside = [await bareInserts(places, size)];
    if (hasNodeSqlite) {
      const ours = await inTurn(places, size);
      figures.push(...(await compare({ work, ours: [ours], beside, repeats: 11 })));
    }
    const ours = [await atOnce(places, { size, kind: 'sql.js' })];
    if (hasNodeSqlite) ours.push(await atOnce(places, { size, kind: 'node:sqlite' }));
    const repeats = size === 100 ? 3 : 7;
    const together = `${work}, 100 at a time`;
    figures.push(...(await compare({ work: together, ours, beside, repeats })));
  }
  return figures;
}

async function inTurn(places: Places, size: number): Promise<Contestant> {
  const manager = await places.manager('node:sqlite', await filled(places, size));
  const result = sampleResult(100);
  let count = 0;
  return {
    name: 'node:sqlite',
    times,
    run: () =>
      oneByOne(sampleKeys(times, (count += times)), key => manager.saveResult(key, result)),
  };
}

/** Each run has a fresh copy of the database: what sql.js needs depends on the size. */
async function atOnce(
  places: Places,
  { size, kind }: { readonly size: number; readonly kind: Kind },
): Promise<Contestant> {
  const original = await filled(places, size);
  const path = places.newPath();
  const result = sampleResult(100);
  let manager: StorageManager | undefined;
  return {
    name: kind,
    times,
    // Whoever saves much at once is asked of sql.js alone, and at a size that suits it.
    isAside: kind !== 'sql.js' || size !== 10,
    prepare: async () => {
      await manager?.close();
      await rm(databaseOf(path), { force: true });
      if (size > 0) await copyDurably(databaseOf(original), databaseOf(path));
      manager = await places.manager(kind, path);
    },
    run: () => together(sampleKeys(times), async key => manager?.saveResult(key, result)),
  };
}

/** What is left to be written later would slow down whoever comes next. */
async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const file = await open(to, 'r+');
  await file.sync();
  await file.close();
}

/** The path of a database with results of about this many megabytes. */
async function filled(places: Places, megabytes: number): Promise<string> {
  const path = places.newPath();
  const manager = await places.manager('sql.js', path);
  const result = sampleResult(fillerRows);
  const keys = sampleKeys(megabytes).map(key => `filler/${key}`);
  await together(keys, key => manager.saveResult(key, result));
  await manager.close();
  return path;
}

/** Always one after the other: each is a transaction of its own, as each of our saves is to whoever waits for it. */
async function bareInserts(places: Places, size: number): Promise<Peer | MissingPeer> {
  const bytes = await sampleBytes(100);
  const filler = await sampleBytes(fillerRows);
  return peer('better-sqlite3, synchronous=FULL, INSERT', async () => {
    const database = await openBetterSqlite3(`${places.newPath()}.db`);
    const statement = database.prepare('INSERT INTO results (key, payload) VALUES (?, ?)');
    for (const key of sampleKeys(size)) statement.run(`filler/${key}`, filler);
    let count = 0;
    const run = () => {
      for (const key of sampleKeys(times, (count += times))) statement.run(key, bytes);
    };
    return { target: 1.2, times, run };
  });
}
