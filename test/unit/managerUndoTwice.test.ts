import assert from 'node:assert/strict';
import type { StorageBackend } from '../../src/storage/backend';
import type { Change } from '../../src/storage/change';
import { StorageManager } from '../../src/storage/manager';
import { fewestChanges, mostChanges } from '../../src/storage/trashBounds';
import type { Place } from './backendContract';
import { managerWith } from './support/managerWith';
import { allPlaceKinds, describeWhatIsMissing } from './support/places';
import { anEntry } from './support/results';

type Work = (manager: StorageManager, change: Change) => Promise<unknown>;

const overwrite = true;

/** What one change does to results under the keys a, b and c, to more than one of them under the same key. */
const changes: readonly (readonly [string, Work])[] = [
  [
    'renames a over b and deletes b',
    async (manager, change) => {
      await manager.renameResult('a', 'b', { overwrite, change });
      await manager.deleteResult('b', { change });
    },
  ],
  [
    'renames a over b and c over that',
    async (manager, change) => {
      await manager.renameResult('a', 'b', { overwrite, change });
      await manager.renameResult('c', 'b', { overwrite, change });
    },
  ],
  [
    'renames a over b and clears all',
    async (manager, change) => {
      await manager.renameResult('a', 'b', { overwrite, change });
      await manager.clearAllResults({ change });
    },
  ],
  [
    'deletes b, gives its key to a, to c, and deletes both',
    async (manager, change) => {
      await manager.deleteResult('b', { change });
      for (const key of ['a', 'c']) {
        await manager.renameResult(key, 'b', { change });
        await manager.deleteFrom({ backend: 'primary', key: 'b' }, { change });
      }
    },
  ],
];

for (const { name, makePlace } of allPlaceKinds) {
  describe(`Taking back in a ${name} what was removed under one key, twice`, () => {
    let place: Place;
    let primary: StorageBackend;
    let manager: StorageManager;

    beforeEach(async () => {
      place = await makePlace();
      primary = await place.open();
      manager = new StorageManager({ primary });
    });

    afterEach(async () => {
      await manager.close();
      await place.remove?.();
    });

    for (const [title, work] of changes) {
      it(`brings everything back when one change ${title}`, async () => {
        const entries = await Promise.all(['a', 'b', 'c'].map(key => anEntry(key)));
        for (const entry of entries) await primary.save(entry);
        await manager.changes.inOne(title, change => work(manager, change));
        const report = await manager.changes.undo();
        assert.deepEqual(report?.skipped, []);
        assert.deepEqual(await primary.list(), ['a', 'b', 'c']);
        for (const { header, bytes } of entries) {
          assert.deepEqual((await primary.load(header.key))?.bytes, bytes);
        }
        assert.deepEqual(await primary.trash?.list(), []);
        assert.deepEqual(await manager.changes.list(), []);
      });
    }
  });
}

describe('A change that removes two results under one key', () => {
  async function renamedOverAndDeleted() {
    const { manager, primary } = managerWith({ secondary: undefined });
    const entries = [await anEntry('a', { rows: 500 }), await anEntry('b', { rows: 500 })];
    for (const entry of entries) await primary.save(entry);
    await manager.changes.inOne('Rename and delete', async change => {
      await manager.renameResult('a', 'b', { overwrite, change });
      await manager.deleteResult('b', { change });
    });
    return { manager, primary, entries };
  }

  it('is one change to those who ask what can be taken back', async () => {
    const { manager } = await renamedOverAndDeleted();
    const found = await manager.changes.list();
    assert.deepEqual(
      found.map(({ items, renames }) => [items.length, renames]),
      [[2, 1]],
    );
  });

  it('keeps both where it was interrupted before it was noted, and gives back the first', async () => {
    const { primary, entries } = await renamedOverAndDeleted();
    const { manager } = managerWith({ secondary: undefined, primary });
    const report = await manager.changes.undo();
    assert.equal(report?.skipped[0]?.reason, 'There is something else of that key by now.');
    assert.deepEqual(await primary.load('b'), entries[1]);
    const [left] = (await primary.trash?.list()) ?? [];
    assert.deepEqual(left?.bytes, entries[0]?.bytes.length);
  });

  it('leaves nothing in the trash when the user empties it', async () => {
    const { manager, primary, entries } = await renamedOverAndDeleted();
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
    assert.deepEqual(await manager.changes.emptyTrash(), { count: 2, bytes });
    assert.deepEqual(await primary.trash?.list(), []);
  });

  it('leaves nothing in the trash when it is one of the oldest of too many', async () => {
    const { manager, primary } = await renamedOverAndDeleted();
    for (let n = 0; n < mostChanges; n++) {
      await primary.save(await anEntry(`k${n}`));
      await manager.deleteResult(`k${n}`);
    }
    const kept = (await primary.trash?.list()) ?? [];
    assert.equal(kept.length, fewestChanges);
    assert.equal(
      kept.some(({ key }) => key === 'b'),
      false,
    );
  });

  it('leaves nothing in the trash when it is larger than that may be', async () => {
    const entries = await Promise.all(['a', 'b', 'c'].map(key => anEntry(key, { rows: 500 })));
    const undoSizeMb = (2.5 * (entries[0]?.bytes.length ?? 0)) / 2 ** 20;
    const { manager, primary } = managerWith({ secondary: undefined, undoSizeMb });
    for (const entry of entries) await primary.save(entry);
    let most = 0;
    await manager.changes.inOne('Tidy up', async change => {
      await manager.renameResult('a', 'b', { overwrite, change });
      await manager.renameResult('c', 'b', { overwrite, change });
      most = (await primary.trash?.list())?.length ?? 0;
      await manager.deleteResult('b', { change });
    });
    assert.deepEqual([most, await primary.trash?.list()], [2, []]);
  });
});

describe('Taking back what was removed twice', describeWhatIsMissing);
