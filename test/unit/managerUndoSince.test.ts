import assert from 'node:assert/strict';
import { lastingMemory, managerWith } from './support/managerWith';
import { memoryBaseline } from './support/memoryBaseline';
import { anEntry, aResult } from './support/results';

describe('Taking back where something else was done since', () => {
  it('leaves new work alone, names it, and keeps what it could not put back', async () => {
    const { manager, primary, secondary } = managerWith();
    await manager.saveResult('a', aResult());
    await manager.deleteResult('a');
    const newer = await anEntry('a');
    await primary.save(newer);
    const report = await manager.changes.undo();
    assert.deepEqual(report?.restored, [{ backend: 'secondary', key: 'a' }]);
    assert.deepEqual(report.skipped, [
      { backend: 'primary', key: 'a', reason: 'There is something else of that key by now.' },
    ]);
    assert.deepEqual(await primary.load('a'), newer);
    assert.equal((await secondary.list()).length, 1);
    assert.equal((await primary.trash?.list())?.length, 1);
  });

  it('takes the rest back when asked for that change again, but not before an earlier one', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    for (const key of ['a', 'b']) await manager.saveResult(key, aResult());
    await manager.deleteResult('a');
    await manager.deleteResult('b');
    await primary.save(await anEntry('b'));
    await manager.changes.undo();
    const left = (await manager.changes.list()).find(({ isTakenBack }) => isTakenBack);
    assert.equal((await manager.changes.undo())?.title, 'Delete "a"');
    await primary.delete('b');
    const report = await manager.changes.undo(left?.id);
    assert.deepEqual(report?.restored, [{ backend: 'primary', key: 'b' }]);
    assert.deepEqual(await manager.changes.list(), []);
  });

  it('does not write over a version that replaced what a sync had left', async () => {
    const { manager, primary, secondary } = managerWith();
    await primary.save(await anEntry('a'));
    await secondary.save(await anEntry('a', { updatedAt: '2020-01-01T00:00:00.000Z' }));
    await manager.syncBackends();
    const newest = await anEntry('a');
    await secondary.save(newest);
    const report = await manager.changes.undo();
    assert.match(report?.skipped[0]?.reason ?? '', /changed or removed since/);
    assert.deepEqual(await secondary.load('a'), newest);
  });

  for (const [since, fate] of [
    ['save', /"b", as it is called now, was changed since/],
    ['delete', /"b", as it is called now, is no longer there/],
  ] as const) {
    it(`leaves a renamed result when there was a ${since} since`, async () => {
      const { manager, primary } = managerWith({ secondary: undefined });
      await manager.saveResult('a', aResult());
      await manager.renameResult('a', 'b');
      await (since === 'save' ? primary.save(await anEntry('b')) : primary.delete('b'));
      const report = await manager.changes.undo();
      assert.match(report?.skipped[0]?.reason ?? '', fate);
      assert.deepEqual(await primary.list(), since === 'save' ? ['b'] : []);
    });
  }

  it('does not rename back over another result', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    await manager.saveResult('a', aResult());
    await manager.renameResult('a', 'b');
    await primary.save(await anEntry('a'));
    const report = await manager.changes.undo();
    assert.match(report?.skipped[0]?.reason ?? '', /something else of that key/);
    assert.deepEqual(await primary.list(), ['a', 'b']);
  });

  it('says why when a backend is out of reach, and can be asked again', async () => {
    const { manager, secondary } = managerWith();
    await manager.saveResult('a', aResult());
    await manager.deleteResult('a');
    const id = (await manager.changes.last())?.id;
    secondary.failAll();
    const report = await manager.changes.undo();
    assert.deepEqual(report?.restored, [{ backend: 'primary', key: 'a' }]);
    assert.deepEqual(report.skipped, [
      { backend: 'secondary', key: 'a', reason: 'The test makes "trash" fail.' },
    ]);
    secondary.recover();
    const rest = await manager.changes.undo(id);
    assert.deepEqual(rest?.restored, [{ backend: 'secondary', key: 'a' }]);
  });

  it('lets the next sync both ways decide anew about what came back', async () => {
    const baseline = memoryBaseline();
    const places = { primary: lastingMemory('/one'), secondary: lastingMemory('/two') };
    const { manager, primary, secondary } = managerWith({ ...places, baseline });
    await secondary.save(await anEntry('a', { updatedAt: '2020-01-01T00:00:00.000Z' }));
    await primary.save(await anEntry('a'));
    await manager.syncBackends('bidirectional');
    const newer = await primary.load('a');
    await manager.changes.undo();
    assert.deepEqual(
      [...baseline.pairs.values()].map(known => known.size),
      [0],
    );
    await manager.syncBackends('bidirectional');
    assert.deepEqual(await primary.load('a'), newer);
    assert.deepEqual(await secondary.load('a'), newer);
  });
});
