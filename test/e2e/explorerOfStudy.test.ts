import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { nondominatedRows } from '../../src/core/analysis/nondominatedRows';
import { optunaDatabase } from '../fixtures/optunaDatabase';
import { repository } from '../vscode/repository';
import { explorerFrame, violationsIn } from './support/explorerFrame';
import { importFromExplorer } from './support/importFromExplorer';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';

const shared = path.resolve(
  repository,
  '../shared/data/generated/optuna/gen-optuna5-zdt1-5000.sqlite3',
);
const name = 'zdt1-5000';

/** What Optuna wrote, or a smaller study where that is not at hand. */
async function study(): Promise<Uint8Array> {
  if (existsSync(shared)) return readFile(shared);
  const trials = Array.from({ length: 300 }, (_, number) => ({
    state: 'COMPLETE' as const,
    values: [number / 300, 1 - Math.sqrt(number / 300) + (number % 7) / 10],
  }));
  return optunaDatabase('5.0', [{ name, directions: ['MINIMIZE', 'MINIMIZE'], trials }]);
}

describe('The explorer of a study that Optuna wrote', function () {
  this.timeout(240_000);
  let opened: SmallWorkspace;
  /** `1,234 of 5,000 rows selected: …` */
  let selected: string;

  before(async () => {
    opened = await openSmallWorkspace({ files: { 'study.db': await study() } });
    const { workbench } = opened;
    await importFromExplorer(workbench, 'study.db');
    await workbench.notifications.waitFor(`Imported "${name}" into Primary.`);
    await workbench.openContainer('OptiScope');
    await workbench.contextMenu(workbench.treeRow('Primary', name), 'Open in Explorer');
  });

  after(() => opened.close());

  const open = (): Promise<Frame> => explorerFrame(opened.workbench, name);
  const words = (frame: Frame) =>
    frame.getByRole('region', { name: 'Selection' }).getByText(/rows selected/);

  it('finds its front', async () => {
    const frame = await open();
    const { objectives } = await opened.outside.loadResult(name);
    const values = objectives.map(column => column.values as Float64Array);
    const front = nondominatedRows({ objectives: values });
    await frame.getByText(`Front: ${front.length} rows`).waitFor();
  });

  it('selects what is brushed, and saves it as a set in the file', async () => {
    const { workbench, outside } = opened;
    const frame = await open();
    const box = await frame.locator('.pareto-plane .scatter-overlay').boundingBox();
    assert.ok(box);
    const { mouse } = workbench.page;
    await mouse.move(box.x + 5, box.y + 5);
    await mouse.down();
    await mouse.move(box.x + box.width / 2, box.y + box.height - 5, { steps: 5 });
    await mouse.up();
    selected = await words(frame).innerText();
    await frame.getByRole('button', { name: 'Save as Result Set…' }).click();
    await frame.getByLabel('Name', { exact: true }).fill('left half');
    await frame.getByLabel('Name', { exact: true }).press('Enter');
    await frame.getByRole('button', { name: 'Result Sets (1)' }).click();
    await frame.getByRole('button', { name: 'left half', exact: true }).waitFor();
    const { resultSets } = await outside.loadResult(name);
    const { rows = [] } = resultSets.find(set => set.name === 'left half') ?? {};
    assert.ok(rows.length > 10);
    assert.ok(selected.startsWith(`${rows.length.toLocaleString('en')} of `), selected);
  });

  it('is as it was after the window was reloaded, and broke no rule of its policy', async () => {
    const { workbench } = opened;
    await workbench.reload();
    const frame = await open();
    await frame.getByText(selected, { exact: true }).first().waitFor();
    await frame.getByRole('button', { name: 'left half', exact: true }).waitFor();
    for (const tab of [
      'Parallel Coordinates',
      'History',
      'Scatter Matrix',
      'Importance',
      'Slices',
      'Decide',
    ]) {
      await frame.getByRole('tab', { name: tab }).click();
      await frame
        .locator('.view:not([hidden])')
        .locator('canvas:visible, td:visible')
        .first()
        .waitFor();
    }
    assert.deepEqual(await violationsIn(frame), []);
    await workbench.screenshot('explorer-of-study');
  });
});
