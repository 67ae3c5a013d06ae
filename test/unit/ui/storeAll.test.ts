import assert from 'node:assert/strict';
import { storeAll } from '../../../src/ui/importing/storeAll';
import type { PlannedSave } from '../../../src/ui/importing/storeAll';
import { managerWith } from '../support/managerWith';
import { anEntry } from '../support/results';

describe('storeAll', () => {
  const place = { backend: 'primary', replicate: true, title: 'Import 2 results' } as const;
  const aNewOne = async (key: string): Promise<PlannedSave> => ({
    entry: await anEntry(key),
    expected: null,
    replaced: 0,
  });

  it('makes one change of all, which says what it is', async () => {
    const { manager } = managerWith();
    const first = await anEntry('a');
    await manager.restore(first, 'primary');
    const { revision, size } = first.header;
    const update = { entry: await anEntry('a'), expected: revision, replaced: size };
    const id = await storeAll(manager, [update, await aNewOne('b')], place);
    const [change] = await manager.changes.list();
    assert.deepEqual([change?.id, change?.title], [id, 'Import 2 results']);
    await manager.changes.undo(id);
    assert.deepEqual(await manager.header({ backend: 'primary', key: 'a' }), first.header);
    assert.equal(await manager.existsResult('b'), true);
  });

  for (const undoSizeMb of [256, 0]) {
    it(`takes everything back when one cannot be stored, with ${undoSizeMb} MB kept for Undo`, async () => {
      const { manager } = managerWith({ undoSizeMb });
      const [first, taken] = [await anEntry('a'), await anEntry('c')];
      await manager.restore(first, 'primary', { replicate: true });
      await manager.restore(taken, 'primary', { replicate: true });
      const { revision, size } = first.header;
      const planned = [
        { entry: await anEntry('a'), expected: revision, replaced: size },
        await aNewOne('b'),
        await aNewOne('c'),
      ];
      await assert.rejects(storeAll(manager, planned, place), { code: 'already-exists' });
      for (const backend of ['primary', 'secondary'] as const) {
        assert.deepEqual(await manager.listResults({ fromBackend: backend }), ['a', 'c']);
        assert.deepEqual(await manager.header({ backend, key: 'a' }), first.header);
        assert.deepEqual(await manager.header({ backend, key: 'c' }), taken.header);
      }
      assert.deepEqual(await manager.changes.list(), []);
    });
  }

  it('stores all in the primary when the secondary fails, and tells at the end', async () => {
    const { manager, secondary } = managerWith();
    secondary.fail('save');
    const planned = [await aNewOne('a'), await aNewOne('b')];
    await assert.rejects(storeAll(manager, planned, place), { code: 'replication-failed' });
    assert.deepEqual(await manager.listResults(), ['a', 'b']);
  });
});
