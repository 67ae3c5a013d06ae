import assert from 'node:assert/strict';
import type { BackendFault, StorageBackend } from '../../src/storage/backend';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { StorageError } from '../../src/storage/errors';
import { StorageManager } from '../../src/storage/manager';
import { fixesOf, isSound } from '../../src/storage/verifyReport';
import type { VerifyReport } from '../../src/storage/verifyReport';
import { damaged } from './support/damaged';
import { FlakyBackend } from './support/flakyBackend';
import { anEntry } from './support/results';

/** What a report says, in short. */
function told({ findings }: VerifyReport) {
  return findings.map(({ backend, key, kind, isFault }) => [backend, key, kind, isFault] as const);
}

describe('Verifying a backend', () => {
  let primary: MemoryStorage;

  beforeEach(() => {
    primary = new MemoryStorage();
  });

  it('reports a backend out of reach and verifies the other one', async () => {
    const flaky = new FlakyBackend(new MemoryStorage());
    const other = new StorageManager({ primary, secondary: flaky });
    await primary.save(await anEntry('a'));
    await primary.save(damaged(await anEntry('b')));
    flaky.failAll();
    const report = await other.verifyStorage();
    assert.deepEqual(told(report), [
      ['secondary', undefined, 'unreachable', true],
      ['primary', 'b', 'damaged', true],
    ]);
    assert.equal(report.secondary?.error?.code, 'unavailable');
    assert.deepEqual([report.primary.sound, report.primary.damaged], [1, 1]);
    assert.equal(isSound(report), false);
    // The replica that cannot be seen may be sound: a quarantine here would let the next sync delete it there.
    assert.deepEqual(fixesOf(report), []);
    await other.close();
  });

  it('gives a backend up after a few failures in a row', async () => {
    const flaky = new FlakyBackend(new MemoryStorage());
    const other = new StorageManager({ primary: flaky });
    const keys = Array.from({ length: 20 }, (_, index) => `run-${index}`);
    for (const key of keys) await flaky.inner.save(await anEntry(key));
    flaky.fail('load', 'busy');
    const report = await other.verifyStorage();
    assert.deepEqual(told(report), [['primary', undefined, 'unreachable', true]]);
    assert.equal(report.primary.unreachable, 20);
    assert.ok(flaky.calls.filter(call => call.startsWith('load')).length < 10);
    await other.close();
  });

  it('goes on after a single entry that cannot be reached', async () => {
    const flaky = new FlakyBackend(new MemoryStorage());
    const other = new StorageManager({ primary: flaky });
    for (const key of ['a', 'b', 'c', 'd']) await flaky.inner.save(await anEntry(key));
    flaky.fail('load', 'unavailable', 'b');
    const report = await other.verifyStorage();
    assert.deepEqual(told(report), [['primary', 'b', 'unreachable', true]]);
    const { sound, unreachable, checked } = report.primary;
    assert.deepEqual({ sound, unreachable, checked }, { sound: 3, unreachable: 1, checked: 3 });
    await other.close();
  });

  it('reads again what somebody was just writing', async () => {
    const flaky = new FlakyBackend(new MemoryStorage());
    const other = new StorageManager({ primary: flaky });
    const entry = await anEntry('a');
    await flaky.inner.save(damaged(entry));
    flaky.before('load', 'a', async () => {
      flaky.before('load', 'a', () => flaky.inner.save(entry));
    });
    assert.deepEqual((await other.verifyStorage()).findings, []);
    await other.close();
  });

  it('reports what a backend finds wrong beside its entries', async () => {
    await primary.save(await anEntry('a'));
    const faults: BackendFault[] = [
      { message: 'The index is not one.', isRebuildable: true },
      { key: 'a', message: 'The index notes 4 rows, the file has 3.', isRebuildable: true },
      { key: 'gone', message: 'The index names a file that is not there.', isRebuildable: false },
    ];
    const rebuildable: StorageBackend = Object.assign(primary, {
      check: async () => faults,
      rebuild: async () => undefined,
    });
    const other = new StorageManager({ primary: rebuildable });
    const report = await other.verifyStorage();
    assert.deepEqual(told(report), [
      ['primary', undefined, 'index', true],
      ['primary', 'a', 'index', true],
      ['primary', 'gone', 'index', true],
    ]);
    assert.deepEqual(
      report.findings.map(({ message }) => message),
      faults.map(({ message }) => message),
    );
    assert.deepEqual(fixesOf(report), [{ action: 'rebuild', backend: 'primary', isSafe: true }]);
    assert.equal(report.primary.checked, 1);
    await other.close();
  });

  it('reports a check that fails, and verifies the entries all the same', async () => {
    await primary.save(await anEntry('a'));
    const check = () => Promise.reject(new StorageError('unavailable', 'The test says so.'));
    const other = new StorageManager({ primary: Object.assign(primary, { check }) });
    const report = await other.verifyStorage();
    assert.deepEqual(told(report), [['primary', undefined, 'unreachable', true]]);
    assert.equal(report.primary.sound, 1);
    assert.equal(isSound(report), false);
    await other.close();
  });
});
