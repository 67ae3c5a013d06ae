import { encodeResult } from '../src/core/resultFile';
import { readStudy } from './optuna';

/** Reads a study in this process alone; prints by how many bytes its memory grew at most, and the bytes of the columns: `readOptuna.ts FILE`. */
async function main(): Promise<void> {
  const [path = ''] = process.argv.slice(2);
  gc?.();
  const before = process.memoryUsage().rss;
  const [imported] = await readStudy(path);
  const peak = process.resourceUsage().maxRSS * 1024 - before;
  if (imported === undefined) throw new Error('There is no study.');
  const stamp = { revision: crypto.randomUUID(), updatedAt: new Date().toISOString() };
  const { bytes } = await encodeResult(imported.result, stamp);
  console.log(`${peak} ${bytes.length}`);
}

void main();
