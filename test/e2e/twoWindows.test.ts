import assert from 'node:assert/strict';
import { optunaDatabase, type FixtureStudy } from '../fixtures/optunaDatabase';
import { importFromExplorer } from './support/importFromExplorer';
import { openWorkbench } from './support/openWorkbench';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';
import type { Workbench } from './support/workbench';

const count = 200;

describe('Two windows on one workspace', function () {
  this.timeout(300_000);
  let opened: SmallWorkspace;
  let second: Workbench;

  before(async () => {
    opened = await openSmallWorkspace({
      secondary: [],
      files: {
        'left.db': await optunaDatabase('5.0', studies('left')),
        'right.db': await optunaDatabase('5.0', studies('right')),
      },
    });
    second = await openWorkbench({ workspace: opened.folder });
  });

  after(async () => {
    await second.close();
    await opened.close();
  });

  it(`each saves ${count} results at once into the folder and the database, and none is lost`, async () => {
    const { workbench, outside } = opened;
    await Promise.all([
      importFromExplorer(workbench, 'left.db'),
      importFromExplorer(second, 'right.db'),
    ]);
    const done = `Imported ${count} results into Primary.`;
    await Promise.all([
      workbench.notifications.waitFor(done, importTimeout),
      second.notifications.waitFor(done, importTimeout),
    ]);

    const expected = [...names('left'), ...names('right')].sort();
    assert.deepEqual(await outside.listResults(), expected);
    assert.deepEqual(await outside.listResults({ fromBackend: 'secondary' }), expected);
    for (const key of expected) {
      const primary = await outside.loadFrom({ backend: 'primary', key });
      const secondary = await outside.loadFrom({ backend: 'secondary', key });
      assert.equal(primary.problem.name, key);
      assert.deepEqual(secondary, primary);
    }
  });

  it('each shows what the other one did', async () => {
    for (const window of [opened.workbench, second]) {
      await window.openContainer('OptiScope');
      await window.expandView('Secondary');
      await window.treeRow('Secondary', 'left-000').waitFor();
    }
    await opened.outside.renameResult('left-000', 'aaa');
    for (const window of [opened.workbench, second]) {
      await window.treeRow('Secondary', 'aaa').waitFor();
    }
  });
});

const importTimeout = 240_000;

function names(side: string): readonly string[] {
  return Array.from({ length: count }, (_, n) => `${side}-${String(n).padStart(3, '0')}`);
}

/** One trial each: what is tried here is how often something is saved, not how much. */
function studies(side: string): readonly FixtureStudy[] {
  const uniform = { low: 0, high: count, log: false, step: null };
  return names(side).map((name, n) => ({
    name,
    directions: ['MINIMIZE'],
    trials: [{ state: 'COMPLETE', values: [n], params: { x: [n, 'FloatDistribution', uniform] } }],
  }));
}
