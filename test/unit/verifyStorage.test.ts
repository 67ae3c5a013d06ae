import assert from 'node:assert/strict';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { isStorageError } from '../../src/storage/errors';
import { StorageManager } from '../../src/storage/manager';
import { fixesOf, isSound } from '../../src/storage/verifyReport';
import type { VerifyReport } from '../../src/storage/verifyReport';
import { aForeignEntry } from './support/foreignEntry';
import { anEntry, aResult } from './support/results';

/** What a report says, in short. */
function told({ findings }: VerifyReport) {
  return findings.map(({ backend, key, kind, isFault }) => [backend, key, kind, isFault] as const);
}

describe('StorageManager.verifyStorage', () => {
  let primary: MemoryStorage;
  let secondary: MemoryStorage;
  let manager: StorageManager;

  beforeEach(() => {
    primary = new MemoryStorage();
    secondary = new MemoryStorage();
    manager = new StorageManager({ primary, secondary });
  });

  afterEach(() => manager.close());

  it('counts what is sound in each backend', async () => {
    const headers = [
      await manager.saveResult('a', aResult()),
      await manager.saveResult('b', aResult()),
    ];
    const report = await manager.verifyStorage();
    const bytes = headers.reduce((sum, { size }) => sum + size, 0);
    const counts = { sound: 2, damaged: 0, unsupported: 0, unreachable: 0, checked: 2, bytes };
    const place = { type: 'memory', location: 'memory' };
    assert.deepEqual(report, {
      primary: { ...place, ...counts },
      secondary: { ...place, ...counts },
      findings: [],
      cancelled: false,
    });
    assert.equal(isSound(report), true);
  });

  it('verifies a primary without a secondary', async () => {
    const alone = new StorageManager({ primary: new MemoryStorage() });
    await alone.saveResult('a', aResult());
    const report = await alone.verifyStorage();
    assert.equal(report.primary.sound, 1);
    assert.equal(report.secondary, undefined);
    await alone.close();
  });

  it('neither uses nor fills the cache, and fires no change', async () => {
    await manager.saveResult('cached', aResult());
    await manager.saveResult('other', aResult());
    await manager.clearCache();
    await manager.loadResult('cached');
    const before = (await manager.getStorageInfo()).cache;
    const changes: unknown[] = [];
    manager.onDidChange(change => changes.push(change));
    await manager.verifyStorage();
    assert.deepEqual((await manager.getStorageInfo()).cache, before);
    assert.deepEqual(await manager.listResults({ fromBackend: 'cache' }), ['cached']);
    assert.deepEqual(changes, []);
  });

  it('names a header that is not what the artifact says', async () => {
    const entry = await anEntry('a');
    const header = { ...entry.header, updatedAt: '2020-01-01T00:00:00.000Z' };
    await primary.save({ ...entry, header });
    await secondary.save(entry);
    const report = await manager.verifyStorage();
    assert.deepEqual(told(report), [['primary', 'a', 'header-differs', true]]);
    assert.match(
      report.findings[0]?.message ?? '',
      /last change is noted as 2020-01-01T00:00:00\.000Z, but is 2026-02-03T04:05:06\.789Z/,
    );
    assert.equal(report.primary.sound, 1);
  });

  it('names variables that are noted otherwise, whatever the order of their fields', async () => {
    const entry = await anEntry('a');
    const [first, ...others] = entry.header.variables;
    assert.ok(first);
    const turned = Object.fromEntries(Object.entries(first).reverse()) as unknown as typeof first;
    await primary.save({ ...entry, header: { ...entry.header, variables: [turned, ...others] } });
    await secondary.save({ ...entry, header: { ...entry.header, variables: others } });
    const report = await manager.verifyStorage();
    assert.deepEqual(told(report), [['secondary', 'a', 'header-differs', true]]);
    assert.match(report.findings[0]?.message ?? '', /its variables are noted otherwise/);
  });

  it('names a row count that is not that of the artifact', async () => {
    const entry = await anEntry('a', { rows: 3 });
    await primary.save({ ...entry, header: { ...entry.header, rowCount: 4 } });
    await secondary.save(entry);
    const report = await manager.verifyStorage();
    assert.deepEqual(told(report), [['primary', 'a', 'row-count', true]]);
    assert.match(report.findings[0]?.message ?? '', /number of rows is noted as 4, but is 3/);
  });

  it('names two different artifacts with one revision', async () => {
    const revision = crypto.randomUUID();
    for (const backend of [primary, secondary]) {
      await backend.save(await anEntry('a', { revision, rows: 2, id: idOf(1) }));
      await backend.save(await anEntry('b', { revision, rows: 3, id: idOf(2) }));
    }
    const report = await manager.verifyStorage();
    assert.deepEqual(told(report), [['primary', 'b', 'duplicate-revision', true]]);
    assert.match(report.findings[0]?.message ?? '', new RegExp(`"a" in the .*${revision}`));
    assert.deepEqual(report.findings[0]?.fixes, []);
  });

  it('tells of the same artifact under two keys, which is no fault', async () => {
    const entry = await anEntry('a');
    await primary.save(entry);
    await primary.save({ ...entry, header: { ...entry.header, key: 'copy' } });
    await secondary.save(entry);
    await secondary.save({ ...entry, header: { ...entry.header, key: 'copy' } });
    const report = await manager.verifyStorage();
    assert.deepEqual(told(report), [
      ['primary', 'copy', 'copied', false],
      ['secondary', 'copy', 'copied', false],
    ]);
    assert.equal(isSound(report), true);
  });

  it('tells of replicas of different revisions, which is no fault', async () => {
    await primary.save(await anEntry('a', { updatedAt: '2026-03-01T00:00:00.000Z' }));
    await secondary.save(await anEntry('a', { updatedAt: '2026-04-01T00:00:00.000Z' }));
    const report = await manager.verifyStorage();
    assert.deepEqual(told(report), [['secondary', 'a', 'replica-differs', false]]);
    assert.match(
      report.findings[0]?.message ?? '',
      /2026-03-01.* secondary one that of 2026-04-01/,
    );
  });

  it('names replicas of one revision with different bytes', async () => {
    const revision = crypto.randomUUID();
    await primary.save(await anEntry('a', { revision, rows: 2 }));
    await secondary.save(await anEntry('a', { revision, rows: 3 }));
    const report = await manager.verifyStorage();
    assert.deepEqual(told(report), [['secondary', 'a', 'replica-differs', true]]);
    assert.match(report.findings[0]?.message ?? '', /same revision .* but their bytes differ/);
  });

  it('tells of replicas that are missing, which is no fault', async () => {
    await primary.save(await anEntry('a'));
    await secondary.save(await anEntry('b'));
    const report = await manager.verifyStorage();
    assert.deepEqual(told(report), [
      ['secondary', 'a', 'replica-missing', false],
      ['primary', 'b', 'replica-missing', false],
    ]);
    assert.equal(isSound(report), true);
  });

  it('says of a sound file of another program that it cannot be read, and proposes nothing', async () => {
    await primary.save(await aForeignEntry('theirs'));
    await secondary.save(await aForeignEntry('theirs'));
    const report = await manager.verifyStorage();
    assert.deepEqual(told(report), [
      ['primary', 'theirs', 'unsupported', false],
      ['secondary', 'theirs', 'unsupported', false],
    ]);
    assert.deepEqual(fixesOf(report), []);
    assert.match(report.findings[0]?.message ?? '', /no damage: it was left as it is/);
    assert.equal(report.primary.unsupported, 1);
    assert.equal(isSound(report), true);
  });

  it('tells how far it is', async () => {
    for (const key of ['a', 'b', 'c']) await manager.saveResult(key, aResult());
    const steps: string[] = [];
    const keys: string[] = [];
    await manager.verifyStorage({
      onProgress: ({ done, total, key }) => {
        steps.push(`${done} of ${total}`);
        keys.push(key);
      },
    });
    assert.deepEqual(steps, ['1 of 3', '2 of 3', '3 of 3']);
    assert.deepEqual(keys.sort(), ['a', 'b', 'c']);
  });

  it('stops between two results and reports what it has seen', async () => {
    for (let index = 0; index < 10; index++) await manager.saveResult(`run-${index}`, aResult());
    const stopper = new AbortController();
    const report = await manager.verifyStorage({
      signal: stopper.signal,
      onProgress: ({ done }) => {
        if (done === 3) stopper.abort();
      },
    });
    assert.equal(report.cancelled, true);
    assert.ok(report.primary.checked >= 3 && report.primary.checked < 10);
    assert.equal(isSound(report), false);
  });

  it('stops when the manager goes on with other backends', async () => {
    for (let index = 0; index < 10; index++) await manager.saveResult(`run-${index}`, aResult());
    let reconfigured: Promise<void> | undefined;
    const report = await manager.verifyStorage({
      onProgress: () => {
        reconfigured ??= manager.reconfigure({ primary: new MemoryStorage() });
      },
    });
    await reconfigured;
    assert.equal(report.cancelled, true);
  });

  it('is refused after close', async () => {
    await manager.close();
    await assert.rejects(manager.verifyStorage(), error => isStorageError(error, 'closed'));
  });
});

function idOf(index: number): string {
  return `00000000-0000-4000-8000-00000000000${index}`;
}
