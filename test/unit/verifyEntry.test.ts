import assert from 'node:assert/strict';
import { FileSystemStorage } from '../../src/storage/backends/fileSystem';
import { checkEntry } from '../../src/storage/verifyEntry';
import { aForeignEntry } from './support/foreignEntry';
import { MemoryFiles } from './support/memoryFiles';
import { allPlaceKinds } from './support/places';
import { anEntry } from './support/results';

/** Bytes of an artifact’s end in which versions, types and row counts lie. */
const tail = 1200;

describe('checkEntry', () => {
  it('calls one damaged bit of an artifact damage, whatever it makes of the bytes', async () => {
    const files = new MemoryFiles();
    const backend = new FileSystemStorage({ basePath: '/base', files });
    const entry = await anEntry('a');
    const { length } = entry.bytes;
    await backend.save(entry);
    for (let at = length - tail; at < length; at++) {
      const bytes = entry.bytes.slice();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      await files.write('/base/a.arrow', bytes);
      assert.equal((await checkEntry(backend, 'a')).state, 'damaged', `byte ${at}`);
    }
  });

  for (const { name, makePlace } of allPlaceKinds) {
    it(`tells a file of another program from damage: ${name}`, async () => {
      const place = await makePlace();
      const backend = await place.open();
      const entry = await aForeignEntry('theirs');
      await backend.save(entry);
      const found = await checkEntry(backend, 'theirs');
      assert.equal(found.state, 'unsupported');
      await backend.save({ ...entry, bytes: entry.bytes.slice(0, -100) });
      assert.equal((await checkEntry(backend, 'theirs')).state, 'damaged');
      await backend.close();
      await place.remove?.();
    });
  }

  it('says that a key is absent', async () => {
    const backend = new FileSystemStorage({ basePath: '/base', files: new MemoryFiles() });
    assert.deepEqual(await checkEntry(backend, 'nothing'), { state: 'absent' });
  });
});
