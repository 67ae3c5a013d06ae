import assert from 'node:assert/strict';
import type { ChangeRecord } from '../../src/storage/change';
import { sealedJson } from '../../src/storage/sealedJson';
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
});
