import assert from 'node:assert/strict';
import { fewestChanges, mostChanges } from '../../src/storage/trashBounds';
import { memoryUndoLog } from '../../src/storage/undoLog';
import { StorageError } from '../../src/storage/errors';
import { damaged } from './support/damaged';
import { managerWith } from './support/managerWith';
import { anEntry, aResult } from './support/results';

const mebibyte = 1024 * 1024;

describe('The trash', () => {
  it('keeps the last changes when there are more than it holds', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    const remove = async (n: number): Promise<void> => {
      await primary.save(await anEntry(`k${n}`));
      await manager.deleteResult(`k${n}`);
    };
    for (let n = 0; n < mostChanges; n++) await remove(n);
    assert.equal((await manager.changes.list()).length, mostChanges);
    await remove(mostChanges);
    const kept = (await primary.trash?.list())?.map(({ key }) => key) ?? [];
    assert.equal(kept.length, fewestChanges);
    assert.deepEqual([kept[0], kept.at(-1)], ['k11', `k${mostChanges}`]);
    assert.equal((await manager.changes.list()).length, fewestChanges);
  });

  it('is looked through once for many changes at the same time', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    const keys = Array.from({ length: mostChanges + 10 }, (_, n) => `k${n}`);
    for (const key of keys) await primary.save(await anEntry(key));
    const calls = primary.calls.length;
    await Promise.all(keys.map(key => manager.deleteResult(key)));
    const left = (await primary.trash?.list())?.length ?? 0;
    assert.ok(left >= fewestChanges && left <= mostChanges, `${left} left`);
    const looks = primary.calls.slice(calls).filter(call => call === 'trash').length;
    assert.ok(looks < keys.length / 2, `${looks} looks into the trash`);
  });

  it('counts renames among the changes', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    await primary.save(await anEntry('a'));
    for (let n = 0; n < mostChanges / 2 + 1; n++) {
      await manager.renameResult('a', 'b');
      await manager.renameResult('b', 'a');
    }
    assert.equal((await manager.changes.list()).length, fewestChanges + 1);
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
