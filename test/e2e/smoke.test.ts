import assert from 'node:assert/strict';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

/** Also run against the package as it is installed: what it shows needs the bundle, the WebAssembly and the manifest. */
describe('A first look', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });

  after(() => workbench.close());

  it('shows the results of both backends in the sidebar, and one as a document', async () => {
    await workbench.openContainer('OptiScope');
    await workbench.treeRow('Primary', 'zdt').waitFor();
    await workbench.treeRow('Secondary', 'archive').waitFor();
    assert.deepEqual(await workbench.treeLabels('Primary'), ['constrained', 'tuning', 'zdt']);
    await workbench.expandRow('Primary', 'zdt');
    await workbench.treeRow('Primary', 'zdt1-nsga2').click();
    await workbench.editors.waitForText('"NSGA-II"');
  });

  it('answers a command', async () => {
    await workbench.run('OptiScope: Storage Info');
    await workbench.editors.waitForText('# Storage info');
  });
});
