import assert from 'node:assert/strict';
import { createFilesystemStorage } from '../../src/storage/factories';
import { StorageManager } from '../../src/storage/manager';
import { mostChanges } from '../../src/storage/trashBounds';
import { undoLogFile } from '../../src/storage/undoLogFile';
import { memoryUndoLog } from '../../src/storage/undoLog';
import { StorageError } from '../../src/storage/errors';
import { damaged } from './support/damaged';
import { managerWith } from './support/managerWith';
import { MemoryFiles } from './support/memoryFiles';
import { anEntry, aResult } from './support/results';

const mebibyte = 1024 * 1024;

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
    while ((await first.listResults()).length > 1) await first.listResults();
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

describe('The trash', () => {
  it('keeps the last changes when there are more than it holds', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    for (let n = 0; n < mostChanges + 3; n++) {
      await primary.save(await anEntry(`k${n}`));
      await manager.deleteResult(`k${n}`);
    }
    const kept = (await primary.trash?.list())?.map(({ key }) => key) ?? [];
    assert.equal(kept.length, mostChanges);
    assert.deepEqual([kept[0], kept.at(-1)], ['k3', `k${mostChanges + 2}`]);
    assert.equal((await manager.changes.list()).length, mostChanges);
  });

  it('is looked through once for many changes at the same time', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    const keys = Array.from({ length: mostChanges + 10 }, (_, n) => `k${n}`);
    for (const key of keys) await primary.save(await anEntry(key));
    const calls = primary.calls.length;
    await Promise.all(keys.map(key => manager.deleteResult(key)));
    assert.equal((await primary.trash?.list())?.length, mostChanges);
    const looks = primary.calls.slice(calls).filter(call => call === 'trash').length;
    assert.ok(looks < keys.length / 2, `${looks} looks into the trash`);
  });

  it('counts renames among the changes', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    await primary.save(await anEntry('a'));
    for (let n = 0; n < mostChanges / 2 + 2; n++) {
      await manager.renameResult('a', 'b');
      await manager.renameResult('b', 'a');
    }
    assert.equal((await manager.changes.list()).length, mostChanges);
  });

  it('empties the oldest bins when there are more bytes than it may hold', async () => {
    const entries = await Promise.all(['a', 'b', 'c'].map(key => anEntry(key, { rows: 2000 })));
    const size = entries[0]?.bytes.length ?? 0;
    const { manager, primary } = managerWith({
      secondary: undefined,
      undoSizeMb: (2.5 * size) / mebibyte,
    });
    for (const entry of entries) await primary.save(entry);
    for (const key of ['a', 'b', 'c']) await manager.deleteResult(key);
    assert.deepEqual(
      (await primary.trash?.list())?.map(({ key }) => key),
      ['b', 'c'],
    );
    assert.deepEqual(
      (await manager.changes.list()).map(({ title }) => title),
      ['Delete "b"', 'Delete "c"'],
    );
  });

  it('sees what others put into it', async () => {
    const entries = await Promise.all(['a', 'b'].map(key => anEntry(key, { rows: 2000 })));
    const size = entries[0]?.bytes.length ?? 0;
    const { manager, primary } = managerWith({
      secondary: undefined,
      undoSizeMb: (1.5 * size) / mebibyte,
    });
    for (const entry of entries) await primary.save(entry);
    await primary.delete('a', { keep: '2020-by-another-window' });
    await manager.deleteResult('b');
    assert.deepEqual(
      (await primary.trash?.list())?.map(({ key }) => key),
      ['b'],
    );
  });

  it('does not keep a change that is larger than all it may hold, nor give up older ones for it', async () => {
    const large = await Promise.all(['a', 'b'].map(key => anEntry(key, { rows: 2000 })));
    const size = large[0]?.bytes.length ?? 0;
    const { manager, primary } = managerWith({
      secondary: undefined,
      undoSizeMb: (1.5 * size) / mebibyte,
    });
    await primary.save(await anEntry('small'));
    await manager.deleteResult('small');
    for (const entry of large) await primary.save(entry);
    await manager.changes.inOne('Delete', async change => {
      for (const key of ['a', 'b']) await manager.deleteResult(key, { change });
    });
    assert.deepEqual(
      (await primary.trash?.list())?.map(({ key }) => key),
      ['small'],
    );
    for (const entry of large) await primary.save(entry);
    await manager.clearAllResults();
    assert.deepEqual(
      (await primary.trash?.list())?.map(({ key }) => key),
      ['small'],
    );
    assert.equal((await manager.changes.last())?.title, 'Delete "small"');
  });

  it('counts a damaged entry at the size it turns out to have', async () => {
    const entry = damaged(await anEntry('a', { rows: 2000 }));
    const { manager, primary } = managerWith({
      secondary: undefined,
      undoSizeMb: entry.bytes.length / 2 / mebibyte,
    });
    await primary.save(entry);
    primary.fail('header', 'corrupt', 'a');
    await manager.deleteResult('a');
    assert.deepEqual(await primary.trash?.list(), []);
  });

  it('keeps nothing with a size of 0', async () => {
    const { manager, primary } = managerWith({ undoSizeMb: 0 });
    await manager.saveResult('a', aResult());
    await manager.renameResult('a', 'b');
    await manager.deleteResult('b');
    assert.deepEqual(await primary.trash?.list(), []);
    assert.deepEqual(await manager.changes.list(), []);
  });

  it('is emptied by the user, but for what was set aside as damaged', async () => {
    const { manager, primary } = managerWith();
    const { size } = await manager.saveResult('a', aResult());
    await primary.save(await anEntry('bad'));
    await primary.delete('bad', { keep: 'quarantine-2026' });
    await manager.deleteResult('a');
    await primary.save(await anEntry('b'));
    await manager.renameResult('b', 'c');
    assert.deepEqual(await manager.changes.emptyTrash(), { count: 2, bytes: 2 * size });
    assert.deepEqual(
      (await primary.trash?.list())?.map(({ bin }) => bin),
      ['quarantine-2026'],
    );
    assert.deepEqual(await manager.changes.list(), []);
    assert.equal(await manager.changes.undo(), undefined);
    assert.equal(await manager.changes.undo('quarantine-2026'), undefined);
  });

  it('never empties what was set aside as damaged by itself', async () => {
    const { manager, primary } = managerWith({ secondary: undefined, undoSizeMb: 1 / mebibyte });
    await primary.save(await anEntry('bad'));
    await primary.delete('bad', { keep: 'quarantine-2026' });
    await manager.saveResult('a', aResult());
    await manager.deleteResult('a');
    assert.deepEqual(
      (await primary.trash?.list())?.map(({ key }) => key),
      ['bad'],
    );
  });

  it('shows in the storage info', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    const { size } = await manager.saveResult('a', aResult());
    await manager.deleteResult('a');
    const bad = await anEntry('bad');
    await primary.save(bad);
    await primary.delete('bad', { keep: 'quarantine-2026' });
    const { trash, quarantine } = (await manager.getStorageInfo()).primary;
    assert.deepEqual(trash, { count: 1, bytes: size });
    assert.deepEqual(quarantine, { count: 1, bytes: bad.bytes.length });
  });

  it('does not make an operation fail when it cannot be noted, and says so', async () => {
    const failure = new StorageError('unavailable', 'no disk');
    const { manager } = managerWith({
      undoLog: { ...memoryUndoLog(), save: () => Promise.reject(failure) },
    });
    await manager.saveResult('a', aResult());
    const failures: unknown[] = [];
    manager.changes.onDidFail(error => failures.push(error));
    assert.deepEqual(await manager.deleteResult('a'), ['primary', 'cache', 'secondary']);
    assert.deepEqual(failures, [failure]);
    assert.equal((await manager.changes.last())?.isInterrupted, true);
  });

  it('is written down before the manager is closed', async () => {
    const undoLog = memoryUndoLog();
    const slow: typeof undoLog = {
      ...undoLog,
      save: async record => {
        for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
        await undoLog.save(record);
      },
    };
    const { manager } = managerWith({ undoLog: slow });
    await manager.saveResult('a', aResult());
    void manager.deleteResult('a');
    await manager.close();
    assert.deepEqual(
      (await undoLog.list()).map(({ title }) => title),
      ['Delete "a"'],
    );
  });
});
