import assert from 'node:assert/strict';
import type { Entry, StorageBackend } from '../../src/storage/backend';
import { checkEntry } from '../../src/storage/verifyEntry';
import type { Place } from './backendContract';
import { aForeignEntry } from './support/foreignEntry';
import { misleading } from './support/misleading';
import { allPlaceKinds } from './support/places';
import { anEntry } from './support/results';

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
