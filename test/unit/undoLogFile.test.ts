import assert from 'node:assert/strict';
import type { ChangeRecord } from '../../src/storage/change';
import { StorageError } from '../../src/storage/errors';
import { sealedJson } from '../../src/storage/sealedJson';
import { temporaryName } from '../../src/storage/temporaryFiles';
import { undoLogFile } from '../../src/storage/undoLogFile';
import { MemoryFiles } from './support/memoryFiles';

const record: ChangeRecord = {
  id: '2026-01-02T03-04-05-678Z-0123abcd',
  title: 'Delete 2 results',
  steps: [
    { what: 'removed', backend: 'primary', place: '/p', key: '__proto__' },
    { what: 'replaced', backend: 'secondary', place: '/s', key: 'a/b', left: 'r1' },
    { what: 'renamed', backend: 'primary', place: '/p', key: 'x', to: 'y', revision: null },
    { what: 'cleared', backend: 'primary', place: '/p' },
  ],
};

function disk() {
  const files = new MemoryFiles();
  return { files, log: undoLogFile({ files, folder: '/own' }) };
}

describe('undoLogFile', () => {
  it('keeps one file per change', async () => {
    const { files, log } = disk();
    await log.save(record);
    await log.save({ ...record, id: 'other', isTakenBack: true });
    assert.deepEqual(files.paths, [`/own/${record.id}.json`, '/own/other.json']);
    const found = [...(await log.list())].sort((a, b) => (a.id < b.id ? -1 : 1));
    assert.deepEqual(found, [record, { ...record, id: 'other', isTakenBack: true }]);
  });

  it('replaces and forgets a change', async () => {
    const { files, log } = disk();
    await log.save(record);
    await log.save({ ...record, steps: [] });
    assert.deepEqual(await log.list(), [{ ...record, steps: [] }]);
    await log.delete(record.id);
    await log.delete(record.id);
    assert.deepEqual(files.paths, []);
    assert.deepEqual(await log.list(), []);
  });

  const step = { what: 'removed', backend: 'primary', place: '', key: 'a' };
  for (const data of [
    { format: 2, title: 'x', steps: [] },
    { format: 1, title: 'x', steps: [null] },
    { format: 1, title: 'x', steps: [{ ...step, backend: 'cache' }] },
    { format: 1, title: 'x', steps: [{ ...step, what: 'replaced' }] },
    { format: 1, title: 'x', steps: [{ ...step, what: 'renamed' }] },
  ]) {
    it(`leaves out ${JSON.stringify(data)}`, async () => {
      const { files, log } = disk();
      await log.save(record);
      files.put('/own/bad.json', await sealedJson(data));
      files.put('/own/.tmp-x', new TextEncoder().encode('x'));
      assert.deepEqual(await log.list(), [record]);
    });
  }

  it('removes what interrupted writes left, but nothing that may still be written', async () => {
    const { files, log } = disk();
    await log.save(record);
    const [old, fresh] = ['a.json', 'b.json'].map(name => `/own/${temporaryName(name, 'window')}`);
    assert.ok(old !== undefined && fresh !== undefined);
    for (const path of [old, fresh, '/own/.notes.tmp']) files.put(path, new Uint8Array(1));
    const stat = files.stat.bind(files);
    const now = async (path: string) => ({
      ...(await stat(path))!,
      mtimeMs: Date.now(),
    });
    Object.assign(files, {
      stat: (path: string) => (path === fresh ? now(path) : stat(path)),
    });
    assert.deepEqual(await log.list(), [record]);
    assert.deepEqual(files.paths, [`/own/${record.id}.json`, fresh, '/own/.notes.tmp'].sort());
  });

  it('can be read where nothing can be removed', async () => {
    const { files, log } = disk();
    await log.save(record);
    files.put(`/own/${temporaryName('a.json', 'window')}`, new Uint8Array(1));
    const failure = new StorageError('read-only', 'The disk is read-only.');
    Object.assign(files, { delete: () => Promise.reject(failure) });
    assert.deepEqual(await log.list(), [record]);
  });
});
