import assert from 'node:assert/strict';
import { explorerFrame } from './support/explorerFrame';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
} as const;

/** What there is in a view of the explorer when it is drawn, by its tab. */
const drawnParts = {
  History: '.view.history .scatter-stage[aria-label]',
  'Scatter Matrix': '.view.matrix canvas',
  Decide: '.view.decide td',
} as const;

/** Drags the edge of the sidebar, which is too narrow at first for whole descriptions. */
async function widenSidebar({ page }: Workbench, by: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  assert.ok(box);
  const edge = box.x + box.width;
  await page.mouse.move(edge, 600);
  await page.mouse.down();
  await page.mouse.move(edge + by, 600, { steps: 5 });
  await page.mouse.up();
  const wider = await page.locator('.part.sidebar').boundingBox();
  assert.ok(wider && wider.width > box.width, 'the sidebar did not become wider');
}

/** The pictures of the README, on the sample workspace. */
describe('The sample workspace', function () {
  this.timeout(240_000);
  let workbench: Workbench;

  afterEach(() => workbench.close());

  for (const [name, theme] of Object.entries(themes)) {
    it(`looks right in the theme ${theme}`, async () => {
      const size = { width: 1640, height: 900 };
      workbench = await openWorkbench({ theme, size });
      await workbench.openContainer('OptiScope');
      await widenSidebar(workbench, 190);
      await workbench.expandView('Primary');
      for (const folder of ['constrained', 'tuning', 'zdt']) {
        await workbench.expandRow('Primary', folder);
      }
      await workbench.treeRow('Sources', 'zdt1.npz').waitFor();
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

      await workbench.contextMenu(workbench.treeRow('Primary', 'welded-beam'), 'Open in Explorer');
      const explorer = await explorerFrame(workbench, 'Welded beam');
      await explorer.getByRole('button', { name: 'Zoom to front' }).click();
      await explorer.getByRole('button', { name: 'Reset zoom', disabled: false }).waitFor();
      await workbench.screenshot(`explorer-${name}`);
      await explorer.getByRole('tab', { name: 'Parallel Coordinates' }).click();
      await explorer.locator('.axis-head').nth(5).waitFor();
      await workbench.screenshot(`parallel-${name}`);
      for (const [tab, drawn] of Object.entries(drawnParts)) {
        await explorer.getByRole('tab', { name: tab }).click();
        await explorer.locator(drawn).first().waitFor();
        await workbench.screenshot(`${tab.toLowerCase().replace(' ', '-')}-${name}`);
      }
      await workbench.treeRow('Primary', 'zdt1-nsga2').click();
      const other = workbench.treeRow('Primary', 'zdt1-nsga2-seed-2');
      await other.click({ modifiers: ['ControlOrMeta'] });
      await workbench.contextMenu(other, 'Compare Results…');
      const comparison = await workbench.editors.webview('Compare 2 Results');
      await comparison.getByRole('region', { name: 'Indicators' }).waitFor();
      await workbench.screenshot(`compare-${name}`);

      for (const view of ['Primary', 'Secondary']) {
        await workbench.viewHeader(view).click({ position: { x: 8, y: 8 } });
      }
      await workbench.treeRow('Sources', 'turbine.csv').click();
      await workbench.editors.waitForText('"chord"');
      await workbench.contextMenu(workbench.treeRow('Sources', 'turbine.csv'), 'Assign Roles…');
      await workbench.quickInput.waitFor('Which columns are objectives?');
      await workbench.quickInput.pick('power');
      await workbench.quickInput.pick('mass');
      await workbench.screenshot(`sources-${name}`);
      await workbench.quickInput.cancel();
    });
  }
});
