import assert from 'node:assert/strict';
import type { OptimizationResult } from '../../../src/core/result';
import { decodeResult, encodeResult } from '../../../src/core/resultFile';
import { exactly } from './bits';
import { allPlaceKinds } from './places';

const stamp = {
  revision: '0b9d9b1e-8b0e-4b0e-9d0e-00000000000f',
  updatedAt: '2026-02-03T04:05:06.789Z',
};

/** One of each backend, none of which writes to a disk. */
const kinds = allPlaceKinds.filter(({ name }) =>
  [
    'MemoryStorage',
    'FileSystemStorage over files in memory',
    'DatabaseStorage with sql.js in memory',
  ].includes(name),
);

/** Saves the result in every kind of backend and loads it again; fails when a bit of it is lost. */
export async function roundTrips(key: string, result: OptimizationResult): Promise<void> {
  const { bytes, head } = await encodeResult(result, stamp);
  for (const { name, makePlace } of kinds) {
    const place = await makePlace();
    const backend = await place.open();
    try {
      await backend.save({ header: { ...head, key }, bytes });
      const loaded = await backend.load(key);
      assert.ok(loaded, `${name} has no ${key}`);
      const decoded = await decodeResult(loaded.bytes, { modifiedAt: stamp.updatedAt });
      assert.deepEqual(exactly(decoded.result), exactly(result), name);
    } finally {
      await backend.close();
    }
  }
}
