import assert from 'node:assert/strict';
import { ResultError } from '../../src/core/errors';
import { readHead } from '../../src/core/resultFile';
import type { Entry, StorageBackend } from '../../src/storage/backend';
import { checkEntry } from '../../src/storage/verifyEntry';
import type { Place } from './backendContract';
import { aForeignEntry } from './support/foreignEntry';
import { allPlaceKinds } from './support/places';
import { anEntry } from './support/results';

/** The artifact with one bit turned over, for every bit that makes its head look like that of another version or type. */
async function misleading(bytes: Uint8Array): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    if (await seemsUnsupported(changed)) found.push(changed);
  }
  return found;
}

async function seemsUnsupported(bytes: Uint8Array): Promise<boolean> {
  const read = async (start: number, length: number) => bytes.subarray(start, start + length);
  return readHead({ size: bytes.length, read }, { modifiedAt: new Date(0).toISOString() }).then(
    () => false,
    error => error instanceof ResultError && error.code === 'unsupported',
  );
}

describe('checkEntry', () => {
  let entry: Entry;
  let changed: readonly Uint8Array[];

  before(async () => {
    entry = await anEntry('a');
    changed = await misleading(entry.bytes);
  });

  for (const { name, makePlace } of allPlaceKinds) {
    describe(`on a ${name}`, () => {
      let place: Place;
      let backend: StorageBackend;

      beforeEach(async () => {
        place = await makePlace();
        backend = await place.open();
      });

      afterEach(async () => {
        await backend.close();
        await place.remove?.();
      });

      it('calls a damaged bit damage also where it makes an artifact look like something else', async () => {
        assert.ok(changed.length > 3);
        for (const bytes of changed) {
          await backend.save({ ...entry, bytes });
          assert.equal((await checkEntry(backend, 'a')).state, 'damaged');
        }
      });

      it('tells a file of another program from damage', async () => {
        const theirs = await aForeignEntry('theirs');
        await backend.save(theirs);
        assert.equal((await checkEntry(backend, 'theirs')).state, 'unsupported');
        await backend.save({ ...theirs, bytes: theirs.bytes.slice(0, -100) });
        assert.equal((await checkEntry(backend, 'theirs')).state, 'damaged');
      });

      it('says that a key is absent', async () => {
        assert.deepEqual(await checkEntry(backend, 'nothing'), { state: 'absent' });
      });
    });
  }
});
