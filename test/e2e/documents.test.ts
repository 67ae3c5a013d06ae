import assert from 'node:assert/strict';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';
import { waitUntil } from './support/waitUntil';

describe('Documents', function () {
  this.timeout(180_000);
  let opened: SmallWorkspace;

  beforeEach(async () => {
    opened = await openSmallWorkspace({ primary: ['beam', 'other'] });
    const { workbench } = opened;
    await workbench.openContainer('OptiScope');
    await workbench.treeRow('Primary', 'beam').click();
    await workbench.editors.waitForText('"Welded beam"');
  });

  afterEach(() => opened.close());

  /** Replaces the first occurrence of a text in the open document, as a person would with Find and Replace. */
  async function replace(from: string, to: string): Promise<void> {
    const { page } = opened.workbench;
    await page.locator('.editor-instance .monaco-editor').first().click();
    await page.keyboard.press('Control+h');
    const find = page.locator('.find-widget.visible');
    await find.getByRole('textbox', { name: 'Find' }).fill(from);
    await find.getByRole('textbox', { name: 'Replace' }).fill(to);
    await find.getByRole('textbox', { name: 'Replace' }).press('Control+Alt+Enter');
    await page.keyboard.press('Escape');
  }

  it('an edit that is saved is a new revision on the disk', async () => {
    const { workbench, outside } = opened;
    const before = await outside.header({ backend: 'primary', key: 'beam' });
    await replace('Welded beam', 'Welded beam, revised');
    await workbench.page.keyboard.press('Control+s');
    await waitUntil(async () => {
      const now = await outside.header({ backend: 'primary', key: 'beam' });
      return now?.problem.name === 'Welded beam, revised' && now.revision !== before?.revision;
    });
  });

  it('a mistake is marked, told and not saved', async () => {
    const { workbench, outside } = opened;
    await replace('"minimize"', '"upwards"');
    await workbench.page.keyboard.press('Control+s');
    await workbench.notifications.waitFor(/Nothing was saved. Line \d+/);
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.screenshot('mistake');
    const stored = await outside.header({ backend: 'primary', key: 'beam' });
    assert.ok(stored?.variables.some(({ direction }) => direction === 'minimize'));
  });

  it('Compare Metadata… opens the diff of two results', async () => {
    const { workbench } = opened;
    await workbench.contextMenu(workbench.treeRow('Primary', 'beam'), 'Compare Metadata…');
    await workbench.quickInput.waitFor('Compare "beam" With');
    await workbench.quickInput.pick('other');
    await waitUntil(async () => {
      const { original, modified } = await workbench.editors.diff();
      return original.includes('"key": "beam"') && modified.includes('"key": "other"');
    });
  });
});
