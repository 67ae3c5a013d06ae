import { readFileSync, writeSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Random } from '../../unit/support/random';
import type { FuzzReport, FuzzRun } from './runTarget';
import { loadTarget } from './targets';

/*
 * Runs cases in a process of its own, so that one that hangs or ends the process is noticed and named.
 * Usage: `tsx worker.ts target seed first count`; with a pipe as descriptor 3, says there which case is under way.
 */

const mebibyte = 2 ** 20;
/** What one case may take of address space, which counts memory that was asked for and never touched. */
const maxReservedBytes = 256 * mebibyte;
/** What the whole process may ever have had in memory. */
const maxResidentBytes = 768 * mebibyte;
const maxFailures = 10;

async function main([name = '', seed = '1', first = '0', count = '1']: readonly string[]) {
  const run: FuzzRun = { seed: Number(seed), first: Number(first), count: Number(count) };
  const target = await loadTarget(name);
  const runCase = await target.prepare();
  await startThreads();
  const tally: Record<string, number> = {};
  const failures: { case: number; message: string }[] = [];
  for (let number = run.first; number < run.first + run.count; number++) {
    say(number);
    const reserved = reservedBytes();
    try {
      const outcome = await runCase(new Random((run.seed * 0x10001 + number) | 0));
      checkMemory(reserved);
      tally[outcome] = (tally[outcome] ?? 0) + 1;
    } catch (error) {
      failures.push({ case: number, message: describe(error) });
      if (failures.length >= maxFailures) break;
    }
  }
  const report: FuzzReport = { tally, failures, residentBytes: residentBytes() };
  console.log(JSON.stringify(report));
}

/** Each of Node's threads reserves memory when it starts, which is not the doing of the case that it starts for. */
async function startThreads(): Promise<void> {
  await Promise.all(Array.from({ length: 8 }, () => stat('.')));
}

/** Written at once, so that it is known even when the next thing that happens is the end of the process. */
function say(number: number): void {
  if (process.env['FUZZ_PROGRESS'] === '3') writeSync(3, `${number}\n`);
}

function checkMemory(reservedBefore: number): void {
  const reserved = reservedBytes() - reservedBefore;
  if (reserved > maxReservedBytes) {
    throw new Error(`It asked for ${Math.round(reserved / mebibyte)} MiB of memory.`);
  }
  if (residentBytes() > maxResidentBytes) {
    throw new Error(`The process has had ${Math.round(residentBytes() / mebibyte)} MiB in memory.`);
  }
}

function residentBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** The most that this process ever reserved; only Linux tells. */
function reservedBytes(): number {
  if (process.platform !== 'linux') return 0;
  const peak = /VmPeak:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'latin1'));
  return Number(peak?.[1] ?? 0) * 1024;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main(process.argv.slice(2)).then(
  // Watchers and timers of what a case left half-done must not keep the process.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
