import assert from 'node:assert/strict';
import type { StorageBackend } from '../../../../src/storage/backend';
import { FileSystemStorage } from '../../../../src/storage/backends/fileSystem';
import { isStorageError } from '../../../../src/storage/errors';
import { MemoryFiles } from '../../../unit/support/memoryFiles';
import { anEntry } from '../../../unit/support/results';
import type { FuzzCase } from '../fuzzTarget';
import { mutate } from '../mutate';

const base = '/base';

/** The index of heads, which is never the truth: whatever is wrong with it, heads are those of the artifacts. */
export async function prepare(): Promise<FuzzCase> {
  const files = new MemoryFiles();
  const keys = Array.from({ length: 120 }, (_, index) => `runs/${index % 7}/${index}`);
  const saved = await Promise.all(
    keys.map((key, index) => {
      const id = `0b9d9b1e-8b0e-4b0e-9d0e-${String(index).padStart(12, '0')}`;
      return anEntry(key, { id, revision: id, rows: 1 + (index % 9) });
    }),
  );
  const storage = new FileSystemStorage({ basePath: base, files });
  for (const entry of saved) await storage.save(entry);
  await storage.list();
  for (const key of keys) await storage.header(key);
  await storage.close();
  const path = files.paths.find(name => /\/index\.[a-z]+$/.test(name)) ?? '';
  const index = await files.read(path);
  assert.ok(index !== undefined, 'no index was written');
  return async random => {
    files.put(path, mutate(index, random));
    const opened: StorageBackend = new FileSystemStorage({ basePath: base, files });
    try {
      if (random.below(4) === 0) assert.deepEqual(await opened.list(), [...keys].sort());
      const { header } = random.pick(saved);
      assert.deepEqual(await opened.header(header.key), header);
      const others = Array.from({ length: 20 }, () => random.pick(saved).header);
      const headers = await opened.headers?.(others.map(({ key }) => key));
      for (const expected of others) {
        const found = headers?.get(expected.key) ?? (await opened.header(expected.key));
        assert.deepEqual(found, expected);
      }
      if (random.below(8) > 0) return 'not asked';
      const faults = (await opened.check?.()) ?? [];
      return faults.length === 0 ? 'as good as whole' : 'named';
    } catch (error) {
      assert.ok(!isStorageError(error), `a sound artifact was refused: ${String(error)}`);
      throw error;
    } finally {
      await opened.close();
    }
  };
}
