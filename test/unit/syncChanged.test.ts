import assert from 'node:assert/strict';
import { keptNowhere } from '../../src/storage/change';
import { performAction } from '../../src/storage/syncAction';
import type { SyncAction } from '../../src/storage/syncPlan';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { isStorageError } from '../../src/storage/errors';
import { ResultCodec } from '../../src/storage/resultCodec';
import { FlakyBackend } from './support/flakyBackend';
import { anEntry } from './support/results';

function sides() {
  return {
    primary: new MemoryStorage(),
    secondary: new FlakyBackend(new MemoryStorage()),
    codec: new ResultCodec({ clock: Date.now }),
  };
}

const towardsSecondary = {
  key: 'a',
  to: 'secondary',
  bytes: 0,
  reason: 'planned',
  primary: null,
} as const;
const bothWays = { bothKeep: true, change: keptNowhere };

function refused(action: SyncAction, both: ReturnType<typeof sides>): Promise<void> {
  return assert.rejects(performAction(action, both, bothWays), error =>
    isStorageError(error, 'conflict'),
  );
}

describe('performAction when something changed since the plan', () => {
  it('does not delete what was changed', async () => {
    const both = sides();
    await both.secondary.save(await anEntry('a'));
    await refused({ ...towardsSecondary, kind: 'delete', secondary: 'an older revision' }, both);
    assert.deepEqual(await both.secondary.list(), ['a']);
  });

  it('does not delete what is back on the other side', async () => {
    const both = sides();
    const entry = await anEntry('a');
    await both.primary.save(entry);
    await both.secondary.save(entry);
    await refused({ ...towardsSecondary, kind: 'delete', secondary: entry.header.revision }, both);
    assert.deepEqual(await both.secondary.list(), ['a']);
  });

  it('does not write a repair over what is sound again', async () => {
    const both = sides();
    const [entry, sound] = [await anEntry('a'), await anEntry('a')];
    await both.primary.save(entry);
    await both.secondary.save(sound);
    const seen = { primary: entry.header.revision, secondary: null, repairs: true } as const;
    await refused({ ...towardsSecondary, ...seen, kind: 'update' }, both);
    assert.deepEqual(await both.secondary.load('a'), sound);
  });

  it('is content when the copy arrived by another way', async () => {
    const both = sides();
    const entry = await anEntry('a');
    await both.primary.save(entry);
    await both.secondary.save(entry);
    const seen = { primary: entry.header.revision, secondary: null };
    const outcome = await performAction(
      { ...towardsSecondary, ...seen, kind: 'copy' },
      both,
      bothWays,
    );
    assert.deepEqual(outcome, { bytes: 0, settled: new Map([['a', entry.header.revision]]) });
  });
});
