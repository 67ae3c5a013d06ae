import assert from 'node:assert/strict';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
} as const;

/** The pictures of the README, on the sample workspace. */
describe('The sample workspace', function () {
  this.timeout(240_000);
  let workbench: Workbench;

  afterEach(() => workbench.close());

  for (const [name, theme] of Object.entries(themes)) {
    it(`looks right in the theme ${theme}`, async () => {
      const size = { width: 1440, height: 860 };
      workbench = await openWorkbench({ theme, size });
      await workbench.openContainer('OptiScope');
      await workbench.expandView('Primary');
      for (const folder of ['constrained', 'tuning', 'zdt']) {
        await workbench.expandRow('Primary', folder);
      }
      await workbench.expandRow('Secondary', 'constrained');
      await workbench.treeRow('Primary', 'zdt1-nsga2').click();
      await workbench.editors.waitForText('"variables"');
      await workbench.page.mouse.move(900, 780);
      await workbench.screenshot(`trees-${name}`);
      const labels = await workbench.treeLabels('Primary');
      assert.ok(labels.includes('welded-beam'), labels.join());

      await workbench.run('OptiScope: Sync Backends…');
      await workbench.quickInput.pick('Both ways');
      await workbench.quickInput.waitFor('Where Both Differ');
      await workbench.quickInput.pick('Newer wins');
      await workbench.editors.waitForText('# Sync plan');
      await workbench.notifications.dismiss('Sync plan:');
      await workbench.screenshot(`sync-plan-${name}`);

      await workbench.run('OptiScope: Storage Info');
      await workbench.editors.waitForText('# Storage info');
      await workbench.screenshot(`storage-info-${name}`);
    });
  }
});
