import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';

const csv = 'x1,cost\n0.1,10.5\n0.2,20.5\n';
/** What VS Code calls the view in a container that is not its own. */
const view = 'OptiScope: Sources';

describe('Dropping on the view of the sources', function () {
  this.timeout(180_000);
  let opened: SmallWorkspace;

  afterEach(() => opened.close());

  it('adds a file and a folder of the Explorer', async () => {
    opened = await openSmallWorkspace({
      files: { 'first.csv': csv, 'one.csv': csv, 'runs/two.csv': csv },
      settings: { 'optiscope.sources': ['first.csv'] },
    });
    const { workbench } = opened;
    await workbench.openContainer('OptiScope');
    await workbench.run('View: Move View');
    await workbench.quickInput.type('Sources');
    await workbench.quickInput.pick('Sources');
    await workbench.quickInput.waitFor('Destination');
    await workbench.quickInput.pick('Explorer');
    await workbench.openContainer('Explorer');
    const entry = (name: string) =>
      workbench.page.locator('.explorer-folders-view').getByRole('treeitem', { name, exact: true });
    const row = workbench.treeRow(view, 'first.csv').first();
    await row.waitFor();
    await workbench.drag(entry('one.csv'), row);
    await workbench.treeRow(view, 'one.csv').first().waitFor();
    await workbench.drag(entry('runs'), row);
    await workbench.treeRow(view, 'two.csv').waitFor();
    await workbench.screenshot('sources-dropped');
  });
});
