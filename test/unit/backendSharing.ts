import assert from 'node:assert/strict';
import type { BackendChange, StorageBackend } from '../../src/storage/backend';
import { isStorageError } from '../../src/storage/errors';
import type { Place } from './backendContract';
import { anEntry } from './support/results';

interface SharingOptions {
  readonly newPlace: () => Promise<Place>;
  readonly openIn: (place: Place) => Promise<StorageBackend>;
  readonly isWatched: boolean;
}

/** What those owe whose entries outlive the object, and can be seen by others. */
export function describeBackendSharing({ newPlace, openIn, isWatched }: SharingOptions): void {
  async function openTwo(): Promise<readonly [StorageBackend, StorageBackend]> {
    const place = await newPlace();
    return [await openIn(place), await openIn(place)];
  }

  it('has its entries when it is opened again', async () => {
    const place = await newPlace();
    const first = await openIn(place);
    const entry = await anEntry('runs/a');
    await first.save(entry);
    await first.close();
    const second = await openIn(place);
    assert.deepEqual(await second.list(), ['runs/a']);
    assert.deepEqual(await second.load('runs/a'), entry);
  });

  it('has what it kept when it is opened again, and others have it too', async () => {
    const place = await newPlace();
    const [one, other] = [await openIn(place), await openIn(place)];
    const entry = await anEntry('runs/a');
    await one.save(entry);
    await one.delete('runs/a', { keep: 'bin-1' });
    await one.close();
    const item = { bin: 'bin-1', key: 'runs/a', bytes: entry.bytes.length };
    assert.deepEqual(await other.trash?.list(), [item]);
    const again = await openIn(place);
    assert.equal(await again.trash?.restore('bin-1', 'runs/a'), true);
    assert.deepEqual(await other.load('runs/a'), entry);
    assert.equal(await other.trash?.restore('bin-1', 'runs/a'), false);
  });

  it('makes nothing by being looked at', async () => {
    const place = await newPlace();
    const first = await openIn(place);
    assert.deepEqual(await first.list(), []);
    assert.equal(await first.header('a'), undefined);
    assert.equal(await first.delete('a'), false);
    assert.equal(await first.clear({ keep: 'bin-1' }), 0);
    assert.deepEqual(await first.trash?.list(), []);
    await first.trash?.empty(['bin-1']);
    await first.close();
    assert.equal((await (await openIn(place)).info()).count, 0);
  });

  it('sees at once what another object saves, renames and removes', async () => {
    const [one, other] = await openTwo();
    const entry = await anEntry('a');
    await one.save(entry);
    assert.deepEqual(await other.load('a'), entry);
    const changed = await anEntry('a');
    await other.save(changed);
    assert.deepEqual(await one.header('a'), changed.header);
    await one.rename('a', 'b');
    assert.deepEqual(await other.list(), ['b']);
    await other.delete('b');
    assert.deepEqual(await one.list(), []);
  });

  it('keeps what two objects save at the same time', async () => {
    const [one, other] = await openTwo();
    const entries = await Promise.all(Array.from({ length: 20 }, (_, n) => anEntry(`k${n}`)));
    await Promise.all(entries.map((entry, n) => (n % 2 === 0 ? one : other).save(entry)));
    assert.equal((await one.list()).length, 20);
    assert.equal((await other.list()).length, 20);
  });

  it('lets one of two objects win that expect the same revision', async () => {
    const [one, other] = await openTwo();
    const first = await anEntry('a');
    await one.save(first);
    const rivals = await Promise.all(Array.from({ length: 6 }, () => anEntry('a')));
    const outcomes = await Promise.allSettled(
      rivals.map((rival, n) =>
        (n % 2 === 0 ? one : other).save(rival, { expected: first.header.revision }),
      ),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assert.ok(isStorageError(outcome.reason, 'conflict'));
    }
  });

  if (!isWatched) return;

  it('tells of changes by others', async () => {
    const [one, other] = await openTwo();
    await other.save(await anEntry('first'));
    const told = new Promise<BackendChange>(resolve => one.onDidChange(resolve));
    await one.list();
    // A watch takes a moment to begin, so the change is made until it is told.
    let isTold = false;
    void told.then(() => (isTold = true));
    while (!isTold) {
      await other.save(await anEntry('a'));
      await new Promise(resolve => setTimeout(resolve, 150));
    }
    const { keys } = await told;
    assert.ok(keys === undefined || keys.includes('a'));
  });
}
