import assert from 'node:assert/strict';
import { baselineFile } from '../../src/storage/baselineFile';
import { isStorageError } from '../../src/storage/errors';
import { sealedJson } from '../../src/storage/sealedJson';
import { MemoryFiles } from './support/memoryFiles';

function disk() {
  const files = new MemoryFiles();
  return { files, store: baselineFile({ files, folder: '/sync' }) };
}

describe('baselineFile', () => {
  it('keeps one file per pair, any key included', async () => {
    const { files, store } = disk();
    const revisions = new Map([
      ['__proto__', 'r1'],
      ['a/b', 'r2'],
    ]);
    await store.save('pair', revisions);
    assert.deepEqual(files.paths, ['/sync/pair.json']);
    assert.deepEqual(await store.load('pair'), revisions);
    assert.deepEqual(await store.load('other'), new Map());
  });

  it('removes what an interrupted save left long ago', async () => {
    const { files, store } = disk();
    files.put('/sync/.pair.json.123-0a1b2c3d.tmp', new Uint8Array(3));
    files.put('/sync/note.tmp', new Uint8Array(3));
    await store.save('pair', new Map());
    assert.deepEqual(files.paths, ['/sync/note.tmp', '/sync/pair.json']);
  });

  it('finds a file damaged in which one letter is another', async () => {
    const { files, store } = disk();
    await store.save('pair', new Map([['a', 'r1']]));
    const bytes = (await files.read('/sync/pair.json')) as Uint8Array;
    bytes[bytes.lastIndexOf('1'.charCodeAt(0))] = '2'.charCodeAt(0);
    files.put('/sync/pair.json', bytes);
    await assert.rejects(store.load('pair'), error => isStorageError(error, 'corrupt'));
  });

  for (const data of [{}, { format: 2, revisions: [] }, { format: 1, revisions: [['a']] }]) {
    it(`finds ${JSON.stringify(data)} damaged`, async () => {
      const { files, store } = disk();
      files.put('/sync/pair.json', await sealedJson(data));
      await assert.rejects(
        store.load('pair'),
        error => isStorageError(error, 'corrupt') && error.message.includes('/sync/pair.json'),
      );
    });
  }
});
