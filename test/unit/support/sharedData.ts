import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'mocha';

const folder = join(__dirname, '../../../../shared/data');

/** The path of a sample file of another tool; skips the test when the samples are not on this machine. */
export function sharedData(test: Context, ...path: readonly string[]): string {
  const file = join(folder, ...path);
  if (!existsSync(file)) {
    console.log(`      (skipped: no sample data at ${join(...path)})`);
    test.skip();
  }
  return file;
}
