import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeResult } from '../../../src/core/resultFile';
import { awkwardResult } from '../../unit/support/awkwardResult';
import { aResult } from '../../unit/support/results';

export const arrowFixtures = join(import.meta.dirname, '../../fixtures/arrow');

/** Artifacts of ours, the same in every run: small, larger, without rows, awkward, and one of an earlier day. */
export async function artifactSamples(): Promise<readonly Uint8Array[]> {
  const ids = [1, 2, 3, 4].map(number => `0b9d9b1e-8b0e-4b0e-9d0e-00000000000${number}`);
  const results = [
    aResult({ id: ids[0] as string, resultSets: [{ name: 'front', rows: [0, 2] }] }),
    aResult({ id: ids[1] as string, rows: 200 }),
    aResult({ id: ids[2] as string, rows: 0 }),
    awkwardResult,
  ];
  const encoded = results.map(async (result, index) => {
    const revision = ids[index] as string;
    return (await encodeResult(result, { revision, updatedAt: '2026-02-03T04:05:06.789Z' })).bytes;
  });
  const earlier = new Uint8Array(readFileSync(join(arrowFixtures, 'format-1.arrow')));
  return [...(await Promise.all(encoded)), earlier];
}
