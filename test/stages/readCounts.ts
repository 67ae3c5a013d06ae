import { readFile } from 'node:fs/promises';
import type { Counts } from './stageResults';

/**
 * Reads what {@link CountingReporter} left in `file`.
 * @throws {Error} when mocha did not get that far, and when it ran no test: silence must not pass for success.
 */
export async function readCounts(file: string): Promise<Counts> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error('The tests ended before they were counted.', { cause });
  });
  const counts = JSON.parse(content) as Counts;
  if (counts.passed + counts.failed.length === 0) throw new Error('No test was run.');
  return counts;
}
