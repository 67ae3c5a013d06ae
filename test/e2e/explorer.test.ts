import assert from 'node:assert/strict';
import { explorerFrame, violationsIn } from './support/explorerFrame';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';

describe('The explorer in VS Code', function () {
  this.timeout(240_000);
  let opened: SmallWorkspace;

  before(async () => {
    opened = await openSmallWorkspace({ primary: ['beam'] });
    const { workbench } = opened;
    await workbench.openContainer('OptiScope');
    await workbench.contextMenu(workbench.treeRow('Primary', 'beam'), 'Open in Explorer');
  });

  after(() => opened.close());

  it('draws a result of which every type of column has arrived, and breaks no rule of its policy', async () => {
    const { workbench } = opened;
    const frame = await explorerFrame(workbench, 'Welded beam');
    // An integer that no double can hold.
    await frame.getByText('9007199254740995').first().waitFor();
    assert.deepEqual(await violationsIn(frame), []);
    await workbench.screenshot('explorer');
  });

  it('is there again after the window was reloaded', async () => {
    const { workbench } = opened;
    await workbench.reload();
    const frame = await explorerFrame(workbench, 'Welded beam');
    await frame.getByText('9007199254740995').first().waitFor();
    assert.deepEqual(await violationsIn(frame), []);
  });

  it('would tell a rule that is broken', async () => {
    const frame = await explorerFrame(opened.workbench, 'Welded beam');
    await frame.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.head.append(script);
    });
    assert.deepEqual(await violationsIn(frame), ['script-src-elem: inline']);
  });
});
