import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { aResult, anArtifact } from '../unit/support/results';
import type { OptiScopeApi } from '../../src/ui/api';
import { aFile, extensionApi, until } from './support/extensionApi';
import { panels, untilOpen } from './support/panels';

describe('The explorer', () => {
  const keys = ['explored', 'explored-too'] as const;
  const [address, other] = keys.map(key => ({ backend: 'primary', key }) as const);
  /** As the views open what is clicked. */
  const glance = { preserveFocus: true };
  let api: OptiScopeApi;

  before(async () => {
    api = await extensionApi();
    for (const key of keys) await api.manager.saveResult(key, aResult());
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  after(async () => {
    for (const key of keys) await api.manager.deleteResult(key);
  });

  it('is what a click on a result opens, once for each result', async () => {
    await vscode.commands.executeCommand('optiscope.open', address);
    await untilOpen('explored');
    await vscode.commands.executeCommand('optiscope.open', address);
    await vscode.commands.executeCommand('optiscope.openInExplorer', other);
    await untilOpen('explored', 'explored-too');
  });

  it('leaves a click to the metadata where the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('optiscope');
    const { Workspace } = vscode.ConfigurationTarget;
    await settings.update('openResultWith', 'metadata', Workspace);
    await vscode.commands.executeCommand('optiscope.open', address);
    await settings.update('openResultWith', undefined, Workspace);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, '/primary/explored.json');
    assert.deepEqual(panels(), []);
  });

  it('makes place for the next one when it was only looked at', async () => {
    await vscode.commands.executeCommand('optiscope.open', address, glance);
    await untilOpen('explored');
    await vscode.commands.executeCommand('optiscope.open', other, glance);
    await untilOpen('explored-too');
  });

  it('stays when it was opened to stay', async () => {
    await vscode.commands.executeCommand('optiscope.openInExplorer', address);
    await vscode.commands.executeCommand('optiscope.open', other, glance);
    await untilOpen('explored', 'explored-too');
  });

  it('opens the metadata beside itself, and the metadata open it', async () => {
    await vscode.commands.executeCommand('optiscope.openInExplorer', address);
    await untilOpen('explored');
    // VS Code passes what is in the editor whose title is clicked.
    const ofPanel = vscode.Uri.from({ scheme: 'webview-panel', path: 'webview-panel' });
    await vscode.commands.executeCommand('optiscope.openResult', ofPanel);
    const { document, viewColumn } = vscode.window.activeTextEditor ?? {};
    assert.equal(document?.uri.path, '/primary/explored.json');
    assert.equal(viewColumn, vscode.ViewColumn.Two);
    await vscode.commands.executeCommand('optiscope.openInExplorer', document.uri);
    await until(() => vscode.window.tabGroups.activeTabGroup.viewColumn === vscode.ViewColumn.One);
    assert.deepEqual(panels(), ['explored']);
  });

  it('shows a Feather file for who asks for it', async () => {
    const { bytes } = await anArtifact();
    const uri = await aFile('opened.arrow', bytes);
    await vscode.commands.executeCommand('vscode.openWith', uri, 'optiscope.fileExplorer');
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.viewType, 'optiscope.fileExplorer');
  });
});
