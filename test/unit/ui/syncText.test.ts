import assert from 'node:assert/strict';
import { MemoryStorage } from '../../../src/storage/backends/memory';
import { StorageManager } from '../../../src/storage/manager';
import { syncPlanText, syncReportText, syncSummary } from '../../../src/ui/documents/syncText';
import { anEntry } from '../support/results';

describe('The texts of a sync', () => {
  let manager: StorageManager;
  let primary: MemoryStorage;
  let secondary: MemoryStorage;

  beforeEach(() => {
    primary = new MemoryStorage();
    secondary = new MemoryStorage();
    manager = new StorageManager({ primary, secondary, useCache: false });
  });

  afterEach(() => manager.close());

  it('list what would be done, by kind, with the reason', async () => {
    await primary.save(await anEntry('new'));
    const text = syncPlanText(await manager.planSync('primary_to_secondary'));
    assert.match(text, /^# Sync plan: from primary to secondary\n/);
    assert.match(text, /## To copy \(1\)/);
    assert.match(text, /\| new +\| secondary \| .* \| only in the primary/);
    assert.match(text, /Run Sync Plan/);
  });

  it('say that there is nothing to do', async () => {
    const plan = await manager.planSync();
    assert.match(syncPlanText(plan), /There is nothing to do\./);
    assert.equal(syncSummary(plan.expected), 'nothing to do');
  });

  it('do not call conflicts nothing', async () => {
    await primary.save(await anEntry('both', { rows: 2 }));
    await secondary.save(await anEntry('both', { rows: 3 }));
    const plan = await manager.planSync('bidirectional');
    const text = syncPlanText(plan);
    assert.match(text, /## Conflicts \(1\)/);
    assert.match(text, /Nothing would be written: what differs is in conflict/);
    assert.equal(syncSummary(plan.expected), '1 conflict');
  });

  it('report what was done, and that it was all', async () => {
    await primary.save(await anEntry('new'));
    const plan = await manager.planSync('primary_to_secondary');
    const text = syncReportText(plan, await manager.runSync(plan));
    assert.match(text, /Everything was done\./);
    assert.match(text, /Copied to secondary \| 1/);
  });

  it('report a cancellation as one', async () => {
    await primary.save(await anEntry('new'));
    const plan = await manager.planSync('primary_to_secondary');
    const report = await manager.runSync(plan, { signal: AbortSignal.abort() });
    assert.match(syncReportText(plan, report), /The sync was cancelled/);
  });
});
