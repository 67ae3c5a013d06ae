import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSmallWorkspace, type SmallWorkspace } from './support/smallWorkspace';

describe('Verify Storage', function () {
  this.timeout(180_000);
  let opened: SmallWorkspace;
  let damagedBytes: Buffer;

  const results = (folder: string): string => path.join(folder, '.optiscope', 'results');

  afterEach(() => opened.close());

  /** Turns one bit in the middle of the file that keeps a result of the primary, as a bad disk may do. */
  async function damage(folder: string, key: string): Promise<void> {
    const file = path.join(results(folder), `${key}.arrow`);
    damagedBytes = await readFile(file);
    const middle = damagedBytes.length >> 1;
    damagedBytes[middle] = (damagedBytes[middle] ?? 0) ^ 1;
    await writeFile(file, damagedBytes);
  }

  async function open(options: Parameters<typeof openSmallWorkspace>[0]): Promise<void> {
    opened = await openSmallWorkspace(options);
    await opened.workbench.openContainer('OptiScope');
    await opened.workbench.treeRow('Primary', 'beam').waitFor();
  }

  async function artifact(backend: 'primary' | 'secondary', key: string): Promise<Buffer> {
    return Buffer.from((await opened.outside.readArtifact({ backend, key })).bytes);
  }

  it('names a damaged result, changes nothing, and restores it from its replica', async () => {
    await open({
      primary: ['beam', 'both'],
      secondary: ['both'],
      prepare: folder => damage(folder, 'both'),
    });
    const { workbench, folder } = opened;
    await workbench.run('OptiScope: Verify Storage');
    const text = await workbench.editors.waitForText('### both');
    assert.match(text, /1 fault found\. Verifying changes nothing\./);
    assert.match(text, /Primary: damaged\./);
    assert.match(text, /Fix: Restore both in Primary from Secondary\./);
    await workbench.screenshot('verify-damaged');
    const file = path.join(results(folder), 'both.arrow');
    assert.deepEqual(await readFile(file), damagedBytes);

    await workbench.notifications.choose('1 fault found', 'Fix…');
    await workbench.quickInput.waitFor('Fix Findings');
    await workbench.quickInput.row('Restore both in Primary from Secondary').waitFor();
    assert.deepEqual(await workbench.quickInput.labels(), [
      'Restore both in Primary from Secondary',
    ]);
    await workbench.screenshot('verify-fixes');
    await workbench.quickInput.accept();
    await workbench.editors.waitForText('## What was done');
    await workbench.editors.waitForText('Everything is sound: 2 results in Primary');
    await workbench.screenshot('verify-fixed');
    assert.deepEqual(await artifact('primary', 'both'), await artifact('secondary', 'both'));
    const trash = path.join(results(folder), '.optiscope', 'trash');
    const [bin = '', ...others] = await readdir(trash);
    assert.match(bin, /^quarantine-/);
    assert.deepEqual(others, []);
    assert.deepEqual(await readFile(path.join(trash, bin, 'both.arrow')), damagedBytes);
  });

  it('moves what has no replica into the quarantine only when that is chosen', async () => {
    await open({ primary: ['beam', 'only'], prepare: folder => damage(folder, 'only') });
    const { workbench, folder, outside } = opened;
    await workbench.run('OptiScope: Verify Storage');
    await workbench.editors.waitForText('### only');
    await workbench.run('OptiScope: Fix Findings…');
    await workbench.quickInput.waitFor('Fix Findings');
    await workbench.quickInput.accept();
    // Nothing was checked, so nothing was done.
    await workbench.run('OptiScope: Fix Findings…');
    await workbench.quickInput.waitFor('Fix Findings');
    assert.deepEqual(await readFile(path.join(results(folder), 'only.arrow')), damagedBytes);
    await workbench.quickInput.pick('Move only in Primary to the quarantine');
    await workbench.quickInput.accept();
    await workbench.editors.waitForText('Everything is sound: 1 result');
    assert.deepEqual(await outside.listResults(), ['beam']);
    const trash = path.join(results(folder), '.optiscope', 'trash');
    const [bin = ''] = await readdir(trash);
    assert.deepEqual(await readFile(path.join(trash, bin, 'only.arrow')), damagedBytes);
    assert.equal(await workbench.offersCommand('OptiScope: Fix Findings…'), false);
  });
});
