import assert from 'node:assert/strict';
import { baselineFile } from '../../src/storage/baselineFile';
import { isStorageError } from '../../src/storage/errors';
import type { Files } from '../../src/storage/ports';

/** As much of a disk as baselines need. */
function disk() {
  const contents = new Map<string, string>();
  const files: Pick<Files, 'join' | 'read' | 'write'> = {
    join: (...names) => names.join('/'),
    read: async path => {
      const text = contents.get(path);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    write: async (path, bytes) => void contents.set(path, new TextDecoder().decode(bytes)),
  };
  return { contents, store: baselineFile({ files, folder: '/sync' }) };
}

describe('baselineFile', () => {
  it('keeps one file per pair, any key included', async () => {
    const { contents, store } = disk();
    const revisions = new Map([
      ['__proto__', 'r1'],
      ['a/b', 'r2'],
    ]);
    await store.save('pair', revisions);
    assert.deepEqual([...contents.keys()], ['/sync/pair.json']);
    assert.deepEqual(await store.load('pair'), revisions);
    assert.deepEqual(await store.load('other'), new Map());
  });

  for (const text of [
    '',
    '{"format":1',
    '{}',
    '{"format":2,"revisions":[]}',
    '{"format":1,"revisions":[["a"]]}',
  ]) {
    it(`finds ${JSON.stringify(text)} damaged`, async () => {
      const { contents, store } = disk();
      contents.set('/sync/pair.json', text);
      await assert.rejects(
        store.load('pair'),
        error => isStorageError(error, 'corrupt') && error.message.includes('/sync/pair.json'),
      );
    });
  }
});
