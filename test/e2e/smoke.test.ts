import assert from 'node:assert/strict';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

describe('A first look', () => {
  let workbench: Workbench;
  before(async () => (workbench = await openWorkbench()));
  after(() => workbench.close());

  it('shows the results of the sample workspace in the sidebar', async () => {
    await workbench.openContainer('OptiScope');
    await workbench.expandView('Primary');
    await workbench.tree('Primary').getByRole('treeitem').first().waitFor();
    const labels = await workbench.treeLabels('Primary');
    assert.notDeepEqual(labels, []);
    await workbench.screenshot('first-look');
  });
});
