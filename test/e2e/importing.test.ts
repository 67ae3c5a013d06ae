import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { optunaDatabase } from '../fixtures/optunaDatabase';
import { ridgeStudy } from '../fixtures/ridgeResult';
import { ridgeSearch } from '../fixtures/ridgeSearch';
import { importFromExplorer } from './support/importFromExplorer';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';

const csv = 'x1,x2,cost,yield\n0.1,1.5,10.5,5\n0.2,2.5,20.5,6\n';
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);

describe('Importing', function () {
  this.timeout(180_000);
  let opened: SmallWorkspace;

  before(async () => {
    opened = await openSmallWorkspace({
      files: {
        'runs.csv': csv,
        'runs-of-may.csv': csv,
        'others.csv': csv.replace('x1', 'x3'),
        'fake.csv': png,
        'study.db': await optunaDatabase('5.0', [
          ridgeStudy('ridge', ridgeSearch(6, 1)),
          ridgeStudy('lasso', ridgeSearch(4, 2)),
        ]),
      },
      prepare: folder =>
        mkdir(path.join(folder, '.optiscope', 'results'), { recursive: true }).then(
          () => undefined,
        ),
    });
  });

  after(() => opened.close());

  it('asks of a CSV what its columns are for, with a proposal', async () => {
    const { workbench, outside } = opened;
    await importFromExplorer(opened.workbench, 'runs.csv');
    await workbench.quickInput.waitFor('Which columns are objectives?');
    await workbench.screenshot('roles');
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor('Which objectives are maximised?');
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor('Which columns are design variables?');
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor('Imported "runs" into Primary.');
    const { designVariables, objectives } = await outside.loadResult('runs');
    assert.deepEqual(
      designVariables.map(({ variable }) => variable.name),
      ['x1', 'x2'],
    );
    assert.ok(objectives.some(({ variable }) => variable.name === 'cost'));
  });

  it('asks once for files of a kind, says what it took for granted, and can be told otherwise', async () => {
    const { workbench, outside } = opened;
    await importFromExplorer(workbench, 'runs-of-may.csv');
    const message = await workbench.notifications.waitFor('Imported "runs-of-may" into Primary.');
    assert.match(message, /Roles as chosen before: min cost/);
    const { id } = await outside.loadResult('runs-of-may');
    await workbench.notifications.choose('Imported "runs-of-may"', 'Change…');
    await workbench.quickInput.waitFor('Which columns are objectives?');
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor('Which objectives are maximised?');
    await workbench.quickInput.pick('cost');
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor('Which columns are design variables?');
    await workbench.quickInput.accept();
    await workbench.notifications.waitFor('Updated "runs-of-may" in Primary.');
    const changed = await outside.loadResult('runs-of-may');
    assert.equal(changed.id, id);
    const cost = changed.objectives.find(({ variable }) => variable.name === 'cost');
    assert.equal(cost?.variable.direction, 'maximize');
  });

  it('imports nothing when a question is cancelled', async () => {
    const { workbench, outside } = opened;
    const before = await outside.listResults();
    await importFromExplorer(opened.workbench, 'others.csv');
    await workbench.quickInput.waitFor('Which columns are objectives?');
    await workbench.quickInput.cancel();
    await workbench.quickInput.box.waitFor({ state: 'hidden' });
    assert.deepEqual(await outside.listResults(), before);
  });

  it('imports every study of an Optuna database without a question', async () => {
    const { workbench, outside } = opened;
    await importFromExplorer(opened.workbench, 'study.db');
    await workbench.notifications.waitFor('Imported 2 results into Primary.');
    const keys = await outside.listResults();
    assert.ok(
      ['ridge', 'lasso'].every(name => keys.some(key => key.endsWith(name))),
      keys.join(),
    );
  });

  it('says of a file that is not what its name says what it is', async () => {
    const { workbench, folder } = opened;
    const before = await readdir(path.join(folder, '.optiscope', 'results'));
    await importFromExplorer(opened.workbench, 'fake.csv');
    assert.match(await workbench.notifications.waitFor('fake.csv'), /PNG/);
    assert.deepEqual(await readdir(path.join(folder, '.optiscope', 'results')), before);
  });
});
