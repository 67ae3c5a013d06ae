import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { JsonObject } from '../../src/core/json';
import type { OptiScopeApi } from '../../src/ui/api';
import { aFile, extensionApi, until, workspaceFolder } from './support/extensionApi';

const header = 'x1,x2,cost\n';
const rows = ['0.1,1,10\n', '0.2,2,20\n', '0.3,3,15\n'];

describe('Importing a file again', () => {
  let api: OptiScopeApi;

  before(async () => {
    api = await extensionApi();
  });

  afterEach(async () => {
    for (const key of await api.manager.listResults({ prefix: 'again/' })) {
      await api.manager.deleteResult(key);
    }
    await api.manager.changes.emptyTrash();
  });

  const options = { keyPrefix: 'again/' };
  const headerOf = async (key: string, backend: 'primary' | 'secondary' = 'primary') => {
    const found = await api.manager.header({ backend, key });
    assert.ok(found, key);
    return found;
  };

  async function grown(name: string, count: number): Promise<vscode.Uri> {
    return aFile(name, header + rows.slice(0, count).join(''));
  }

  it('updates the same result once the file has grown', async () => {
    await api.importResults(await grown('grows.csv', 1), options);
    const before = await headerOf('again/grows');
    assert.deepEqual(await api.importResults(await grown('grows.csv', 3), options), [
      'again/grows',
    ]);
    const after = await headerOf('again/grows');
    assert.deepEqual([after.id, after.createdAt], [before.id, before.createdAt]);
    assert.notEqual(after.revision, before.revision);
    assert.equal(after.rowCount, 3);
    assert.equal((await headerOf('again/grows', 'secondary')).revision, after.revision);
    assert.equal((await api.manager.loadResult('again/grows')).rowCount, 3);
  });

  it('leaves a result alone when the file is as it was', async () => {
    const uri = await grown('same.csv', 2);
    await api.importResults(uri, options);
    const before = await headerOf('again/same');
    await api.importResults(uri, options);
    assert.deepEqual(await headerOf('again/same'), before);
  });

  it('finds the result wherever it lies by now', async () => {
    await api.importResults(await grown('moved.csv', 1), options);
    await api.manager.renameResult('again/moved', 'again/else/where');
    const keys = await api.importResults(await grown('moved.csv', 2), options);
    assert.deepEqual(keys, ['again/else/where']);
    assert.equal((await headerOf('again/else/where')).rowCount, 2);
    assert.equal(await api.manager.existsResult('again/moved'), false);
  });

  it('keeps what somebody added to the result', async () => {
    await api.importResults(await grown('added.csv', 2), options);
    const result = await api.manager.loadResult('again/added');
    const { revision } = await headerOf('again/added');
    const changed = result.with({
      metadata: { ...result.metadata, verdict: 'promising' },
      resultSets: [{ name: 'best', rows: [1] }],
    });
    await api.manager.updateResult({ backend: 'primary', key: 'again/added' }, revision, changed);
    await api.importResults(await grown('added.csv', 3), options);
    const after = await api.manager.loadResult('again/added');
    assert.equal(after.rowCount, 3);
    assert.equal(after.metadata['verdict'], 'promising');
    assert.deepEqual(after.resultSets, [{ name: 'best', rows: [1] }]);
  });

  it('can be undone, in both backends', async () => {
    await api.importResults(await grown('undone.csv', 1), options);
    const before = await headerOf('again/undone');
    await api.importResults(await grown('undone.csv', 2), options);
    await vscode.commands.executeCommand('optiscope.undo');
    assert.deepEqual(await headerOf('again/undone'), before);
    assert.deepEqual(await headerOf('again/undone', 'secondary'), before);
  });

  it('makes another result with an id of its own when both are to be kept', async () => {
    await api.importResults(await grown('both.csv', 1), options);
    const both = { ...options, onExisting: 'keep-both' } as const;
    assert.deepEqual(await api.importResults(await grown('both.csv', 2), both), ['again/both-2']);
    const [first, second] = [await headerOf('again/both'), await headerOf('again/both-2')];
    assert.notEqual(second.id, first.id);
    assert.deepEqual([first.rowCount, second.rowCount], [1, 2]);
  });

  it('notes when it was imported, from where and with which hash', async () => {
    const start = new Date().toISOString();
    const uri = await grown('noted.csv', 1);
    await api.importResults(uri, options);
    const source = (await headerOf('again/noted')).metadata['source'] as JsonObject;
    assert.equal(source['path'], uri.fsPath);
    const { sha256, importedAt } = source;
    assert.ok(typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256));
    assert.ok(typeof importedAt === 'string');
    assert.ok(start <= importedAt && importedAt <= new Date().toISOString(), importedAt);
  });
});

