import assert from 'node:assert/strict';
import { readArtifact, readFileHead } from '../../src/storage/backends/artifactFile';
import { aForeignEntry } from './support/foreignEntry';
import { MemoryFiles } from './support/memoryFiles';
import { misleading } from './support/misleading';
import { resealed } from './support/resealed';
import { anArtifact } from './support/results';

const file = { key: 'a', path: '/base/a.arrow' };

/** The two ways in which the same file is read. */
const readings = [
  ['its head alone', readFileHead],
  ['it wholly', readArtifact],
] as const;

describe('An artifact on a disk', () => {
  let artifact: Awaited<ReturnType<typeof anArtifact>>;
  let changed: readonly Uint8Array[];

  before(async () => {
    artifact = await anArtifact();
    changed = await misleading(artifact.bytes);
  });

  for (const [what, read] of readings) {
    describe(`when one reads ${what}`, () => {
      it('is called damaged also where one bit makes it look like a newer or another one', async () => {
        const disk = new MemoryFiles();
        assert.ok(changed.length > 3);
        for (const bytes of changed) {
          disk.put(file.path, bytes);
          await assert.rejects(read(disk, file), { code: 'corrupt' });
        }
      });

      it('needs a newer program when it is sound and of a newer version', async () => {
        const disk = new MemoryFiles();
        disk.put(file.path, await resealed(artifact.bytes, '"format":1', '"format":9'));
        const message = /"a" \(\/base\/a\.arrow\).*version 9.*Update the OptiScope extension/;
        await assert.rejects(read(disk, file), { code: 'unsupported', message });
      });

      it('cannot be read when it is sound and of another program', async () => {
        const disk = new MemoryFiles();
        disk.put(file.path, (await aForeignEntry('a')).bytes);
        await assert.rejects(read(disk, file), { code: 'unsupported' });
      });
    });
  }

  describe('when its head seems to be of a newer version', () => {
    it('is looked at again when it was replaced by a sound one meanwhile', async () => {
      const disk = new MemoryFiles();
      const { bytes, head } = artifact;
      disk.put(file.path, changed[0] ?? bytes);
      const read = disk.read.bind(disk);
      let replacements = 0;
      Object.assign(disk, {
        read: async (path: string) => {
          const found = await read(path);
          if (replacements++ === 0) disk.put(path, bytes);
          return found;
        },
      });
      assert.deepEqual((await readFileHead(disk, file))?.head, head);
    });

    it('is absent when it is gone by then', async () => {
      const disk = new MemoryFiles();
      disk.put(file.path, changed[0] ?? artifact.bytes);
      Object.assign(disk, { read: async (path: string) => void (await disk.delete(path)) });
      assert.equal(await readFileHead(disk, file), undefined);
    });
  });
});
