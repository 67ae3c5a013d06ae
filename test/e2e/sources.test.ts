import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { sharedDataResults } from '../fixtures/sharedDataResults';
import { repository } from '../vscode/repository';
import { showSources } from './support/showSources';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';
import { waitUntil } from './support/waitUntil';

const csv = 'x1,cost\n0.1,10.5\n0.2,20.5\n';
const view = 'Sources';

describe('Sources', function () {
  this.timeout(300_000);
  let opened: SmallWorkspace | undefined;

  afterEach(() => opened?.close());

  it('show what is in a file, and follow it while it grows', async () => {
    opened = await openSmallWorkspace({
      files: { 'runs/one.csv': csv },
      settings: { 'optiscope.sources': ['runs'] },
    });
    const { workbench, folder } = opened;
    await showSources(opened.workbench);
    const row = workbench.treeRow(view, 'one.csv');
    await row.waitFor();
    assert.match(await row.innerText(), /2 rows · min cost/);
    await appendFile(path.join(folder, 'runs', 'one.csv'), '0.3,30.5\n');
    await waitUntil(async () => /3 rows/.test(await row.innerText()), { what: 'the third row' });
  });

  it('are made of what the Explorer offers to open, which are files that can be read', async () => {
    opened = await openSmallWorkspace({
      files: { 'one.csv': csv, 'notes.txt': 'Dear all\nthis is not a table of numbers\n' },
    });
    const { workbench } = opened;
    const { page } = workbench;
    await workbench.openContainer('Explorer');
    const entry = page.locator('.action-label', { hasText: /^Open in OptiScope$/ });
    const offers = async (file: string): Promise<boolean> => {
      await page
        .locator('.explorer-folders-view .label-name', { hasText: file })
        .first()
        .click({ button: 'right' });
      await page.locator('.context-view .action-label').first().waitFor();
      const isOffered = (await entry.count()) > 0;
      if (!isOffered) await page.keyboard.press('Escape');
      return isOffered;
    };
    await waitUntil(() => offers('one.csv'), { what: 'the entry for a table', timeoutMs: 60_000 });
    await page.keyboard.press('Escape');
    assert.equal(await offers('notes.txt'), false);
    // What is said of the file under the mouse would lie over the one below.
    await page.mouse.move(900, 600);
    await page.locator('.context-view .hover-contents').waitFor({ state: 'hidden' });
    const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'one.csv' });
    await workbench.contextMenu(row, 'Open in OptiScope');
    await workbench.editors.waitForText('"backend": "sources"');
    await workbench.treeRow(view, 'one.csv').first().waitFor();
  });

  it('tell what they are for when there are none', async () => {
    opened = await openSmallWorkspace();
    await showSources(opened.workbench);
    await opened.workbench.welcome(view).getByText('No sources yet.').waitFor();
    await opened.workbench.screenshot('sources-welcome');
  });

  it('show every folder of sample files with as many results as there are in it', async function () {
    const data = path.join(repository, '..', 'shared', 'data');
    const folders = Object.keys(sharedDataResults).filter(name =>
      existsSync(path.join(data, name)),
    );
    if (folders.length === 0) this.skip();
    const sources = folders.map(name => ({ name, path: path.join(data, name) }));
    opened = await openSmallWorkspace({ settings: { 'optiscope.sources': sources } });
    const { workbench } = opened;
    await showSources(opened.workbench);
    await workbench.treeRow(view, folders[0] ?? '').waitFor();
    await workbench.screenshot('sources-reading');
    await workbench.inlineAction(workbench.viewHeader(view), 'Collapse All');
    for (const name of folders) {
      const count = Object.keys(sharedDataResults[name] ?? {}).length;
      const row = workbench.treeRow(view, name);
      const words = `${count.toLocaleString('en')} result${count === 1 ? '' : 's'} ·`;
      await waitUntil(
        async () => {
          const text = await row.innerText();
          return text.includes(words) && !text.includes('reading');
        },
        { what: `${words} in ${name}`, timeoutMs: 120_000 },
      );
    }
    await workbench.screenshot('sources-sample-files');
    await workbench.expandRow(view, 'ax');
    for (const label of Object.keys(sharedDataResults['ax'] ?? {})) {
      await workbench.treeRow(view, label).waitFor();
    }
    await workbench.expandRow(view, 'optuna');
    await workbench.screenshot('sources-opened');
  });
});
