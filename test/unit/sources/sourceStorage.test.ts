import assert from 'node:assert/strict';
import { nodeSha256 } from '../../../src/platform/node/nodeSha256';
import { readHere } from '../../../src/sources/readHere';
import { namedSources } from '../../../src/sources/sourceConfig';
import type { RememberedRoles } from '../../../src/sources/sourceReader';
import { SourceStorage } from '../../../src/sources/sourceStorage';
import { MemoryStorage } from '../../../src/storage/backends/memory';
import { isStorageError } from '../../../src/storage/errors';
import { StorageManager } from '../../../src/storage/manager';
import { memoryBaseline } from '../support/memoryBaseline';
import { MemoryFiles } from '../support/memoryFiles';
import { anEntry } from '../support/results';
import { formatPorts } from '../support/sqlReader';
import { aStorage } from '../support/storageInMemory';

const table = 'x1,f1\n1,2\n3,4\n';

describe('SourceStorage', () => {
  let files: MemoryFiles;
  let remembered: RememberedRoles;
  let opened: SourceStorage[];

  beforeEach(() => {
    files = new MemoryFiles();
    remembered = {};
    opened = [];
  });

  afterEach(async () => {
    for (const storage of opened) await storage.close();
  });

  function put(path: string, text: string): void {
    files.put(path, new TextEncoder().encode(text));
  }

  function follow(...locations: readonly string[]): SourceStorage {
    const reader = readHere({ ...formatPorts, files, sha256: nodeSha256 });
    const ports = {
      files,
      reader,
      remembered: () => remembered,
      watch: files.watch.bind(files),
    };
    const storage = new SourceStorage(
      ports,
      namedSources(locations.map(location => ({ location }))),
    );
    opened.push(storage);
    return storage;
  }

  /** Resolves when the storage has told of a change of this key. */
  function told(storage: SourceStorage, key: string): Promise<void> {
    return new Promise(resolve => {
      const listening = storage.onDidChange(({ keys }) => {
        if (keys?.includes(key) !== true) return;
        listening.dispose();
        resolve();
      });
    });
  }

  it('lists what lies in a folder under its path, and a single file under its name', async () => {
    put('/data/runs/a.csv', table);
    put('/data/runs/deep/er/b.csv', table);
    put('/data/runs/notes.txt', 'Dear all\nthis is not a table of numbers\n');
    put('/data/runs/.hidden/c.csv', table);
    put('/data/single.csv', table);
    const storage = follow('/data/runs', '/data/single.csv');
    assert.deepEqual(await storage.list(), ['runs/a.csv', 'runs/deep/er/b.csv', 'single.csv']);
    assert.deepEqual(await storage.list('runs/deep'), ['runs/deep/er/b.csv']);
    assert.equal(storage.states[0]?.scan?.others, 1);
  });

  it('takes only what fits a pattern', async () => {
    put('/data/runs/one/result.csv', table);
    put('/data/runs/two/result.csv', table);
    put('/data/runs/two/other.csv', table);
    assert.deepEqual(await follow('/data/runs/*/result.csv').list(), [
      'runs/one/result.csv',
      'runs/two/result.csv',
    ]);
  });

  it('gives headers and entries that belong together', async () => {
    put('/data/a.csv', table);
    const storage = follow('/data/a.csv');
    const header = await storage.header('a.csv');
    const entry = await storage.load('a.csv');
    assert.deepEqual(entry?.header, header);
    assert.equal(header?.rowCount, 2);
    assert.deepEqual((await storage.headers(['a.csv', 'b.csv'])).get('a.csv'), header);
    assert.equal(await storage.header('b.csv'), undefined);
    assert.equal(await storage.load('elsewhere/b.csv'), undefined);
  });

  it('refuses every change, in words', async () => {
    put('/data/a.csv', table);
    const storage = follow('/data/a.csv');
    const isReadOnly = (error: unknown): boolean => isStorageError(error, 'read-only');
    await assert.rejects(storage.save(await anEntry('a.csv')), isReadOnly);
    await assert.rejects(storage.rename('a.csv', 'b.csv'), isReadOnly);
    await assert.rejects(storage.delete('a.csv'), isReadOnly);
    await assert.rejects(storage.clear(), isReadOnly);
    assert.deepEqual(await storage.list(), ['a.csv']);
  });

  it('follows a file that grows: the same id, another revision', async () => {
    put('/data/a.csv', table);
    const storage = follow('/data/a.csv');
    const before = await storage.header('a.csv');
    const change = told(storage, 'a.csv');
    put('/data/a.csv', `${table}5,6\n`);
    await change;
    const after = await storage.header('a.csv');
    assert.equal(after?.rowCount, 3);
    assert.equal(after.id, before?.id);
    assert.notEqual(after.revision, before?.revision);
    assert.equal((await storage.load('a.csv'))?.header.revision, after.revision);
  });

  it('notices a new file, and one that goes', async () => {
    put('/data/runs/a.csv', table);
    const storage = follow('/data/runs');
    await storage.list();
    const coming = told(storage, 'runs/b.csv');
    put('/data/runs/b.csv', table);
    await coming;
    const going = told(storage, 'runs/a.csv');
    await files.delete('/data/runs/a.csv');
    await going;
    assert.deepEqual(await storage.list(), ['runs/b.csv']);
  });

  it('says why a source that vanished cannot be read, and shows it again when it is back', async () => {
    const storage = follow('/data/runs');
    assert.deepEqual(await storage.list(), []);
    assert.match(storage.states[0]?.fault ?? '', /There is nothing at \/data\/runs/);
    const back = told(storage, 'runs/a.csv');
    put('/data/runs/a.csv', table);
    await back;
    assert.equal(storage.states[0]?.fault, undefined);
    assert.deepEqual(await storage.list(), ['runs/a.csv']);
  });

  it('keeps showing what a file held that broke, with the reason', async () => {
    put('/data/a.csv', table);
    const storage = follow('/data/a.csv');
    const before = await storage.header('a.csv');
    const broken = new Promise<void>(resolve => {
      storage.onDidChangeState(({ readings }) => {
        if (readings[0]?.fault !== undefined) resolve();
      });
    });
    put('/data/a.csv', 'x1,f1\n"1,2\n3,4\n');
    await broken;
    assert.deepEqual(await storage.header('a.csv'), before);
    assert.match((await storage.info()).warnings.join(), /a\.csv/);
  });

  it('reads again with other roles', async () => {
    put('/data/a.csv', table);
    const storage = follow('/data/a.csv');
    await storage.list();
    const kind = storage.states[0]?.readings[0]?.question?.kind;
    assert.ok(kind !== undefined);
    remembered = { [kind]: { f1: { role: 'objective', direction: 'maximize' } } };
    await storage.refresh();
    const variables = (await storage.header('a.csv'))?.variables;
    assert.equal(variables?.find(({ name }) => name === 'f1')?.direction, 'maximize');
  });

  it('follows other sources when it is told to, and keeps what stays', async () => {
    put('/data/a.csv', table);
    put('/data/b.csv', table);
    const storage = follow('/data/a.csv');
    await storage.list();
    storage.configure(namedSources([{ location: '/data/b.csv', name: 'mine' }]));
    assert.deepEqual(await storage.list(), ['mine']);
  });

  it('does nothing more after it was closed', async () => {
    const storage = follow('/data/a.csv');
    await storage.close();
    await storage.close();
    await assert.rejects(storage.list(), error => isStorageError(error, 'closed'));
  });

  describe('in a manager', () => {
    it('is migrated from like any other backend, byte for byte', async () => {
      put('/data/a.csv', table);
      const manager = new StorageManager({
        primary: new MemoryStorage(),
        sources: follow('/data/a.csv'),
      });
      await manager.migrateResult('a.csv', 'sources', 'primary');
      const [from, to] = await Promise.all([
        manager.readArtifact({ backend: 'sources', key: 'a.csv' }),
        manager.readArtifact({ backend: 'primary', key: 'a.csv' }),
      ]);
      assert.deepEqual(to, from);
      await assert.rejects(
        manager.migrateResult('a.csv', 'sources', 'primary', { move: true }),
        error => isStorageError(error, 'read-only'),
      );
      await manager.close();
    });

    it('is synchronised from: new and grown results come over, edited ones stay', async () => {
      put('/data/runs/a.csv', table);
      put('/data/runs/b.csv', table);
      const manager = new StorageManager({
        primary: aStorage().storage,
        sources: follow('/data/runs'),
        baseline: memoryBaseline(),
      });
      const first = await manager.syncBackends('sources_to_primary');
      assert.equal(first.copied_to_primary, 2);
      const edited = await manager.loadFrom({ backend: 'primary', key: 'runs/b.csv' });
      await manager.saveResult('runs/b.csv', edited.with({ metadata: { mine: true } }));
      put('/data/runs/a.csv', `${table}5,6\n`);
      const { actions } = await manager.planSync('sources_to_primary');
      assert.deepEqual(
        actions.map(({ key, kind, reason }) => [key, kind, reason]),
        [
          ['runs/a.csv', 'update', 'changed in the sources only since the last sync'],
          [
            'runs/b.csv',
            'conflict',
            'changed in the primary only since the last sync; this sync writes only to the primary',
          ],
        ],
      );
      const second = await manager.syncBackends('sources_to_primary');
      assert.deepEqual([second.updated, second.conflicts], [1, 1]);
      const kept = await manager.loadFrom({ backend: 'primary', key: 'runs/b.csv' });
      assert.deepEqual(kept.metadata, { mine: true });
      await manager.close();
    });
  });
});
