import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { encodeResult } from '../src/core/resultFile';
import { youngHeapMb } from '../src/platform/node/readLane';
import { readLog } from './optunaLog';

/**
 * Reads a journal in this process alone, in a thread with the limits of the extension's, and prints the bytes of the columns
 * and the most it needed: `readOptunaLog.ts FILE`.
 */
async function main(): Promise<void> {
  const [, program = '', path] = process.argv;
  const resourceLimits = { maxYoungGenerationSizeMb: youngHeapMb };
  const worker = new Worker(program, { workerData: path, resourceLimits });
  const [read] = (await once(worker, 'message')) as [unknown];
  console.log(JSON.stringify(read));
}

/** What the thread itself takes is there before. */
async function readAndTell(path: string): Promise<void> {
  gc?.();
  await setImmediate();
  const before = process.memoryUsage.rss();
  const [imported] = await readLog(path);
  const most = process.resourceUsage().maxRSS * 1024 - before;
  if (imported === undefined) throw new Error('There is no study.');
  const stamp = { revision: crypto.randomUUID(), updatedAt: new Date().toISOString() };
  const { bytes } = await encodeResult(imported.result, stamp);
  parentPort?.postMessage({ bytes: bytes.length, most });
}

void (isMainThread ? main() : readAndTell(workerData as string));
