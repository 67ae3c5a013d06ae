import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';
import { waitUntil } from './support/waitUntil';

describe('Browsing', function () {
  this.timeout(180_000);
  let opened: SmallWorkspace;

  before(async () => {
    opened = await openSmallWorkspace({
      primary: ['beam', 'zdt/zdt1', 'zdt/zdt2'],
      secondary: ['zdt/zdt1'],
    });
    await opened.workbench.openContainer('OptiScope');
    await opened.workbench.expandView('Primary');
  });

  after(() => opened.close());

  it('shows folders out of the slashes in keys, and the backend’s type and place', async () => {
    const { workbench } = opened;
    await workbench.treeRow('Primary', 'beam').waitFor();
    assert.deepEqual(await workbench.treeLabels('Primary'), ['zdt', 'beam']);
    assert.match(
      await workbench.viewHeader('Primary').innerText(),
      /folder · \.optiscope\/results/,
    );
    await workbench.expandRow('Primary', 'zdt');
    await workbench.treeRow('Primary', 'zdt2').waitFor();
    assert.deepEqual(await workbench.treeLabels('Primary'), ['zdt', 'zdt1', 'zdt2', 'beam']);
  });

  it('says of a result its rows, objectives, size and age, also to a screen reader', async () => {
    const row = opened.workbench.treeRow('Primary', 'beam');
    assert.match(await row.innerText(), /3 rows · (min|max) .* · .* KB · now/);
    assert.match(
      (await row.getAttribute('aria-label')) ?? '',
      /^Result beam, 3 rows, .*, saved just now, in Primary/,
    );
  });

  it('shows the metadata when the mouse rests on a result', async () => {
    const { workbench } = opened;
    await workbench.treeRow('Primary', 'beam').hover();
    const hover = workbench.page.locator('.monaco-hover:visible');
    await hover.getByText('Welded beam').waitFor();
    assert.match(await hover.innerText(), /Solver\s+nsga2/);
    await workbench.page.mouse.move(700, 500);
  });

  it('shows what a script writes, without losing what is expanded and selected', async () => {
    const { workbench, folder, outside } = opened;
    await workbench.treeRow('Primary', 'zdt1').click();
    const { bytes } = await outside.readArtifact({ backend: 'primary', key: 'beam' });
    await writeFile(path.join(folder, '.optiscope', 'results', 'zdt', 'by-script.arrow'), bytes);
    await workbench.treeRow('Primary', 'by-script').waitFor();
    const selected = workbench.treeRow('Primary', 'zdt1');
    assert.equal(await selected.getAttribute('aria-selected'), 'true');
  });

  it('follows a database that grows, without losing what is expanded and selected', async () => {
    const { workbench, outside } = opened;
    await workbench.expandView('Secondary');
    await workbench.expandRow('Secondary', 'zdt');
    await workbench.treeRow('Secondary', 'zdt1').click();
    const grown = ['zdt1-a', 'zdt1-b', 'zdt1-c', 'zdt1-d', 'zdt1-e'];
    for (const name of grown) {
      await outside.duplicateResult('zdt/zdt1', `zdt/${name}`, 'secondary');
      await workbench.treeRow('Secondary', name).waitFor();
      const selected = workbench.treeRow('Secondary', 'zdt1');
      assert.equal(await selected.getAttribute('aria-selected'), 'true');
    }
    for (const name of grown)
      await outside.deleteFrom({ backend: 'secondary', key: `zdt/${name}` });
    for (const name of grown)
      await workbench.treeRow('Secondary', name).waitFor({ state: 'hidden' });
    assert.deepEqual(await workbench.treeLabels('Secondary'), ['zdt', 'zdt1']);
    const selected = workbench.treeRow('Secondary', 'zdt1');
    assert.equal(await selected.getAttribute('aria-selected'), 'true');
  });

  it('shows what another window deletes', async () => {
    const { workbench, outside } = opened;
    await outside.deleteResult('zdt/by-script');
    await workbench.treeRow('Primary', 'by-script').waitFor({ state: 'hidden' });
  });

  it('shows a damaged file as one row that says so, and the others as they are', async () => {
    const { workbench, folder, outside } = opened;
    const { bytes } = await outside.readArtifact({ backend: 'primary', key: 'beam' });
    const half = bytes.subarray(0, bytes.length / 2);
    await writeFile(path.join(folder, '.optiscope', 'results', 'half.arrow'), half);
    const row = workbench.treeRow('Primary', 'half');
    await row.waitFor();
    assert.match(await row.innerText(), /cannot be read/);
    assert.match(await workbench.treeRow('Primary', 'beam').innerText(), /3 rows/);
    await outside.deleteResult('half');
    await row.waitFor({ state: 'hidden' });
  });

  it('finds a result of any backend by a part of its key', async () => {
    const { workbench } = opened;
    await workbench.run('OptiScope: Find Result…');
    await workbench.quickInput.type('zdt1');
    await waitUntil(async () => (await workbench.quickInput.labels()).length === 2);
    await workbench.quickInput.cancel();
  });
});

describe('Backends with nothing to show', function () {
  this.timeout(180_000);
  let opened: SmallWorkspace;

  afterEach(() => opened.close());

  it('an empty workspace says what to do next', async () => {
    opened = await openSmallWorkspace();
    const { workbench } = opened;
    await workbench.openContainer('OptiScope');
    await workbench.welcome('Primary').getByText('No results here yet.').waitFor();
    await workbench.welcome('Secondary').getByText('No secondary backend is configured.').waitFor();
    await workbench.screenshot('welcome');
  });

  it('a backend that cannot be opened says why, retries, and leaves the others alone', async () => {
    opened = await openSmallWorkspace({
      primary: ['beam'],
      settings: {
        'optiscope.secondary.type': 'database',
        'optiscope.secondary.connectionString': 'sqlite:///broken.db',
      },
      files: { 'broken.db': 'This is no database, however long it may be. '.repeat(40) },
    });
    const { workbench, folder } = opened;
    await workbench.openContainer('OptiScope');
    const fault = workbench.treeRow('Secondary', 'Cannot be opened. Click to retry');
    await fault.waitFor();
    assert.match((await fault.getAttribute('aria-label')) ?? '', /broken\.db.* no.* database/i);
    await workbench.treeRow('Primary', 'beam').waitFor();
    await workbench.screenshot('broken-backend');
    await writeFile(path.join(folder, 'broken.db'), '');
    await fault.click();
    await workbench.welcome('Secondary').getByText('No results here yet.').waitFor();
  });
});
