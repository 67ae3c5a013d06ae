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

  it('saves what is selected as a result set, in the file', async () => {
    const { workbench, outside } = opened;
    const frame = await explorerFrame(workbench, 'Welded beam');
    const press = (name: string) => frame.getByRole('button', { name, exact: true }).click();
    await press('Invert');
    await press('Save as Result Set…');
    await frame.getByLabel('Name').fill('picked');
    await frame.getByLabel('Name').press('Enter');
    await frame.getByRole('button', { name: 'Result Sets (1)' }).click();
    await frame.getByText('by OptiScope').waitFor();
    const { resultSets } = await outside.loadFrom({ backend: 'primary', key: 'beam' });
    const [{ createdAt, ...set } = {}, ...others] = resultSets;
    assert.deepEqual(set, {
      name: 'picked',
      rows: [0, 1, 2],
      createdBy: 'OptiScope',
      operations: ['all rows'],
    });
    assert.match(createdAt ?? '', /^20/);
    assert.deepEqual(others, []);
  });

  it('is there again after the window was reloaded, with the set and what was selected', async () => {
    const { workbench } = opened;
    await workbench.reload();
    const frame = await explorerFrame(workbench, 'Welded beam');
    await frame.getByText('3 of 3 rows selected: all rows', { exact: true }).first().waitFor();
    // The list of the sets was open, too.
    await frame.getByRole('button', { name: 'picked', exact: true }).waitFor();
    assert.deepEqual(await violationsIn(frame), []);
  });

  it('keeps a ranking as a column, in the file, until it is undone', async () => {
    const { workbench, outside } = opened;
    const frame = await explorerFrame(workbench, 'Welded beam');
    await frame.getByRole('tab', { name: 'Decide' }).click();
    await frame.getByText('Best by TOPSIS').waitFor();
    await frame.getByRole('button', { name: 'Save Ranking…' }).click();
    await frame.locator('#ranking-name').press('Enter');
    await frame.getByRole('button', { name: 'Result Sets (2)' }).waitFor();
    await frame.getByText('3 of 3 rows selected: all rows', { exact: true }).first().waitFor();
    const address = { backend: 'primary', key: 'beam' } as const;
    const { columns, resultSets, metadata } = await outside.loadFrom(address);
    const column = columns.at(-1);
    assert.deepEqual([column?.variable.name, column?.type], ['TOPSIS rank', 'int64']);
    assert.ok([...(column?.values ?? [])].includes(1n));
    assert.deepEqual(
      resultSets.map(({ name }) => name),
      ['picked', 'TOPSIS rank'],
    );
    assert.deepEqual(Object.keys(metadata['rankings'] ?? {}), ['TOPSIS rank']);
    await workbench.screenshot('explorer-decide');
    await workbench.run('OptiScope: Undo Last Change');
    await frame.getByRole('button', { name: 'Result Sets (1)' }).waitFor();
    const undone = await outside.loadFrom(address);
    assert.deepEqual(undone.columns, columns.slice(0, -1));
    assert.deepEqual(await violationsIn(frame), []);
    await frame.getByRole('tab', { name: 'Pareto' }).click();
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
