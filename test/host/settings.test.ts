import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OptiScopeApi } from '../../src/ui/api';
import { aFile, extensionApi, until, workspaceFolder } from './support/extensionApi';

describe('The settings', () => {
  let api: OptiScopeApi;
  const changed = new Set<string>();

  before(async () => {
    api = await extensionApi();
  });

  afterEach(async () => {
    for (const name of changed) await set(name, undefined);
    changed.clear();
  });

  async function set(name: string, value: unknown): Promise<void> {
    changed.add(name);
    const configuration = vscode.workspace.getConfiguration('optiscope');
    const target = vscode.ConfigurationTarget.WorkspaceFolder;
    const isForFolder = configuration.inspect(name)?.workspaceFolderValue !== undefined;
    await configuration.update(
      name,
      value,
      isForFolder ? target : vscode.ConfigurationTarget.Workspace,
    );
  }

  const backend = (name: string) => api.manager.backends.find(each => each.name === name);

  it('swap the primary backend without a reload, and swap it back with its results', async () => {
    await api.importResults(await aFile('settled.csv', 'x,cost\n1,2\n'));
    await set('primary.path', 'elsewhere');
    await until(() => backend('primary')?.location.includes('elsewhere') ?? false);
    assert.deepEqual(await api.manager.listResults(), []);
    await set('primary.path', undefined);
    await until(() => !(backend('primary')?.location.includes('elsewhere') ?? true));
    assert.ok((await api.manager.listResults()).includes('settled'));
  });

  it('make a path relative to the workspace', async () => {
    await set('primary.path', 'results/here');
    await until(() => backend('primary')?.location.includes('here') ?? false);
    await api.importResults(await aFile('relative.csv', 'x,cost\n1,2\n'));
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'results', 'here', 'relative.arrow');
    assert.equal((await vscode.workspace.fs.stat(uri)).type, vscode.FileType.File);
  });

  it('switch the cache off', async () => {
    await set('cache.enabled', false);
    await until(() => backend('cache') === undefined);
    assert.equal((await api.manager.getStorageInfo()).cache, undefined);
  });

  for (const [name, value] of [
    ['primary.type', 'floppy'],
    ['primary.path', 42],
    ['database.engine', true],
  ] as const) {
    it(`say what is wrong with ${name} = ${JSON.stringify(value)} on the backend concerned`, async () => {
      if (name === 'database.engine') await set('primary.type', 'database');
      await set(name, value);
      await until(async () => {
        const { primary, secondary } = await api.manager.getStorageInfo();
        const isTold = primary.health.includes(`optiscope.${name}`);
        return isTold && (name === 'database.engine' || secondary?.health === 'ok');
      });
      await assert.rejects(api.manager.listResults(), { code: 'unsupported' });
    });
  }

  it('explain a typo in a connection string', async () => {
    await set('primary.type', 'database');
    await set('primary.connectionString', 'sqlight:///x.db');
    await until(async () =>
      (await api.manager.getStorageInfo()).primary.health.includes('sqlite:///relative.db'),
    );
  });

  it('never show a password', async () => {
    await set('primary.type', 'database');
    await set('primary.connectionString', 'postgresql://me:hunter2@host/db');
    await until(() => backend('primary')?.location.includes('postgresql') ?? false);
    const info = JSON.stringify(await api.manager.getStorageInfo());
    assert.ok(!info.includes('hunter2') && info.includes('***'), info);
  });
});
