import assert from 'node:assert/strict';
import { createFilesystemStorage } from '../../src/storage/factories';
import { StorageManager } from '../../src/storage/manager';
import { memoryUndoLog } from '../../src/storage/undoLog';
import { undoLogFile } from '../../src/storage/undoLogFile';
import { MemoryFiles } from './support/memoryFiles';
import { aResult } from './support/results';

/** A disk on which managers can be made one after the other, as by a program that is started again. */
function disk() {
  const files = new MemoryFiles();
  const ports = { files, sqlEngines: {}, baseFolder: '/work' };
  const undoLog = undoLogFile({ files, folder: '/own/changes' });
  const start = ({ at = 'results', log = undoLog } = {}): StorageManager =>
    new StorageManager({ primary: createFilesystemStorage(at, { ports }), undoLog: log });
  return { files, undoLog, start };
}

describe('Undo in another session', () => {
  it('takes back what the last one deleted, renamed and replaced', async () => {
    const { start } = disk();
    const first = start();
    const saved = await first.saveResult('a', aResult());
    await first.saveResult('b', aResult());
    await first.changes.inOne('Tidy up', async change => {
      await first.renameResult('a', 'b', { overwrite: true, change });
    });
    await first.deleteResult('b');
    await first.close();
    const second = start();
    assert.equal((await second.changes.undo())?.title, 'Delete "b"');
    assert.equal((await second.changes.undo())?.title, 'Tidy up');
    assert.deepEqual(await second.listResults(), ['a', 'b']);
    assert.equal((await second.header({ backend: 'primary', key: 'a' }))?.revision, saved.revision);
    assert.equal(await second.changes.undo(), undefined);
  });

  it('has what the program that was killed in between had removed, where its key is free', async () => {
    const { start } = disk();
    const first = start();
    for (const key of ['a', 'b', 'c']) await first.saveResult(key, aResult());
    const killed = start({
      log: { ...memoryUndoLog(), save: () => new Promise<never>(() => undefined) },
    });
    void killed.changes.inOne('Delete', async change => {
      for (const key of ['a', 'b']) await killed.deleteResult(key, { change });
    });
    while ((await first.listResults()).length > 1) await new Promise(setImmediate);
    await first.saveResult('b', aResult({ metadata: { newer: true } }));
    const next = start();
    const [left, ...others] = await next.changes.list();
    assert.deepEqual([left?.isInterrupted, left?.items.length, others], [true, 2, []]);
    const report = await next.changes.undo();
    assert.deepEqual(report?.restored, [{ backend: 'primary', key: 'a' }]);
    assert.deepEqual(
      report.skipped.map(({ key }) => key),
      ['b'],
    );
    assert.deepEqual((await next.loadResult('b')).metadata, { newer: true });
    assert.equal(await next.changes.last(), undefined);
  });

  it('says so when the settings name another place by now, and puts nothing there', async () => {
    const { start } = disk();
    const first = start();
    await first.saveResult('a', aResult());
    await first.deleteResult('a');
    const id = (await first.changes.last())?.id;
    await first.close();
    const elsewhere = start({ at: '/elsewhere' });
    assert.equal(await elsewhere.changes.undo(), undefined);
    const report = await elsewhere.changes.undo(id);
    assert.match(
      report?.skipped[0]?.reason ?? '',
      /in \/work\/results, which the settings no longer name/,
    );
    assert.deepEqual(await elsewhere.listResults(), []);
    const back = start();
    assert.deepEqual((await back.changes.undo(id))?.restored, [{ backend: 'primary', key: 'a' }]);
  });

  it('knows the place again in another role', async () => {
    const { files, undoLog, start } = disk();
    const first = start();
    for (const key of ['a', 'b']) await first.saveResult(key, aResult());
    await first.changes.inOne('Tidy up', async change => {
      await first.deleteResult('a', { change });
      await first.renameResult('b', 'c', { change });
    });
    await first.close();
    const ports = { files, sqlEngines: {}, baseFolder: '/work' };
    const swapped = new StorageManager({
      primary: createFilesystemStorage('/elsewhere', { ports }),
      secondary: createFilesystemStorage('/work/results', { ports }),
      undoLog,
    });
    const report = await swapped.changes.undo();
    assert.deepEqual(report?.restored, [{ backend: 'secondary', key: 'a' }]);
    assert.deepEqual(report.renamed, [{ backend: 'secondary', from: 'c', to: 'b' }]);
  });

  it('is not that of another window that is in the midst of it', async () => {
    const { start } = disk();
    const manager = start();
    await manager.saveResult('a', aResult());
    await manager.changes.inOne('Delete', async change => {
      await manager.deleteResult('a', { change });
      assert.deepEqual(await manager.changes.list(), []);
      assert.equal(await manager.changes.undo(change.id), undefined);
    });
    assert.equal((await manager.changes.list()).length, 1);
  });
});
