import assert from 'node:assert/strict';
import { keptNowhere } from '../../src/storage/change';
import { isStorageError } from '../../src/storage/errors';
import { damaged } from './support/damaged';
import { managerWith } from './support/managerWith';
import { anEntry, aResult } from './support/results';

const both = ['primary', 'secondary'] as const;

describe('Taking back', () => {
  it('a deletion puts the result back everywhere, byte for byte', async () => {
    const { manager, primary, secondary } = managerWith();
    await manager.saveResult('runs/a', aResult());
    const before = [await primary.load('runs/a'), await secondary.load('runs/a')];
    await manager.deleteResult('runs/a');
    assert.deepEqual(await manager.changes.undo(), {
      title: 'Delete "runs/a"',
      restored: [
        { backend: 'secondary', key: 'runs/a' },
        { backend: 'primary', key: 'runs/a' },
      ],
      renamed: [],
      skipped: [],
    });
    assert.deepEqual([await primary.load('runs/a'), await secondary.load('runs/a')], before);
    assert.deepEqual(await primary.trash?.list(), []);
  });

  it('a deletion in one backend touches only that one', async () => {
    const { manager, primary } = managerWith();
    await manager.saveResult('a', aResult());
    await manager.deleteFrom({ backend: 'secondary', key: 'a' });
    const calls = primary.calls.length;
    const report = await manager.changes.undo();
    assert.deepEqual(report?.restored, [{ backend: 'secondary', key: 'a' }]);
    assert.deepEqual(primary.calls.slice(calls), ['trash', 'trash']);
  });

  it('a deletion brings a damaged entry back as it was', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    const entry = damaged(await anEntry('a'));
    await primary.save(entry);
    await manager.deleteResult('a');
    await manager.changes.undo();
    assert.deepEqual(await primary.load('a'), entry);
  });

  it('a clearing puts everything back, and nobody reads it for that', async () => {
    const { manager, primary, secondary } = managerWith();
    for (const key of ['a', 'b/c']) await manager.saveResult(key, aResult());
    await secondary.save(await anEntry('only/here'));
    const calls = primary.calls.length;
    await manager.clearAllResults();
    assert.deepEqual(await primary.list(), []);
    const report = await manager.changes.undo();
    assert.equal(report?.title, 'Clear all results');
    assert.equal(report.restored.length, 5);
    assert.deepEqual(await primary.list(), ['a', 'b/c']);
    assert.deepEqual(await secondary.list(), ['a', 'b/c', 'only/here']);
    const reading = primary.calls.slice(calls).filter(call => /^(load|header)/.test(call));
    assert.deepEqual(reading, []);
  });

  it('a clearing that failed midway puts back what is gone', async () => {
    const { manager, primary, secondary } = managerWith();
    await manager.saveResult('a', aResult());
    secondary.fail('clear');
    await assert.rejects(manager.clearAllResults());
    secondary.recover();
    assert.deepEqual(await primary.list(), []);
    const report = await manager.changes.undo();
    assert.deepEqual(report?.restored, [{ backend: 'primary', key: 'a' }]);
    assert.deepEqual(await primary.list(), ['a']);
  });

  it('an update brings the earlier revision back in both backends, where it is part of a change', async () => {
    const { manager, primary, secondary } = managerWith();
    const { revision } = await manager.saveResult('a', aResult());
    const before = [await primary.load('a'), await secondary.load('a')];
    const address = { backend: 'primary', key: 'a' } as const;
    const edited = aResult({ metadata: { campaign: 'autumn' } });
    await manager.changes.inOne('Edit "a"', change =>
      manager.updateResult(address, revision, edited, { change }),
    );
    assert.deepEqual((await manager.loadFrom(address)).metadata, edited.metadata);
    assert.equal((await manager.changes.undo())?.title, 'Edit "a"');
    assert.deepEqual([await primary.load('a'), await secondary.load('a')], before);
    await manager.updateResult(address, revision, edited);
    assert.equal(await manager.changes.last(), undefined);
  });

  it('a rename gives the old key back in every backend and forgets the cached one', async () => {
    const { manager, primary, secondary } = managerWith();
    const { revision } = await manager.saveResult('a', aResult());
    await manager.renameResult('a', 'b');
    assert.equal((await manager.changes.last())?.renames, 1);
    const report = await manager.changes.undo();
    assert.deepEqual(report?.renamed, [
      { backend: 'secondary', from: 'b', to: 'a' },
      { backend: 'primary', from: 'b', to: 'a' },
    ]);
    for (const backend of [primary, secondary]) {
      assert.deepEqual(await backend.list(), ['a']);
      assert.equal((await backend.header('a'))?.revision, revision);
    }
    assert.deepEqual(await manager.listResults({ fromBackend: 'cache' }), []);
  });

  it('a rename that wrote over another result brings both back', async () => {
    const { manager, primary } = managerWith();
    const a = await manager.saveResult('a', aResult());
    const b = await manager.saveResult('b', aResult());
    await manager.renameResult('a', 'b', { overwrite: true });
    const report = await manager.changes.undo();
    assert.deepEqual(report?.skipped, []);
    assert.equal((await primary.header('a'))?.revision, a.revision);
    assert.equal((await primary.header('b'))?.revision, b.revision);
  });

  it('a rename of a damaged result works, too', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    await primary.save(await anEntry('a'));
    primary.fail('header', 'corrupt', 'a');
    primary.fail('header', 'corrupt', 'b');
    await manager.renameResult('a', 'b').catch(() => 'refused, because b seems taken');
    primary.recover();
    primary.fail('header', 'corrupt', 'a');
    await manager.renameResult('a', 'b');
    primary.fail('header', 'corrupt', 'b');
    assert.deepEqual((await manager.changes.undo())?.skipped, []);
    assert.deepEqual(await primary.list(), ['a']);
  });

  it('a migration brings back what it wrote over', async () => {
    const { manager, primary, secondary } = managerWith();
    const replaced = await anEntry('a');
    await primary.save(await anEntry('a'));
    await secondary.save(replaced);
    await manager.migrateResult('a', 'primary', 'secondary', { onConflict: 'overwrite' });
    const report = await manager.changes.undo();
    assert.equal(report?.title, 'Copy "a" to secondary');
    assert.deepEqual(await secondary.load('a'), replaced);
  });

  it('a move brings back its source and what it wrote over', async () => {
    const { manager, primary, secondary } = managerWith();
    const [here, there] = [await anEntry('a'), await anEntry('a')];
    await primary.save(here);
    await secondary.save(there);
    const options = { move: true, onConflict: 'overwrite' } as const;
    await manager.migrateResult('a', 'primary', 'secondary', options);
    await manager.changes.undo();
    assert.deepEqual([await primary.load('a'), await secondary.load('a')], [here, there]);
  });

  it('a move leaves the moved version alone when its source is taken by now', async () => {
    const { manager, primary, secondary } = managerWith();
    const moved = await anEntry('a');
    await primary.save(moved);
    await secondary.save(await anEntry('a'));
    const options = { move: true, onConflict: 'overwrite' } as const;
    await manager.migrateResult('a', 'primary', 'secondary', options);
    await primary.save(await anEntry('a'));
    const report = await manager.changes.undo();
    assert.deepEqual(report?.restored, []);
    assert.deepEqual(
      report.skipped.map(({ backend, key }) => [backend, key]),
      [
        ['primary', 'a'],
        ['secondary', 'a'],
      ],
    );
    assert.deepEqual(await secondary.load('a'), moved);
  });

  it('copying to an empty place has nothing to bring back', async () => {
    const { manager, primary } = managerWith();
    await primary.save(await anEntry('a'));
    await manager.migrateResult('a', 'primary', 'secondary');
    assert.equal(await manager.changes.undo(), undefined);
  });

  it('a sync brings back what it updated, and deleted', async () => {
    const { manager, primary, secondary } = managerWith();
    const old = await anEntry('a', { updatedAt: '2020-01-01T00:00:00.000Z' });
    await primary.save(await anEntry('a'));
    await primary.save(await anEntry('new'));
    await secondary.save(old);
    await manager.syncBackends();
    const report = await manager.changes.undo();
    assert.deepEqual(report?.restored, [{ backend: 'secondary', key: 'a' }]);
    assert.deepEqual(await secondary.load('a'), old);
    assert.deepEqual(await secondary.list(), ['a', 'new']);
  });

  it('puts what belongs to several operations back as one, the last one first', async () => {
    const { manager, primary } = managerWith({ secondary: undefined });
    for (const key of ['a', 'b', 'c']) await primary.save(await anEntry(key));
    const before = await Promise.all(['a', 'b', 'c'].map(key => primary.load(key)));
    await manager.changes.inOne('Tidy up', async change => {
      await manager.renameResult('a', 'x', { change });
      await manager.deleteResult('x', { change });
      await manager.deleteResult('b', { change });
      await manager.renameResult('c', 'b', { change });
    });
    assert.deepEqual(await primary.list(), ['b']);
    const report = await manager.changes.undo();
    assert.deepEqual([report?.title, report?.skipped], ['Tidy up', []]);
    const after = await Promise.all(['a', 'b', 'c'].map(key => primary.load(key)));
    assert.deepEqual(after, before);
  });

  it('takes one change back after the other, and then says that there is none', async () => {
    const { manager } = managerWith();
    for (const key of ['a', 'b']) await manager.saveResult(key, aResult());
    await manager.deleteResult('a');
    await manager.deleteResult('b');
    const [first, last] = await manager.changes.list();
    assert.equal((await manager.changes.undo())?.title, 'Delete "b"');
    assert.equal(await manager.changes.undo(last?.id), undefined);
    assert.equal((await manager.changes.undo(first?.id))?.title, 'Delete "a"');
    assert.equal(await manager.changes.undo(), undefined);
    assert.deepEqual(await manager.listResults(), ['a', 'b']);
  });

  it('tells the views which results are back', async () => {
    const { manager } = managerWith({ useCache: false });
    await manager.saveResult('a', aResult());
    await manager.deleteResult('a');
    const changes: unknown[] = [];
    manager.onDidChange(change => changes.push(change));
    await manager.changes.undo();
    assert.deepEqual(
      changes,
      [...both].reverse().map(backend => ({ backend, keys: ['a'] })),
    );
  });

  it('does not offer what is not to be kept', async () => {
    const { manager, primary } = managerWith();
    await manager.saveResult('a', aResult());
    await manager.deleteResult('a', { change: keptNowhere });
    assert.deepEqual(await primary.trash?.list(), []);
    assert.equal(await manager.changes.last(), undefined);
  });

  it('is refused by a manager that is closed', async () => {
    const { manager } = managerWith();
    await manager.close();
    for (const call of ['undo', 'list', 'last', 'emptyTrash'] as const) {
      await assert.rejects(manager.changes[call](), error => isStorageError(error, 'closed'), call);
    }
  });
});
