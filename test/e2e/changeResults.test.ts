import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';
import { waitUntil } from './support/waitUntil';

describe('Changing results', function () {
  this.timeout(180_000);
  let opened: SmallWorkspace;

  beforeEach(async () => {
    opened = await openSmallWorkspace({
      primary: ['beam', 'zdt/zdt1', 'zdt/zdt2'],
      secondary: ['zdt/zdt1'],
    });
    const { workbench } = opened;
    await workbench.openContainer('OptiScope');
    await workbench.expandView('Primary');
    await workbench.expandView('Secondary');
    await workbench.expandRow('Primary', 'zdt');
    await workbench.expandRow('Secondary', 'zdt');
    await workbench.treeRow('Secondary', 'zdt1').waitFor();
  });

  afterEach(() => opened.close());

  const isOnDisk = (key: string): Promise<boolean> =>
    stat(path.join(opened.folder, '.optiscope', 'results', `${key}.arrow`)).then(
      () => true,
      () => false,
    );

  it('F2 renames in every backend, on the disk, and refuses a key that is taken', async () => {
    const { workbench, outside } = opened;
    await workbench.treeRow('Primary', 'zdt1').click();
    await workbench.editors.tab('zdt1.json').waitFor();
    await workbench.treeRow('Primary', 'zdt1').click();
    await workbench.page.keyboard.press('F2');
    await workbench.quickInput.waitFor('Rename Result');
    assert.equal(await workbench.quickInput.value(), 'zdt/zdt1');
    await workbench.quickInput.type('beam');
    await waitUntil(async () => (await workbench.quickInput.message()).includes('already'));
    await workbench.quickInput.type('zdt//1');
    await waitUntil(async () => (await workbench.quickInput.message()).includes('"//"'));
    await workbench.quickInput.enter('renamed/first');
    await workbench.treeRow('Primary', 'renamed').waitFor();
    await workbench.editors.tab('first.json').waitFor();
    assert.deepEqual(await outside.listResults({ fromBackend: 'secondary' }), ['renamed/first']);
    assert.deepEqual([await isOnDisk('zdt/zdt1'), await isOnDisk('renamed/first')], [false, true]);
  });

  it('copies to the other backend from the context menu, and moves', async () => {
    const { workbench, outside } = opened;
    await workbench.contextMenu(workbench.treeRow('Primary', 'beam'), 'Migrate Result…');
    await workbench.quickInput.pick('Copy to Secondary');
    await workbench.treeRow('Secondary', 'beam').waitFor();
    await workbench.contextMenu(workbench.treeRow('Primary', 'zdt2'), 'Migrate Result…');
    await workbench.quickInput.pick('Move to Secondary');
    await workbench.treeRow('Secondary', 'zdt2').waitFor();
    await workbench.treeRow('Primary', 'zdt2').waitFor({ state: 'hidden' });
    assert.equal(await isOnDisk('zdt/zdt2'), false);
    const keys = await outside.listResults({ fromBackend: 'secondary' });
    assert.deepEqual(keys, ['beam', 'zdt/zdt1', 'zdt/zdt2']);
  });

  it('copies a result that is dragged to another backend', async () => {
    const { workbench, outside } = opened;
    await workbench.drag(
      workbench.treeRow('Primary', 'beam'),
      workbench.treeRow('Secondary', 'zdt'),
    );
    await workbench.treeRow('Secondary', 'beam').waitFor();
    const [a, b] = await Promise.all(
      (['primary', 'secondary'] as const).map(backend => outside.header({ backend, key: 'beam' })),
    );
    assert.ok(a !== undefined && a.revision === b?.revision);
  });

  it('asks before deleting, says where copies are, and takes a deletion back', async () => {
    const { workbench, outside } = opened;
    const before = await outside.readArtifact({ backend: 'primary', key: 'zdt/zdt1' });
    await workbench.treeRow('Primary', 'zdt1').click();
    await workbench.editors.tab('zdt1.json').waitFor();
    await workbench.treeRow('Primary', 'zdt1').click();
    await workbench.page.keyboard.press('Delete');
    const { message, detail } = await workbench.dialog.text();
    assert.match(message, /Delete "zdt\/zdt1"\?/);
    assert.match(detail, /It is in Secondary too/);
    await workbench.screenshot('delete-dialog');
    await workbench.dialog.choose('Delete from Primary and Secondary');
    await workbench.treeRow('Primary', 'zdt1').waitFor({ state: 'hidden' });
    await workbench.treeRow('Secondary', 'zdt1').waitFor({ state: 'hidden' });
    await workbench.notifications.choose('Deleted "zdt/zdt1"', 'Undo');
    await workbench.notifications.waitFor('Undone: Delete "zdt/zdt1". 1 result restored.');
    await workbench.treeRow('Primary', 'zdt1').waitFor();
    await workbench.treeRow('Secondary', 'zdt').waitFor();
    const after = await outside.readArtifact({ backend: 'primary', key: 'zdt/zdt1' });
    assert.deepEqual(Buffer.from(after.bytes), Buffer.from(before.bytes));
    assert.deepEqual(await outside.listResults({ fromBackend: 'secondary' }), ['zdt/zdt1']);
  });

  it('deletes also what cannot be read, and takes that back', async () => {
    const { workbench, folder } = opened;
    const file = path.join(folder, '.optiscope', 'results', 'broken.arrow');
    await writeFile(file, 'ARROW1, but no more than that');
    const row = workbench.treeRow('Primary', 'broken');
    await row.waitFor();
    await workbench.contextMenu(row, 'Delete Result');
    const { detail } = await workbench.dialog.text();
    assert.doesNotMatch(detail, /cannot be undone/);
    await workbench.dialog.choose('Delete 1 Result');
    await row.waitFor({ state: 'hidden' });
    assert.equal(await isOnDisk('broken'), false);
    await workbench.notifications.choose('Deleted "broken"', 'Undo');
    await row.waitFor();
    assert.equal(await isOnDisk('broken'), true);
  });

  it('takes back a renaming, and then says that there is nothing left to undo', async () => {
    const { workbench, outside } = opened;
    await workbench.treeRow('Primary', 'beam').click();
    await workbench.editors.tab('beam.json').waitFor();
    await workbench.treeRow('Primary', 'beam').click();
    await workbench.page.keyboard.press('F2');
    await workbench.quickInput.waitFor('Rename Result');
    await workbench.quickInput.enter('girder');
    await workbench.editors.tab('girder.json').waitFor();
    await workbench.notifications.waitFor(
      'Renamed "beam" to "girder". Undo renames 1 result back.',
    );
    await workbench.run('OptiScope: Undo Last Change');
    await workbench.editors.tab('beam.json').waitFor();
    await workbench.treeRow('Primary', 'beam').waitFor();
    assert.equal(await outside.existsResult('girder'), false);
    await workbench.run('OptiScope: Undo Last Change');
    await workbench.notifications.waitFor('There is nothing to undo.');
  });

  it('Empty Trash names what goes for good', async () => {
    const { workbench } = opened;
    await workbench.contextMenu(workbench.treeRow('Primary', 'beam'), 'Delete Result');
    await workbench.dialog.choose('Delete 1 Result');
    await workbench.notifications.waitFor('Deleted "beam"');
    await workbench.run('OptiScope: Empty Trash…');
    const { detail } = await workbench.dialog.text();
    assert.match(detail, /Primary: 1 result, /);
    assert.match(detail, /1 change cannot be undone afterwards/);
    await workbench.dialog.choose('Empty Trash');
    await workbench.notifications.waitFor('Emptied the trash: 1 result');
    await workbench.run('OptiScope: Undo Last Change');
    await workbench.notifications.waitFor('There is nothing to undo.');
  });

  it('deletes nothing when the question is cancelled', async () => {
    const { workbench } = opened;
    await workbench.contextMenu(workbench.treeRow('Primary', 'beam'), 'Delete Result');
    await workbench.dialog.choose('Cancel');
    assert.equal(await isOnDisk('beam'), true);
  });

  it('Clear All Results names what goes, and clears nothing that is not ours', async () => {
    const { workbench, outside } = opened;
    await workbench.run('OptiScope: Clear All Results…');
    const { detail } = await workbench.dialog.text();
    assert.match(detail, /Primary: 3 results/);
    assert.match(detail, /Secondary: 1 result /);
    await workbench.dialog.choose('Clear Everything');
    await workbench.welcome('Primary').getByText('No results here yet.').waitFor();
    assert.deepEqual(await outside.listResults(), []);
    await workbench.notifications.choose('Cleared', 'Undo');
    // The first row is back before the last result is.
    await workbench.notifications.waitFor('Undone: Clear all results. 3 results restored.');
    await workbench.treeRow('Primary', 'beam').waitFor();
    assert.deepEqual(await outside.listResults(), ['beam', 'zdt/zdt1', 'zdt/zdt2']);
    assert.deepEqual(await outside.listResults({ fromBackend: 'secondary' }), ['zdt/zdt1']);
  });

  it('duplicates under another key, as a result of its own', async () => {
    const { workbench, outside } = opened;
    await workbench.contextMenu(workbench.treeRow('Primary', 'beam'), 'Duplicate Result…');
    await workbench.quickInput.waitFor('Duplicate Result');
    assert.equal(await workbench.quickInput.value(), 'beam-copy');
    await workbench.quickInput.accept();
    await workbench.treeRow('Primary', 'beam-copy').waitFor();
    const original = await outside.header({ backend: 'primary', key: 'beam' });
    const copy = await outside.header({ backend: 'primary', key: 'beam-copy' });
    assert.notEqual(copy?.id, original?.id);
  });

  it('offers a searchable list of all backends when called from the palette', async () => {
    const { workbench } = opened;
    await workbench.run('OptiScope: Copy Key');
    await workbench.quickInput.waitFor('Copy Key');
    await waitUntil(async () => (await workbench.quickInput.labels()).length === 4);
    await workbench.quickInput.type('beam');
    await workbench.quickInput.pick('beam');
    await workbench.quickInput.accept();
    await waitUntil(async () => (await workbench.clipboard()) === 'beam');
  });
});
