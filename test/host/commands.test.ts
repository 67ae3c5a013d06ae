import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OptiScopeApi } from '../../src/ui/api';
import { aFile, extensionApi, until, workspaceFolder } from './support/extensionApi';

describe('The commands that ask nothing', () => {
  let api: OptiScopeApi;
  const address = { backend: 'primary', key: 'commands/run' } as const;

  before(async () => {
    api = await extensionApi();
    await api.importResults(await aFile('commands/run.csv', 'x,cost\n1,2\n'), {
      keyPrefix: 'commands/',
    });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const activePath = (): string | undefined => vscode.window.activeTextEditor?.document.uri.path;

  it('Open Result opens the metadata', async () => {
    await vscode.commands.executeCommand('optiscope.openResult', address);
    await until(() => activePath() === '/primary/commands/run.json');
  });

  it('Compare Metadata… shows the difference of two results', async () => {
    const other = { backend: 'secondary', key: address.key };
    await vscode.commands.executeCommand('optiscope.compareMetadata', address, [address, other]);
    await until(() => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return (
        input instanceof vscode.TabInputTextDiff &&
        input.original.path === '/primary/commands/run.json' &&
        input.modified.path === '/secondary/commands/run.json'
      );
    });
  });

  it('Copy Key puts the keys on the clipboard, one a line', async () => {
    const other = { backend: 'primary', key: 'other' };
    await vscode.commands.executeCommand('optiscope.copyKey', address, [address, other]);
    assert.equal(await vscode.env.clipboard.readText(), 'commands/run\nother');
  });

  it('Copy as Python gives code with the path of the file', async () => {
    await vscode.commands.executeCommand('optiscope.copyAsPython', address);
    const path = vscode.Uri.joinPath(
      workspaceFolder(),
      '.optiscope/results/commands/run.arrow',
    ).fsPath;
    assert.equal(
      await vscode.env.clipboard.readText(),
      `import pandas as pd\n\ndf = pd.read_feather(${JSON.stringify(path)})\n`,
    );
  });

  it('Storage Info shows the figures of every backend', async () => {
    await vscode.commands.executeCommand('optiscope.showStorageInfo');
    await until(() => activePath() === '/Storage Info.md');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    for (const title of ['## Primary', '## Secondary', '## Cache', '.optiscope/results']) {
      assert.ok(text.includes(title), text);
    }
  });

  it('Clear Cache forgets the copies and nothing else', async () => {
    await api.manager.loadResult(address.key);
    assert.ok((await api.manager.listResults({ fromBackend: 'cache' })).length > 0);
    await vscode.commands.executeCommand('optiscope.clearCache');
    assert.deepEqual(await api.manager.listResults({ fromBackend: 'cache' }), []);
    assert.equal(await api.manager.existsResult(address.key), true);
  });
});
