import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { showSources } from './support/showSources';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';
import { waitUntil } from './support/waitUntil';

const view = 'Sources';
const sweep = 'chord,twist,power,mass\n0.2,0,14.875,17.4\n0.25,2,18.5,21\n';

describe('Roles of the columns of a source', function () {
  this.timeout(180_000);
  let opened: SmallWorkspace;

  before(async () => {
    opened = await openSmallWorkspace({
      files: { 'runs/sweep.csv': sweep, 'runs/plain.csv': 'x1,cost\n0.1,10.5\n' },
      settings: { 'optiscope.sources': ['runs'] },
    });
    await showSources(opened.workbench);
  });

  after(() => opened.close());

  /** Waits until the row of a file says `words`. */
  async function says(file: string, words: RegExp): Promise<void> {
    const row = opened.workbench.treeRow(view, file);
    await waitUntil(async () => words.test(await row.innerText()), { what: `${words} of ${file}` });
  }

  /** Ticks columns in a step, where `ticked` is what is proposed, and goes on. */
  async function step(
    question: string,
    columns: readonly string[],
    ticked: readonly string[] = [],
  ): Promise<void> {
    const { quickInput } = opened.workbench;
    await quickInput.waitFor(question);
    const boxes = quickInput.box.getByRole('checkbox', { checked: true });
    const proposed = await boxes.evaluateAll(rows =>
      rows.map(row => row.getAttribute('aria-label') ?? ''),
    );
    for (const name of ticked)
      assert.ok(
        proposed.some(label => label.startsWith(name)),
        `${name} is not ticked of: ${proposed.join(' | ')}`,
      );
    for (const column of columns) await quickInput.pick(column);
    await quickInput.accept();
  }

  it('are asked for with the first values of each column, and are those of the result', async () => {
    const { workbench } = opened;
    await says('sweep.csv', /2 rows · no objectives/);
    await workbench.contextMenu(workbench.treeRow(view, 'sweep.csv'), 'Assign Roles…');
    await workbench.quickInput.waitFor('sweep.csv: Which columns are objectives?');
    assert.match(await workbench.quickInput.row('power').innerText(), /float64: 14\.875, 18\.5/);
    await workbench.screenshot('assign-roles');
    await step('Which columns are objectives?', ['power', 'mass']);
    await step('Which objectives are maximised?', ['power']);
    await step('Which columns are design variables?', ['chord', 'twist']);
    await says('sweep.csv', /2 rows · max power, min mass/);
    await workbench.treeRow(view, 'sweep.csv').click();
    const text = await workbench.editors.waitForText('"assumed"');
    assert.match(text, /"power": {"role": "objective", "direction": "maximize", "by": "user"}/);
    assert.match(text, /"mass": {"role": "objective", "direction": "minimize", "by": "user"}/);
    assert.match(text, /"chord": {"role": "design", "by": "user"}/);
  });

  it('hold for the next file with these columns, and for no other one', async () => {
    const file = path.join(opened.folder, 'runs', 'later.csv');
    await writeFile(file, `${sweep}0.3,4,22.5,25\n`);
    await says('later.csv', /3 rows · max power, min mass/);
    await says('plain.csv', /1 row · min cost/);
  });

  it('can be changed with the button of a row, beginning with what was chosen, for all of them', async () => {
    const { workbench } = opened;
    await workbench.inlineAction(workbench.treeRow(view, 'later.csv'), 'Assign Roles…');
    await step('later.csv: Which columns are objectives?', ['mass'], ['power', 'mass']);
    await step('Which objectives are maximised?', [], ['power']);
    await step('Which columns are design variables?', [], ['chord', 'twist']);
    await step('Which columns are constraints', []);
    await workbench.statusBarItem('Assigned roles to later.csv and 1 file like it').waitFor();
    await says('later.csv', /3 rows · max power ·/);
    await says('sweep.csv', /2 rows · max power ·/);
  });

  it('stay as they are when a question is cancelled', async () => {
    const { workbench } = opened;
    await workbench.contextMenu(workbench.treeRow(view, 'plain.csv'), 'Assign Roles…');
    await step('plain.csv: Which columns are objectives?', ['cost', 'x1'], ['cost']);
    await workbench.quickInput.waitFor('Which objectives are maximised?');
    await workbench.quickInput.cancel();
    await workbench.quickInput.box.waitFor({ state: 'hidden' });
    await says('plain.csv', /1 row · min cost/);
  });
});