describe('Importing with a command', () => {
  let api: OptiScopeApi;

  before(async () => {
    api = await extensionApi();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('takes several files, and one that is none costs only itself', async () => {
    const good = await aFile('several/good.db.csv', `${header}${rows[0]}`);
    const bad = await aFile('several/bad.csv', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26));
    const studies = vscode.Uri.joinPath(good, '../../studies/ridge.db');
    await vscode.commands.executeCommand('optiscope.importResult', bad, [bad, studies]);
    await until(async () => (await api.manager.listResults()).some(key => /^ridge/.test(key)));
  });
});

describe('Importing a folder', () => {
  it('finds what a known tool wrote anywhere below it, and keeps the folders in the key', async () => {
    const api = await extensionApi();
    const study = vscode.Uri.joinPath(workspaceFolder(), 'studies', 'ridge-optuna-0.9.db');
    const folder = vscode.Uri.joinPath(workspaceFolder(), 'campaign');
    await vscode.workspace.fs.copy(study, vscode.Uri.joinPath(folder, 'may', 'ridge.db'));
    await aFile('campaign/readme.md', 'Nothing to see here.');
    await vscode.commands.executeCommand('optiscope.importResult', folder);
    const keys = await api.manager.listResults({ prefix: 'campaign/' });
    assert.deepEqual(keys, ['campaign/may/ridge']);
  });
});

describe('Importing what lies on no disk', () => {
  const files = new Map<string, Uint8Array>();
  let registration: vscode.Disposable;
  let api: OptiScopeApi;

  const notFound = (uri: vscode.Uri) => vscode.FileSystemError.FileNotFound(uri);
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => ({ dispose: () => undefined }),
    stat: uri => {
      const bytes = files.get(uri.path);
      if (bytes === undefined && uri.path !== '/') throw notFound(uri);
      const type = bytes === undefined ? vscode.FileType.Directory : vscode.FileType.File;
      return { type, size: bytes?.length ?? 0, ctime: 0, mtime: 1_767_225_600_000 };
    },
    readDirectory: () => [...files.keys()].map(path => [path.slice(1), vscode.FileType.File]),
    readFile: uri => {
      const bytes = files.get(uri.path);
      if (bytes === undefined) throw notFound(uri);
      return bytes;
    },
    createDirectory: () => undefined,
    writeFile: () => undefined,
    delete: () => undefined,
    rename: () => undefined,
  };

  before(async () => {
    api = await extensionApi();
    registration = vscode.workspace.registerFileSystemProvider('some-store', provider);
  });

  after(() => {
    registration.dispose();
  });

  it('reads it through VS Code, and finds it again', async () => {
    const uri = vscode.Uri.from({ scheme: 'some-store', path: '/run of May #1.csv' });
    files.set(uri.path, new TextEncoder().encode(`${header}${rows[0]}`));
    assert.deepEqual(await api.importResults(uri), ['run of May #1']);
    files.set(uri.path, new TextEncoder().encode(header + rows.join('')));
    assert.deepEqual(await api.importResults(uri), ['run of May #1']);
    assert.equal((await api.manager.loadResult('run of May #1')).rowCount, 3);
  });
});
