import assert from 'node:assert/strict';
import type { Entry, StorageBackend } from '../../src/storage/backend';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { StorageManager } from '../../src/storage/manager';
import { fixesOf, isSound } from '../../src/storage/verifyReport';
import type { VerifyFix } from '../../src/storage/verifyReport';
import type { Place } from './backendContract';
import { damaged } from './support/damaged';
import { allPlaceKinds, describeWhatIsMissing } from './support/places';
import { anEntry } from './support/results';

const clock = () => Date.UTC(2026, 10, 22, 19, 30, 55, 123);
const bin = 'quarantine-2026-11-22T19-30-55-123Z';

for (const { name, makePlace } of allPlaceKinds) {
  describe(`Verifying and mending a ${name}`, () => {
    let place: Place;
    let primary: StorageBackend;
    let secondary: MemoryStorage;
    let manager: StorageManager;

    beforeEach(async () => {
      place = await makePlace();
      primary = await place.open();
      secondary = new MemoryStorage();
      manager = new StorageManager({ primary, secondary, clock });
    });

    afterEach(async () => {
      await manager.close();
      await place.remove?.();
    });

    async function save(entry: Entry): Promise<void> {
      await primary.save(entry);
      await secondary.save(entry);
    }

    /** What is in the quarantine under a key, byte for byte. */
    async function quarantined(key: string): Promise<Uint8Array | undefined> {
      const items = await primary.trash?.list();
      if (items?.some(item => item.bin === bin && item.key === key) !== true) return undefined;
      await primary.delete(key);
      await primary.trash?.restore(bin, key);
      return bytesUnder(key);
    }

    async function bytesUnder(key: string): Promise<Uint8Array | undefined> {
      return (await primary.load(key))?.bytes;
    }

    it('finds results sound, and changes nothing', async () => {
      await save(await anEntry('runs/a', { rows: 40 }));
      await save(await anEntry('runs/b'));
      const before = await Promise.all(['runs/a', 'runs/b'].map(key => primary.load(key)));
      const report = await manager.verifyStorage();
      assert.deepEqual([report.findings, report.primary.sound], [[], 2]);
      assert.equal(isSound(report), true);
      const after = await Promise.all(['runs/a', 'runs/b'].map(key => primary.load(key)));
      assert.deepEqual(after, before);
      assert.deepEqual(await primary.trash?.list(), []);
    });

    it('restores a damaged result from its replica, and keeps the damaged bytes', async () => {
      const entry = await anEntry('runs/a', { rows: 200 });
      await save(await anEntry('sound'));
      await save(entry);
      await primary.save(damaged(entry));
      const report = await manager.verifyStorage();
      const [finding, ...others] = report.findings;
      assert.deepEqual(others, []);
      assert.deepEqual(
        [finding?.key, finding?.kind, finding?.isFault],
        ['runs/a', 'damaged', true],
      );
      assert.match(finding?.message ?? '', /checksum.*The secondary storage holds a sound replica/);
      const fix: VerifyFix = {
        action: 'restore',
        backend: 'primary',
        key: 'runs/a',
        from: 'secondary',
        isSafe: true,
      };
      assert.deepEqual(finding?.fixes, [fix]);
      const [outcome] = await manager.fixStorage(fixesOf(report));
      assert.equal(outcome?.isFixed, true, outcome?.message);
      assert.match(outcome?.message ?? '', /"runs\/a" in the primary storage is restored/);
      assert.deepEqual(await bytesUnder('runs/a'), entry.bytes);
      assert.equal(isSound(await manager.verifyStorage()), true);
      assert.deepEqual(await quarantined('runs/a'), damaged(entry).bytes);
    });

    it('moves a damaged result without a replica into the quarantine, byte for byte', async () => {
      const entry = damaged(await anEntry('runs/a', { rows: 200 }));
      await primary.save(entry);
      const report = await manager.verifyStorage();
      const fix: VerifyFix = {
        action: 'quarantine',
        backend: 'primary',
        key: 'runs/a',
        isSafe: false,
      };
      assert.deepEqual(fixesOf(report), [fix]);
      const [outcome] = await manager.fixStorage(fixesOf(report));
      assert.equal(outcome?.isFixed, true, outcome?.message);
      assert.deepEqual(await primary.list(), []);
      assert.equal(isSound(await manager.verifyStorage()), true);
      assert.deepEqual(await quarantined('runs/a'), entry.bytes);
    });

    it('can be undone: what went into the quarantine goes back, byte for byte', async () => {
      const [replaced, alone] = await Promise.all(
        ['a', 'b'].map(key => anEntry(key, { rows: 200 })),
      );
      assert.ok(replaced && alone);
      await secondary.save(replaced);
      for (const entry of [replaced, alone]) await primary.save(damaged(entry));
      await manager.fixStorage(fixesOf(await manager.verifyStorage()));
      assert.deepEqual(await primary.list(), ['a']);
      const [change, ...others] = await manager.changes.list();
      assert.deepEqual([change?.title, change?.items.length, others], ['Fix 2 findings', 2, []]);
      const report = await manager.changes.undo();
      assert.deepEqual([report?.restored.length, report?.skipped], [2, []]);
      assert.deepEqual(await bytesUnder('a'), damaged(replaced).bytes);
      assert.deepEqual(await bytesUnder('b'), damaged(alone).bytes);
      assert.deepEqual(await primary.trash?.list(), []);
      assert.equal(await manager.changes.undo(), undefined);
    });

    it('keeps what two fixes of one key put into the quarantine apart', async () => {
      const entry = await anEntry('a', { rows: 200 });
      await secondary.save(entry);
      for (let round = 0; round < 2; round++) {
        await primary.save(damaged(entry));
        const [outcome] = await manager.fixStorage(fixesOf(await manager.verifyStorage()));
        assert.equal(outcome?.isFixed, true, outcome?.message);
      }
      const bins = (await primary.trash?.list())?.map(item => item.bin);
      assert.deepEqual(bins, [bin, 'quarantine-2026-11-22T19-30-55-124Z']);
    });
  });
}

describe('Mending a storage', describeWhatIsMissing);
