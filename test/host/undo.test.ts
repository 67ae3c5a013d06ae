import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OptiScopeApi } from '../../src/ui/api';
import { aFile, extensionApi, until } from './support/extensionApi';

describe('Undo', () => {
  let api: OptiScopeApi;
  const key = 'undo/run';

  before(async () => {
    api = await extensionApi();
    await api.manager.changes.emptyTrash();
  });

  beforeEach(async () => {
    await api.importResults(await aFile('undo/run.csv', 'x,cost\n1,2\n'), {
      keyPrefix: 'undo/',
      onExisting: 'overwrite',
    });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await api.manager.changes.emptyTrash();
    for (const left of await api.manager.listResults({ prefix: 'undo/' })) {
      await api.manager.deleteResult(left);
    }
    await api.manager.changes.emptyTrash();
  });

  const undo = () => vscode.commands.executeCommand('optiscope.undo');

  it('brings a deleted result back in both backends', async () => {
    const before = await api.manager.readArtifact({ backend: 'primary', key });
    await api.manager.deleteResult(key);
    await undo();
    for (const backend of ['primary', 'secondary'] as const) {
      const after = await api.manager.readArtifact({ backend, key });
      assert.deepEqual(Buffer.from(after.bytes), Buffer.from(before.bytes));
    }
  });

  it('renames back, and the open document follows', async () => {
    await api.manager.renameResult(key, 'undo/other');
    const other = { backend: 'primary', key: 'undo/other' };
    await vscode.commands.executeCommand('optiscope.openResult', other);
    const activePath = () => vscode.window.activeTextEditor?.document.uri.path;
    await until(() => activePath() === '/primary/undo/other.json');
    await undo();
    await until(() => activePath() === '/primary/undo/run.json');
    assert.deepEqual(await api.manager.listResults({ prefix: 'undo/' }), [key]);
  });

  it('is remembered in a file of the extension, and forgotten when it is done', async () => {
    const [before] = await api.manager.changes.list();
    assert.equal(before, undefined);
    await api.manager.deleteResult(key);
    const [change] = await api.manager.changes.list();
    assert.deepEqual([change?.title, change?.isInterrupted], [`Delete "${key}"`, false]);
    await undo();
    assert.deepEqual(await api.manager.changes.list(), []);
  });

  it('leaves alone what was imported under the key since', async () => {
    await api.manager.deleteResult(key);
    await api.importResults(await aFile('undo/run.csv', 'x,cost\n3,4\n'), { keyPrefix: 'undo/' });
    const newer = await api.manager.header({ backend: 'primary', key });
    await undo();
    assert.deepEqual(await api.manager.header({ backend: 'primary', key }), newer);
  });

  it('says in Storage Info how much the trash holds', async () => {
    await api.manager.deleteResult(key);
    await vscode.commands.executeCommand('optiscope.showStorageInfo');
    const text = () => vscode.window.activeTextEditor?.document.getText() ?? '';
    await until(() => /\| Trash +\| 1 result, /.test(text()));
  });

  it('keeps nothing when the setting says so', async () => {
    const configuration = vscode.workspace.getConfiguration('optiscope');
    await configuration.update('undo.sizeMb', 0, vscode.ConfigurationTarget.Global);
    try {
      await api.manager.deleteResult(key);
      assert.deepEqual(await api.manager.changes.list(), []);
    } finally {
      await configuration.update('undo.sizeMb', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
