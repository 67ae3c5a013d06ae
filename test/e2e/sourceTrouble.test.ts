import assert from 'node:assert/strict';
import { rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { showSources } from './support/showSources';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';
import { waitUntil } from './support/waitUntil';

const view = 'Sources';
const sound = Array.from({ length: 25 }, (_, row) => `0.${row},${row}\n`).join('');
const pickle = Uint8Array.of(0x80, 5, 0x95, 3, 0, 0, 0, 0, 0, 0, 0, 0x7d, 0x94, 0x2e);

describe('Sources that are not sound', function () {
  this.timeout(180_000);
  let opened: SmallWorkspace;

  beforeEach(async () => {
    opened = await openSmallWorkspace({
      files: {
        'runs/one.csv': `x1,cost\n${sound}0.5,1,2\n${sound}`,
        'runs/study.pkl': pickle,
      },
      settings: { 'optiscope.sources': ['runs'] },
    });
    await showSources(opened.workbench);
    await opened.workbench.treeRow(view, 'one.csv').waitFor();
  });

  afterEach(() => opened.close());

  /** Waits until the row says `words`. */
  async function says(label: string, words: RegExp): Promise<void> {
    const row = opened.workbench.treeRow(view, label);
    await waitUntil(async () => words.test(await row.innerText()), {
      what: `${words} of ${label}`,
    });
  }

  it('show what was not read of a file, with the row and the reason', async () => {
    const { workbench } = opened;
    await says('one.csv', /50 rows · min cost · 1 not read/);
    await workbench.contextMenu(workbench.treeRow(view, 'one.csv'), 'Show What Was Not Read');
    const text = await workbench.editors.waitForText('# Not read of runs');
    assert.match(text, /## runs\/one\.csv/);
    assert.match(text, /\| 27 +\| Expected 2 cells, found 3\./);
    assert.doesNotMatch(text, /study\.pkl/);
  });

  it('show what was recognised and refused, with the reason', async () => {
    const { workbench } = opened;
    await workbench.expandRow(view, 'Not read (1)');
    await says('study.pkl', /is a pickle/);
    await workbench.contextMenu(workbench.treeRow(view, 'runs'), 'Show What Was Not Read');
    const text = await workbench.editors.waitForText('# Not read of runs');
    assert.match(text, /\| study\.pkl +\| .*is a pickle/);
    assert.match(text, /\| 27 +\| Expected 2 cells, found 3\./);
  });

  it('say that they vanished, show what they held, and come back by themselves', async () => {
    const { workbench, folder } = opened;
    const [there, away] = [path.join(folder, 'runs'), path.join(folder, 'elsewhere')];
    await rename(there, away);
    await says('runs', /There is nothing at .*runs/);
    await says('one.csv', /50 rows/);
    await workbench.screenshot('source-vanished');
    await writeFile(path.join(away, 'two.csv'), `x1,cost\n${sound}`);
    await rename(away, there);
    await says('runs', /^runs\s*2 results$/);
    await says('two.csv', /25 rows/);
  });

  it('are removed by the Delete key on their own row alone, and their files stay', async () => {
    const { workbench, folder } = opened;
    await workbench.treeRow(view, 'one.csv').click();
    await workbench.editors.tab('one.csv.json').waitFor();
    await workbench.page.keyboard.press('Delete');
    await workbench.statusBarItem('select a source to remove it').waitFor();
    await workbench.page.keyboard.press('F2');
    await workbench.treeRow(view, 'one.csv').waitFor();
    assert.equal(await workbench.quickInput.box.count(), 0);
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.press('Delete');
    await workbench.welcome(view).getByText('No sources yet.').waitFor();
    assert.ok((await stat(path.join(folder, 'runs', 'one.csv'))).size > 0);
  });
});
