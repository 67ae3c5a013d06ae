import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Entry, StorageBackend } from '../../src/storage/backend';
import { MemoryStorage } from '../../src/storage/backends/memory';
import { StorageError } from '../../src/storage/errors';
import type { OptiScopeApi } from '../../src/ui/api';
import { aFile, extensionApi, nextEvent, workspaceFolder } from './support/extensionApi';

const csv = 'x1,x2,cost,yield\n0.1,1,10,5\n0.2,2,20,6\n0.3,3,15,7\n';

describe('The API for other extensions', () => {
  let api: OptiScopeApi;

  before(async () => {
    api = await extensionApi();
  });

  it('is frozen and says its version', () => {
    assert.equal(api.version, 1);
    assert.ok(Object.isFrozen(api));
  });

  it('imports a file with the roles it is told, without a dialog', async () => {
    const uri = await aFile('api-import.csv', csv);
    const keys = await api.importResults(uri, {
      roles: {
        cost: { role: 'objective', direction: 'minimize' },
        yield: { role: 'objective', direction: 'maximize' },
        x1: { role: 'design' },
        x2: { role: 'design' },
      },
      keyPrefix: 'api/',
    });
    assert.deepEqual(keys, ['api/api-import']);
    const result = await api.manager.loadResult('api/api-import');
    assert.equal(result.rowCount, 3);
    assert.deepEqual(
      result.objectives.map(({ variable }) => [variable.name, variable.direction]),
      [
        ['cost', 'minimize'],
        ['yield', 'maximize'],
      ],
    );
    assert.deepEqual([...(result.objectives[0]?.values ?? [])], [10n, 20n, 15n]);
  });

  it('refuses to import over a result that comes from elsewhere, and leaves that alone', async () => {
    await api.importResults(await aFile('api-twice.csv', csv));
    const before = await api.manager.header({ backend: 'primary', key: 'api-twice' });
    const other = await aFile('elsewhere/api-twice.csv', csv);
    await assert.rejects(api.importResults(other), { code: 'already-exists' });
    const after = await api.manager.header({ backend: 'primary', key: 'api-twice' });
    assert.equal(after?.revision, before?.revision);
  });

  it('imports nothing of a file when one of its results cannot be saved', async () => {
    const inner = new MemoryStorage();
    let saves = 0;
    const full: StorageBackend = Object.assign(Object.create(inner) as StorageBackend, {
      save: async (entry: Entry) => {
        saves += 1;
        if (saves > 1) throw new StorageError('unavailable', 'The disk is full.');
        await inner.save(entry);
      },
    });
    const registration = api.registerBackend('primary', full);
    try {
      const studies = vscode.Uri.joinPath(workspaceFolder(), 'studies', 'ridge.db');
      await assert.rejects(api.importResults(studies), { message: 'The disk is full.' });
      assert.equal(saves, 2);
      assert.deepEqual(await inner.list(), []);
    } finally {
      registration.dispose();
    }
  });

  it('keeps both when asked to', async () => {
    const uri = await aFile('api-both.csv', csv);
    await api.importResults(uri);
    assert.deepEqual(await api.importResults(uri, { onExisting: 'keep-both' }), ['api-both-2']);
  });

  it('imports into the secondary backend', async () => {
    const uri = await aFile('api-secondary.csv', csv);
    await api.importResults(uri, { backend: 'secondary' });
    const inSecondary = await api.manager.listResults({ fromBackend: 'secondary' });
    assert.ok(inSecondary.includes('api-secondary'));
    assert.equal(await api.manager.existsResult('api-secondary'), false);
  });

  it('says what a file is that cannot be imported, and imports nothing of it', async () => {
    const before = await api.manager.listResults();
    const uri = await aFile(
      'picture.csv',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0),
    );
    await assert.rejects(api.importResults(uri), { name: 'FormatError', message: /PNG/ });
    assert.deepEqual(await api.manager.listResults(), before);
  });

  for (const extension of ['arrow', 'parquet', 'csv', 'json']) {
    it(`exports .${extension} by the name of the file`, async () => {
      const source = await aFile(`api-${extension}.csv`, csv);
      const [key] = await api.importResults(source, { keyPrefix: 'export/' });
      assert.ok(key);
      const target = vscode.Uri.joinPath(workspaceFolder(), `exported.${extension}`);
      await api.exportResult(key, target);
      const bytes = await vscode.workspace.fs.readFile(target);
      const start = new TextDecoder().decode(bytes.subarray(0, 6));
      const expected = { arrow: 'ARROW1', parquet: 'PAR1', csv: 'x1,x2,', json: '{' }[extension];
      assert.ok(start.startsWith(expected ?? '?'), start);
    });
  }

  it('exports Feather byte for byte as it is stored', async () => {
    const [key] = await api.importResults(await aFile('api-bytes.csv', csv));
    assert.ok(key);
    const target = vscode.Uri.joinPath(workspaceFolder(), 'bytes.arrow');
    await api.exportResult(key, target);
    const { bytes } = await api.manager.readArtifact({ backend: 'primary', key });
    assert.deepEqual(Buffer.from(await vscode.workspace.fs.readFile(target)), Buffer.from(bytes));
  });

  it('plans a sync without doing it', async () => {
    const plan = await api.planSync('primary_to_secondary');
    const { copied_to_primary, copied_to_secondary, updated, skipped, conflicts, deleted, failed } =
      plan.expected;
    assert.equal(
      copied_to_primary + copied_to_secondary + updated + skipped + conflicts + deleted + failed,
      plan.actions.length + plan.failures.length,
    );
  });

  it('lets another extension put a backend of its own in the place of the secondary', async () => {
    const own = new MemoryStorage();
    const before = api.manager.backends.find(({ name }) => name === 'secondary');
    const registration = api.registerBackend('secondary', own);
    try {
      await api.manager.migrateResult('api-twice', 'primary', 'secondary');
      assert.deepEqual(await own.list(), ['api-twice']);
    } finally {
      registration.dispose();
    }
    await api.manager.getStorageInfo();
    const after = api.manager.backends.find(({ name }) => name === 'secondary');
    assert.deepEqual(after, before);
  });

  it('tells what changed', async () => {
    const changed = nextEvent(api.onDidChange, ({ keys }) => keys?.includes('api-event') ?? false);
    await api.importResults(await aFile('api-event.csv', csv));
    assert.equal((await changed).backend, 'primary');
  });

  it('shows by itself what a script writes into the folder', async () => {
    const { bytes } = await api.manager.readArtifact({ backend: 'primary', key: 'api-twice' });
    const folder = vscode.Uri.joinPath(workspaceFolder(), '.optiscope', 'results', 'scripts');
    const listed = async (): Promise<boolean> =>
      (await api.manager.listResults({ prefix: 'scripts/' })).includes('scripts/from-python');
    assert.equal(await listed(), false);
    const seen = new Promise<void>(resolve => {
      const subscription = api.onDidChange(() => {
        void listed().then(isThere => {
          if (!isThere) return;
          subscription.dispose();
          resolve();
        });
      });
    });
    await vscode.workspace.fs.createDirectory(folder);
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, 'from-python.arrow'), bytes);
    await seen;
  });
});
