import assert from 'node:assert/strict';
import { StorageError } from '../../src/storage/errors';
import { memoryUndoLog } from '../../src/storage/undoLog';
import type { UndoLog } from '../../src/storage/undoLog';
import { lastingMemory, managerWith } from './support/managerWith';
import { memoryBaseline } from './support/memoryBaseline';
import { anEntry, aResult } from './support/results';

/** A log that fails to note that a change is taken back, as if the program ended just before. */
function endingBefore(log: UndoLog): UndoLog {
  const fail = () => Promise.reject(new StorageError('unavailable', 'The program ends.'));
  return { ...log, delete: fail };
}

describe('An undo that was interrupted', () => {
  it('is complete when it is asked for again', async () => {
    const primary = lastingMemory('/one');
    const log = memoryUndoLog();
    const first = managerWith({ primary, secondary: undefined, undoLog: endingBefore(log) });
    for (const key of ['a', 'b']) await first.manager.saveResult(key, aResult());
    await first.manager.renameResult('b', 'a', { overwrite: true });
    await assert.rejects(first.manager.changes.undo(), { code: 'unavailable' });
    const next = managerWith({ primary, secondary: undefined, undoLog: log });
    const report = await next.manager.changes.undo();
    assert.deepEqual(report?.skipped, []);
    assert.deepEqual(await next.manager.listResults(), ['a', 'b']);
    assert.deepEqual(await next.manager.changes.list(), []);
  });

  it('is no decision of the user’s for the next sync', async () => {
    const baseline = memoryBaseline();
    const places = { primary: lastingMemory('/one'), secondary: lastingMemory('/two') };
    const undoLog = endingBefore(memoryUndoLog());
    const { manager, primary, secondary } = managerWith({ ...places, baseline, undoLog });
    await secondary.save(await anEntry('a', { updatedAt: '2020-01-01T00:00:00.000Z' }));
    await primary.save(await anEntry('a'));
    await manager.syncBackends('bidirectional');
    const newer = await primary.load('a');
    await assert.rejects(manager.changes.undo(), { code: 'unavailable' });
    assert.notDeepEqual(await secondary.load('a'), newer);
    await manager.syncBackends('bidirectional');
    assert.deepEqual(await primary.load('a'), newer);
    assert.deepEqual(await secondary.load('a'), newer);
  });
});
