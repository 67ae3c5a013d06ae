import assert from 'node:assert/strict';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { isStorageError } from '../../src/storage/errors';
import { StorageManager } from '../../src/storage/manager';
import { fixesOf } from '../../src/storage/verifyReport';
import type { VerifyFix } from '../../src/storage/verifyReport';
import { damaged } from './support/damaged';
import { FlakyBackend } from './support/flakyBackend';
import { aForeignEntry } from './support/foreignEntry';
import { anEntry } from './support/results';

const restore = (key: string): VerifyFix => ({
  action: 'restore',
  backend: 'primary',
  key,
  from: 'secondary',
  isSafe: true,
});
const quarantine = (key: string): VerifyFix => ({
  action: 'quarantine',
  backend: 'primary',
  key,
  isSafe: false,
});

describe('StorageManager.fixStorage', () => {
  let primary: MemoryStorage;
  let secondary: FlakyBackend;
  let manager: StorageManager;

  beforeEach(() => {
    primary = new MemoryStorage();
    secondary = new FlakyBackend(new MemoryStorage());
    manager = new StorageManager({ primary, secondary });
  });

  afterEach(() => manager.close());

  async function whyNot(fix: VerifyFix): Promise<string> {
    const [outcome] = await manager.fixStorage([fix]);
    assert.equal(outcome?.isFixed, false);
    return outcome?.message ?? '';
  }

  it('leaves a damaged entry alone when its replica is damaged by now', async () => {
    const entry = damaged(await anEntry('a'));
    await primary.save(entry);
    await secondary.save(entry);
    assert.match(await whyNot(restore('a')), /"a" in the secondary storage is damaged/);
    assert.deepEqual(await primary.load('a'), entry);
  });

  it('leaves a damaged entry alone when its replica is gone', async () => {
    await primary.save(damaged(await anEntry('a')));
    assert.match(await whyNot(restore('a')), /There is no result "a" in the secondary storage/);
    assert.deepEqual(await primary.list(), ['a']);
  });

  it('does nothing to an entry that is sound by now', async () => {
    const entry = await anEntry('a');
    await primary.save(entry);
    await secondary.save(await anEntry('a'));
    const [outcome] = await manager.fixStorage([restore('a')]);
    assert.deepEqual(
      [outcome?.isFixed, outcome?.message],
      [true, '"a" in the primary storage is sound by now.'],
    );
    assert.deepEqual(await primary.load('a'), entry);
    assert.deepEqual(await primary.trash?.list(), []);
  });

  it('moves nothing into the quarantine that is sound, or somebody else’s', async () => {
    await primary.save(await anEntry('a'));
    await primary.save(await aForeignEntry('b'));
    assert.match(await whyNot(quarantine('a')), /is sound by now/);
    assert.match(await whyNot(quarantine('b')), /cannot read, which is no damage/);
    assert.deepEqual(await primary.list(), ['a', 'b']);
  });

  it('moves nothing into the quarantine whose replica a sync would then delete', async () => {
    await primary.save(damaged(await anEntry('a')));
    await secondary.save(await anEntry('a'));
    assert.match(await whyNot(quarantine('a')), /the secondary one has it, too/);
    secondary.failAll();
    assert.match(await whyNot(quarantine('a')), /the secondary one does not answer/);
    assert.deepEqual(await primary.list(), ['a']);
  });

  it('restores another version only when that is chosen', async () => {
    const old = await anEntry('a', { updatedAt: '2025-01-01T00:00:00.000Z', rows: 200 });
    await primary.save(damaged(await anEntry('a', { rows: 200 })));
    await secondary.save(old);
    const report = await manager.verifyStorage();
    assert.deepEqual(fixesOf(report), [{ ...restore('a'), isSafe: false }]);
    assert.match(report.findings[0]?.message ?? '', /another version of it, of 2025-01-01/);
    const [outcome] = await manager.fixStorage(fixesOf(report));
    assert.equal(outcome?.isFixed, true, outcome?.message);
    assert.deepEqual((await primary.load('a'))?.bytes, old.bytes);
  });

  it('restores over a file that cannot be read only when that is chosen', async () => {
    const entry = await anEntry('a');
    await primary.save(await aForeignEntry('a'));
    await secondary.save(entry);
    const report = await manager.verifyStorage();
    assert.deepEqual(fixesOf(report), [{ ...restore('a'), isSafe: false }]);
    const [outcome] = await manager.fixStorage(fixesOf(report));
    assert.equal(outcome?.isFixed, true, outcome?.message);
    assert.deepEqual((await primary.load('a'))?.bytes, entry.bytes);
    assert.equal((await primary.trash?.list())?.length, 1);
  });

  it('restores from the cache what is left nowhere else', async () => {
    const alone = new StorageManager({ primary });
    const entry = await anEntry('a');
    await primary.save(entry);
    await alone.loadResult('a');
    await primary.save(damaged(entry));
    const report = await alone.verifyStorage();
    assert.deepEqual(
      fixesOf(report).map(fix => [fix.action, 'from' in fix && fix.from]),
      [['restore', 'cache']],
    );
    const [outcome] = await alone.fixStorage(fixesOf(report));
    assert.equal(outcome?.isFixed, true, outcome?.message);
    assert.deepEqual((await primary.load('a'))?.bytes, entry.bytes);
    await alone.close();
  });

  it('offers and does nothing where what is replaced would be lost', async () => {
    // A memory that forgets what was not used for longest keeps nothing besides.
    const backend = new MemoryStorage({ maxBytes: 1_000_000 });
    const other = new StorageManager({ primary: backend, secondary });
    const entry = await anEntry('a');
    await backend.save(damaged(entry));
    await secondary.save(entry);
    assert.deepEqual(fixesOf(await other.verifyStorage()), []);
    const [outcome] = await other.fixStorage([restore('a')]);
    assert.match(outcome?.message ?? '', /cannot keep what it replaces/);
    assert.deepEqual((await backend.load('a'))?.bytes, damaged(entry).bytes);
    await other.close();
  });

  it('does not call fixed what decays again at once', async () => {
    const entry = await anEntry('a');
    await secondary.save(entry);
    let soundLoads = 0;
    // The first load after the restore is the one that compares what was written.
    const load = async (key: string) => {
      const found = await MemoryStorage.prototype.load.call(primary, key);
      return soundLoads-- > 0 ? found : damaged(entry);
    };
    primary.onDidChange(() => (soundLoads = 1));
    const other = new StorageManager({ primary: Object.assign(primary, { load }), secondary });
    await primary.save(damaged(entry));
    soundLoads = 0;
    const [outcome] = await other.fixStorage([restore('a')]);
    assert.deepEqual(
      [outcome?.isFixed, outcome?.message],
      [false, '"a" in the primary storage is still not sound. Check that disk, and verify again.'],
    );
    await other.close();
  });

  it('says when a rebuilt index still is not right', async () => {
    let rebuilt = 0;
    const fault = { message: 'The index names a file that is not there.', isRebuildable: true };
    const backend = Object.assign(primary, {
      check: async () => (rebuilt > 1 ? [] : [fault]),
      rebuild: async () => {
        rebuilt++;
      },
    });
    const other = new StorageManager({ primary: backend });
    const fix = { action: 'rebuild', backend: 'primary', isSafe: true } as const;
    const [first] = await other.fixStorage([fix]);
    assert.deepEqual([first?.isFixed, rebuilt], [false, 1]);
    assert.match(first?.message ?? '', /still is not so: The index names a file/);
    const [second] = await other.fixStorage([fix]);
    assert.deepEqual([second?.isFixed, rebuilt], [true, 2]);
    await other.close();
  });

  it('goes on after a fix that fails, and tells how far it is', async () => {
    const entry = await anEntry('b');
    await primary.save(damaged(await anEntry('a')));
    await primary.save(damaged(entry));
    await secondary.save(entry);
    const steps: string[] = [];
    const outcomes = await manager.fixStorage([restore('a'), restore('b')], {
      onProgress: ({ done, total, outcome }) => steps.push(`${done}/${total} ${outcome.isFixed}`),
    });
    assert.deepEqual(
      outcomes.map(({ isFixed }) => isFixed),
      [false, true],
    );
    assert.deepEqual(steps, ['1/2 false', '2/2 true']);
  });

  it('stops between two fixes', async () => {
    for (const key of ['a', 'b']) await primary.save(damaged(await anEntry(key)));
    const stopper = new AbortController();
    const outcomes = await manager.fixStorage([quarantine('a'), quarantine('b')], {
      signal: stopper.signal,
      onProgress: () => stopper.abort(),
    });
    assert.equal(outcomes.length, 1);
    assert.deepEqual(await primary.list(), ['b']);
  });

  it('takes back the report of a result that another backend had to stand in for', async () => {
    const entry = await anEntry('a');
    await primary.save(damaged(entry));
    await secondary.save(entry);
    await manager.loadResult('a');
    assert.equal(manager.degraded.length, 1);
    await manager.fixStorage([restore('a')]);
    assert.deepEqual(manager.degraded, []);
    assert.deepEqual(await manager.listResults({ fromBackend: 'cache' }), []);
  });

  it('tells how to have back what it set aside', async () => {
    const entry = await anEntry('a', { rows: 200 });
    await secondary.save(entry);
    for (const key of ['a', 'b'])
      await primary.save(damaged({ ...entry, header: { ...entry.header, key } }));
    for (const { message } of await manager.fixStorage([restore('a'), quarantine('b')])) {
      assert.match(message, /in(to)? "quarantine-[^"]+"\. Undo Last Change puts it back\.$/);
    }
  });

  it('keeps in the quarantine what it set aside when its change is no longer remembered', async () => {
    await primary.save(damaged(await anEntry('a')));
    await manager.fixStorage([quarantine('a')]);
    const kept = await primary.trash?.list();
    assert.deepEqual(await manager.changes.emptyTrash(), { count: 0, bytes: 0 });
    assert.deepEqual([kept?.length, await primary.trash?.list()], [1, kept]);
    assert.deepEqual(await manager.changes.list(), []);
  });

  it('sets damage aside also when nothing is kept for Undo', async () => {
    const other = new StorageManager({ primary, undoSizeMb: 0 });
    await primary.save(damaged(await anEntry('a')));
    const [outcome] = await other.fixStorage([quarantine('a')]);
    assert.match(outcome?.message ?? '', /into "quarantine-[^"]+"\.$/);
    assert.equal((await primary.trash?.list())?.length, 1);
    assert.deepEqual(await other.changes.list(), []);
    await other.close();
  });

  it('is no change that would put damage back over what only the cache had', async () => {
    const alone = new StorageManager({ primary });
    const entry = await anEntry('a');
    await primary.save(entry);
    await alone.loadResult('a');
    await primary.save(damaged(entry));
    await alone.fixStorage(fixesOf(await alone.verifyStorage()));
    assert.equal(await alone.changes.undo(), undefined);
    assert.deepEqual((await primary.load('a'))?.bytes, entry.bytes);
    await alone.close();
  });

  it('cannot be undone where the result was changed since', async () => {
    const entry = await anEntry('a');
    await primary.save(damaged(entry));
    await secondary.save(entry);
    await manager.fixStorage([restore('a')]);
    const newer = await anEntry('a');
    await primary.save(newer);
    const report = await manager.changes.undo();
    assert.match(report?.skipped[0]?.reason ?? '', /changed or removed since/);
    assert.deepEqual(await primary.load('a'), newer);
  });

  it('is refused after close', async () => {
    await manager.close();
    await assert.rejects(manager.fixStorage([restore('a')]), error =>
      isStorageError(error, 'closed'),
    );
  });
});
