import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { violationsIn } from './support/explorerFrame';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';

describe('The comparison in VS Code', function () {
  this.timeout(240_000);
  let opened: SmallWorkspace;

  before(async () => {
    opened = await openSmallWorkspace({ primary: ['beam', 'girder'] });
    await opened.workbench.openContainer('OptiScope');
  });

  after(() => opened.close());

  async function comparison(): Promise<Frame> {
    const frame = await opened.workbench.editors.webview('Compare 2 Results', 120_000);
    await frame.getByRole('region', { name: 'Indicators' }).waitFor();
    return frame;
  }

  it('shows what is selected in a tree side by side, and breaks no rule of its policy', async () => {
    const { workbench } = opened;
    await workbench.treeRow('Primary', 'beam').click();
    await workbench.treeRow('Primary', 'girder').click({ modifiers: ['ControlOrMeta'] });
    await workbench.contextMenu(workbench.treeRow('Primary', 'girder'), 'Compare Results…');
    const frame = await comparison();
    await frame.getByText('beam and girder hold the same rows.').waitFor();
    assert.deepEqual(await violationsIn(frame), []);
    await workbench.screenshot('compare');
  });

  it('is there again after the window was reloaded, and follows what becomes of the results', async () => {
    const { workbench, outside } = opened;
    await workbench.reload();
    const frame = await comparison();
    await outside.deleteResult('girder');
    await frame.getByText('"girder" is not in Primary any more').waitFor({ timeout: 60_000 });
    assert.deepEqual(await violationsIn(frame), []);
  });
});
