import assert from 'node:assert/strict';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';

describe('Synchronising', function () {
  this.timeout(180_000);
  let opened: SmallWorkspace;

  beforeEach(async () => {
    opened = await openSmallWorkspace({
      primary: ['beam', 'both', 'zdt1'],
      secondary: ['both', 'archived'],
    });
    await opened.workbench.openContainer('OptiScope');
    await opened.workbench.treeRow('Primary', 'beam').waitFor();
  });

  afterEach(() => opened.close());

  async function plan(direction: string, policy?: string): Promise<void> {
    const { workbench } = opened;
    await workbench.run('OptiScope: Sync Backends…');
    await workbench.quickInput.waitFor('Direction');
    await workbench.quickInput.pick(direction);
    if (policy !== undefined) {
      await workbench.quickInput.waitFor('Where Both Differ');
      await workbench.quickInput.pick(policy);
    }
    await workbench.editors.waitForText('# Sync plan');
  }

  it('shows a plan, changes nothing before it is run, runs it and reports', async () => {
    const { workbench, outside } = opened;
    await plan('Both ways', 'Newer wins');
    const text = await workbench.editors.waitForText('To copy (3)');
    assert.match(text, /Copied to secondary *\| 2 /);
    assert.match(text, /Copied to primary *\| 1 /);
    assert.match(text, /1 result equal on both sides/);
    assert.deepEqual(await outside.listResults(), ['beam', 'both', 'zdt1']);
    await workbench.run('OptiScope: Run Sync Plan');
    await workbench.editors.waitForText('Everything was done.');
    const all = ['archived', 'beam', 'both', 'zdt1'];
    assert.deepEqual(await outside.listResults(), all);
    assert.deepEqual(await outside.listResults({ fromBackend: 'secondary' }), all);
    await workbench.treeRow('Primary', 'archived').waitFor();
  });

  it('has nothing left to do the second time', async () => {
    const { workbench } = opened;
    await plan('Both ways', 'Newer wins');
    await workbench.run('OptiScope: Run Sync Plan');
    await workbench.editors.waitForText('Everything was done.');
    await plan('Both ways', 'Newer wins');
    await workbench.editors.waitForText('There is nothing to do.');
  });

  it('marks what changed on both sides as a conflict and overwrites neither', async () => {
    const { workbench, outside } = opened;
    await plan('Both ways', 'Newer wins');
    await workbench.run('OptiScope: Run Sync Plan');
    await workbench.editors.waitForText('Everything was done.');
    const addresses = (['primary', 'secondary'] as const).map(backend => ({
      backend,
      key: 'both',
    }));
    const result = await outside.loadResult('both');
    await outside.saveResult('both', result, { side: 'primary' }, { replicate: false });
    const old = await outside.header({ backend: 'secondary', key: 'both' });
    await outside.updateResult(
      { backend: 'secondary', key: 'both' },
      old?.revision ?? '',
      result.with({ metadata: { side: 'secondary' } }),
    );
    const before = await Promise.all(addresses.map(address => outside.header(address)));
    assert.notEqual(before[0]?.revision, before[1]?.revision);
    await plan('Both ways', 'Newer wins');
    await workbench.editors.waitForText('Conflicts (1)');
    const badge = workbench.page.locator('.activitybar .badge-content', { hasText: '1' });
    await badge.first().waitFor();
    await workbench.screenshot('conflict');
    const after = await Promise.all(addresses.map(address => outside.header(address)));
    assert.deepEqual(after, before);
  });

  it('one way, lets the source win', async () => {
    const { workbench, outside } = opened;
    await plan('Primary to secondary');
    await workbench.run('OptiScope: Run Sync Plan');
    await workbench.editors.waitForText('Everything was done.');
    assert.deepEqual(await outside.listResults(), ['beam', 'both', 'zdt1']);
    assert.deepEqual(await outside.listResults({ fromBackend: 'secondary' }), [
      'archived',
      'beam',
      'both',
      'zdt1',
    ]);
  });
});
