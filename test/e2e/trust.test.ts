import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { anEntry } from '../unit/support/results';
import { repository } from '../vscode/repository';
import { startVsCodeServer, type VsCodeServer } from '../vscode/vscodeServer';
import { openWorkbench } from './support/openWorkbench';
import { session } from './support/session';
import { openSmallWorkspace } from './support/smallWorkspace';

describe('A window that is not like the others', function () {
  this.timeout(240_000);
  let server: VsCodeServer | undefined;

  after(() => server?.stop());

  it('does not use the paths of an untrusted workspace, and works all the same', async () => {
    const { edition } = await session();
    const restricted = {
      edition,
      name: 'restricted-server',
      install: repository,
      restricted: true,
    };
    server = await startVsCodeServer(restricted);
    const opened = await openSmallWorkspace({
      server,
      primary: ['ours'],
      settings: { 'optiscope.primary.path': 'theirs' },
      prepare: async folder => {
        await mkdir(path.join(folder, 'theirs'));
        const { bytes } = await anEntry('lured');
        await writeFile(path.join(folder, 'theirs', 'lured.arrow'), bytes);
      },
    });
    const { workbench } = opened;
    await workbench.statusBarItem('Restricted Mode').waitFor();
    await workbench.openContainer('OptiScope');
    await workbench.treeRow('Primary', 'ours').waitFor();
    assert.deepEqual(await workbench.treeLabels('Primary'), ['ours']);
    await workbench.treeRow('Primary', 'ours').click();
    await workbench.editors.waitForText('"Welded beam"');
    await opened.close();
  });

  it('keeps results in the storage of the extension when no folder is open', async () => {
    const workbench = await openWorkbench({ workspace: '' });
    await workbench.openContainer('OptiScope');
    await workbench.welcome('Primary').getByText('No results here yet.').waitFor();
    await workbench.run('OptiScope: Storage Info');
    // The editor wraps the long path.
    const text = (await workbench.editors.waitForText('# Storage info')).replaceAll(/\s/g, '');
    assert.match(text, /\|Location\|.*globalStorage\/optiscope\.optiscope\/\.optiscope\/results\|/);
    assert.match(text, /\|Health\|ok\|/);
    await workbench.close();
  });
});
