import { spawnSync } from 'node:child_process';
import { bundled } from './bundled';
import { megabytes, rowOf } from './figures';
import type { Figure } from './figures';
import type { Places } from './places';
import { sampleBytes } from './sampleResult';

const rows = 1_000_000;
const key = 'campaign/huge';
const columnBytes = rows * 12 * 8;

/** What a huge result holds once it is loaded, beside the bytes of its columns; the cache of 100 MB is on. */
export async function benchMemory(places: Places): Promise<readonly Figure[]> {
  const base = places.folderOf([key], await sampleBytes(rows));
  const program = await bundled('openHuge');
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', program, base, key], {
    encoding: 'utf8',
  });
  const held = Number.parseFloat(stdout);
  if (Number.isNaN(held)) throw new Error(`The result was not opened: ${stderr}`);
  return [
    rowOf({
      work: 'memory held by a loaded 1,000,000 × 12: array buffers and heap',
      ours: held,
      beside: 'bytes of its columns',
      theirs: columnBytes,
      target: 1.3,
      format: megabytes,
    }),
  ];
}
