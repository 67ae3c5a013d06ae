import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';
import { waitUntil } from './support/waitUntil';

const csv = 'x1,cost\n0.1,10.5\n0.2,20.5\n';

describe('Bringing sources to the primary backend', function () {
  this.timeout(180_000);
  let opened: SmallWorkspace;

  beforeEach(async () => {
    opened = await openSmallWorkspace({
      primary: ['beam'],
      files: { 'runs/one.csv': csv, 'runs/two.csv': csv.replace('x1', 'x2') },
      settings: { 'optiscope.sources': ['runs'] },
    });
    await opened.workbench.openContainer('OptiScope');
    await opened.workbench.treeRow('Sources', 'one.csv').waitFor();
  });

  afterEach(() => opened.close());

  /** Has a sync planned and waits for a plan that says so; one of before may still be shown for a moment. */
  async function plan(words: string): Promise<string> {
    const { workbench } = opened;
    await workbench.inlineAction(workbench.viewHeader('Sources'), 'Sync Backends…');
    await workbench.quickInput.waitFor('Direction');
    assert.equal((await workbench.quickInput.labels()).length, 1);
    await workbench.quickInput.pick('Sources to primary');
    return workbench.editors.waitForText(words);
  }

  const rowsOf = async (key: string): Promise<number> =>
    (await opened.outside.loadResult(key)).rowCount;

  it('shows the plan, copies when it is run, and later updates what grew and nothing else', async () => {
    const { workbench, outside, folder } = opened;
    assert.match(await plan('# Sync plan: from sources to primary'), /Copied to primary *\| 2 /);
    assert.deepEqual(await outside.listResults(), ['beam']);
    await workbench.run('OptiScope: Run Sync Plan');
    await workbench.editors.waitForText('Everything was done.');
    assert.deepEqual(await outside.listResults(), ['beam', 'runs/one.csv', 'runs/two.csv']);
    await workbench.treeRow('Primary', 'runs').waitFor();
    const two = await outside.header({ backend: 'primary', key: 'runs/two.csv' });
    const { id } = await outside.loadResult('runs/one.csv');

    await appendFile(path.join(folder, 'runs', 'one.csv'), '0.3,30.5\n');
    const row = workbench.treeRow('Sources', 'one.csv');
    await waitUntil(async () => /3 rows/.test(await row.innerText()), { what: 'the third row' });
    const second = await plan('## To update (1)');
    assert.match(second, /runs\/one\.csv/);
    assert.match(second, /1 result equal on both sides/);
    await workbench.run('OptiScope: Run Sync Plan');
    await waitUntil(async () => (await rowsOf('runs/one.csv')) === 3, { what: 'the update' });
    await workbench.editors.waitForText('Everything was done.');
    assert.equal((await outside.loadResult('runs/one.csv')).id, id);
    assert.deepEqual(await outside.header({ backend: 'primary', key: 'runs/two.csv' }), two);

    await plan('There is nothing to do.');
  });
});
