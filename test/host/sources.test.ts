import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { OptiScopeApi } from '../../src/ui/api';
import { aFile, extensionApi, until } from './support/extensionApi';

const table = 'x1,cost\n1,2\n3,4\n';

describe('Sources', () => {
  let api: OptiScopeApi;

  before(async () => {
    api = await extensionApi();
    // The sample workspace has one of its own.
    await removeAll();
  });

  afterEach(removeAll);

  const setting = (): vscode.WorkspaceConfiguration =>
    vscode.workspace.getConfiguration('optiscope');
  const named = (): unknown => setting().get('sources');
  const keys = (): Promise<readonly string[]> =>
    api.manager.listResults({ fromBackend: 'sources' });
  const rows = async (key: string): Promise<number | undefined> =>
    (await api.manager.header({ backend: 'sources', key }))?.rowCount;

  async function removeAll(): Promise<void> {
    await setting().update('sources', undefined, vscode.ConfigurationTarget.Workspace);
    await until(async () => (await keys()).length === 0);
  }

  async function add(uri: vscode.Uri): Promise<void> {
    await vscode.commands.executeCommand('optiscope.addSource', uri);
  }

  it('are added by a command, named in the settings relative to the workspace', async () => {
    const uri = await aFile('runs-a/one.csv', table);
    await add(vscode.Uri.joinPath(uri, '..'));
    assert.deepEqual(named(), ['runs-a']);
    assert.deepEqual(await keys(), ['runs-a/one.csv']);
    assert.equal(await rows('runs-a/one.csv'), 2);
  });

  it('are not added twice', async () => {
    const uri = await aFile('twice.csv', table);
    await add(uri);
    await add(uri);
    assert.deepEqual(named(), ['twice.csv']);
  });

  it('follow a file that grows', async () => {
    const uri = await aFile('growing.csv', table);
    await add(uri);
    assert.equal(await rows('growing.csv'), 2);
    await aFile('growing.csv', `${table}5,6\n`);
    await until(async () => (await rows('growing.csv')) === 3);
  });

  it('say why they are gone, and come back by themselves', async () => {
    const uri = await aFile('runs-b/one.csv', table);
    const folder = vscode.Uri.joinPath(uri, '..');
    await add(folder);
    assert.deepEqual(await keys(), ['runs-b/one.csv']);
    await rm(folder.fsPath, { recursive: true });
    const warnings = async (): Promise<readonly string[]> =>
      (await api.manager.getStorageInfo()).sources?.warnings ?? [];
    await until(async () => (await warnings()).some(warning => warning.includes('runs-b')));
    await aFile('runs-b/two.csv', table);
    await until(async () => (await keys()).includes('runs-b/two.csv'));
    assert.deepEqual(await warnings(), []);
  });

  it('are copied to the primary backend, byte for byte', async () => {
    await add(await aFile('copied.csv', table));
    const address = { backend: 'sources', key: 'copied.csv' } as const;
    await api.manager.migrateResult(address.key, 'sources', 'primary');
    const [from, to] = await Promise.all([
      api.manager.readArtifact(address),
      api.manager.readArtifact({ ...address, backend: 'primary' }),
    ]);
    assert.deepEqual(to.bytes, from.bytes);
    await api.manager.deleteResult(address.key);
  });

  it('open as documents that cannot be edited', async () => {
    await add(await aFile('opened.csv', table));
    await vscode.commands.executeCommand('optiscope.openResult', {
      backend: 'sources',
      key: 'opened.csv',
    });
    const uri = vscode.window.activeTextEditor?.document.uri;
    assert.equal(uri?.path, '/sources/opened.csv.json');
    const { permissions } = await vscode.workspace.fs.stat(uri);
    assert.equal(permissions, vscode.FilePermission.Readonly);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('are removed by a command that leaves their files alone', async () => {
    const uri = await aFile('removed.csv', table);
    await add(uri);
    await vscode.commands.executeCommand('optiscope.removeSource', {
      kind: 'source',
      source: 'removed.csv',
    });
    assert.deepEqual(named(), []);
    assert.deepEqual(await keys(), []);
    assert.equal((await vscode.workspace.fs.stat(uri)).size, table.length);
  });

  it('tell of an entry of the settings that is none, and use the others', async () => {
    await aFile('sound.csv', table);
    const all = [42, { path: 'sound.csv', name: 'mine' }];
    await setting().update('sources', all, vscode.ConfigurationTarget.Workspace);
    await until(async () => (await keys()).includes('mine'));
  });

  it('open from the Explorer: the file becomes a source and its only result is shown', async () => {
    const uri = await aFile('from-explorer.csv', table);
    await vscode.commands.executeCommand('optiscope.openInOptiScope', uri);
    assert.deepEqual(named(), ['from-explorer.csv']);
    await until(
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'from-explorer.csv',
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
